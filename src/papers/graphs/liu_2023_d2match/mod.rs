//! Subgraph matching relaxes to matching breadth-unrolled trees, one bipartite matching per pair of nodes and level.
//!
//! *Notation*: as in [`PAPER`]. The tables M_ℓ are in `subtrees`, the pairs of graphs in `pair`.

use crate::claim::Paper;

mod embedding;
mod implication;
mod insufficiency;
mod pair;
mod subtrees;

pub(super) static PAPER: Paper = Paper {
    number: 43,
    slug: "liu-2023-d2match",
    title: "D2Match: Leveraging Deep Learning and Degeneracy for Subgraph Matching",
    authors: &["Liu", "Zhang", "Sun", "Yang", "Yang"],
    year: 2023,
    venue: "ICML 2023",
    notation: "simple undirected graphs Q (the query) and G without labels; N(q) the neighbours of a node q of Q, N(v) of a node v \
        of G; M₀[q][v] = true, and Mₗ₊₁[q][v] = the bipartite graph {(a, b) ∈ N(q) × N(v): Mₗ[a][b]} has a matching that \
        saturates N(q); an occurrence of Q in G is an injection φ of its nodes that sends edges to edges (not necessarily \
        induced); the unrolled tree of a node to depth ℓ: its children are the unrolled trees of all its neighbours, the one \
        it was reached from included, to depth ℓ − 1",
    claims: &[
        implication::SUBGRAPH_IMPLIES_SUBTREE,
        insufficiency::SUBTREE_NOT_SUFFICIENT,
        embedding::RECURSION_EQUALS_EMBEDDING,
    ],
};
