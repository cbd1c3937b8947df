//! An occurrence of the query makes every unrolled tree fit.

use super::pair::{EVERY_PAIR, Pair};
use super::subtrees::{Test, tables_until_stationary};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, agree, identity};
use crate::graphs::{Bipartite, Maps, edge_preserving_maps};
use crate::linalg::Matrix;
use crate::number::Field;

/// By induction on ℓ: a ↦ φ(a) is a matching that saturates N(q), since `Mₗ[a][φ(a)]` for every a ∈ N(q).
pub(super) const SUBGRAPH_IMPLIES_SUBTREE: Claim = Claim {
    id: "subgraph-implies-subtree",
    statement: "for every occurrence φ of Q in G, every node q and every ℓ ≥ 0: Mₗ[q][φ(q)]; and Mₗ₊₁[q][v] implies Mₗ[q][v]",
    hypotheses: "φ is injective and sends edges to edges",
    source: "abstract; proved here",
    kind: Kind::Structure,
    method: Method::Exhaustion { scope: EVERY_PAIR },
    check: identity!(Pair, S, |pair| occurrences_fit::<S>(
        pair,
        Maps::Injective,
        Bipartite::saturates_left
    )),
    witness: None,
    mutants: &[
        Mutant {
            id: "saturating-the-larger-side",
            why_false: "φ(q) may have more neighbours than q, and nothing to match them with",
            check: identity!(Pair, S, |pair| occurrences_fit::<S>(
                pair,
                Maps::Injective,
                Bipartite::saturates_right
            )),
            literal_reading: None,
        },
        Mutant {
            id: "perfect-matching",
            why_false: "degrees may grow along φ, so the two sides need not be of one size",
            check: identity!(Pair, S, |pair| occurrences_fit::<S>(
                pair,
                Maps::Injective,
                is_perfectly_matched
            )),
            literal_reading: None,
        },
        Mutant {
            id: "homomorphism",
            why_false: "a path of two edges folds onto one edge, whose ends have one neighbour only",
            check: identity!(Pair, S, |pair| occurrences_fit::<S>(
                pair,
                Maps::Any,
                Bipartite::saturates_left
            )),
            literal_reading: None,
        },
    ],
};

/// Among all pairs of a map φ and a node q, as many as there are have `Mₗ[q][φ(q)]` at every level; no entry turns true.
fn occurrences_fit<S: Field>(pair: &Pair, maps: Maps, test: Test) -> Compared<S> {
    let tables = tables_until_stationary(&pair.query, &pair.graph, test);
    let maps = edge_preserving_maps(&pair.query, &pair.graph, maps);
    let images = maps.iter().flat_map(|map| map.iter().enumerate());
    let fits = images.filter(|&(q, &v)| tables.iter().all(|table| table[(q, v)])).count();
    let turned_true: usize = tables.windows(2).map(|two| newly_true(&two[0], &two[1])).sum();
    agree(fits, maps.len() * pair.query.nodes()).and(agree(turned_true, 0))
}

fn newly_true(earlier: &Matrix<bool>, later: &Matrix<bool>) -> usize {
    earlier.zip(later, |before, after| *after && !before).entries().iter().filter(|&&x| x).count()
}

fn is_perfectly_matched(sides: &Bipartite) -> bool {
    sides.saturates_left() && sides.saturates_right()
}
