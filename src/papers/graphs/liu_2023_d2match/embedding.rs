//! The recursion by matchings decides whether unrolled trees embed.

use super::pair::{EVERY_PAIR, Pair, random};
use super::subtrees::{Test, tables};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, identity};
use crate::graphs::{Bipartite, Graph, Tree};
use crate::number::Field;

/// Unfolding the definition: a root-preserving embedding is an injection of the children, each of whose trees embeds in its image's.
pub(super) const RECURSION_EQUALS_EMBEDDING: Claim = Claim {
    id: "subtree-recursion-equals-tree-embedding",
    statement: "for all q, v and ℓ ≤ 3 these agree: Mₗ[q][v]; the same recursion with Hall's condition |Γ(S)| ≥ |S| for every \
        S ⊆ N(q) in place of the matching; and the existence of an injection of the unrolled tree of q to depth ℓ into that of v \
        that maps root to root and children to children",
    hypotheses: "degrees ≤ 4",
    source: "abstract (\"perfect matching on a bipartite graph\"); proved here",
    kind: Kind::Equality,
    method: Method::Exhaustion { scope: EVERY_PAIR },
    check: identity!(Sparse, S, |case| recursion_decides_embedding::<S>(
        case,
        Bipartite::satisfies_hall
    )),
    witness: None,
    mutants: &[Mutant {
        id: "hall-on-singletons-and-the-whole",
        why_false: "two of three neighbours may share their only partner while all three together have partners enough",
        check: identity!(Sparse, S, |case| recursion_decides_embedding::<S>(
            case,
            hall_on_singletons_and_the_whole
        )),
        literal_reading: None,
    }],
};

/// A pair of graphs of degrees ≤ 4.
#[derive(Debug)]
struct Sparse(Pair);

impl Case for Sparse {
    /// Half of the cases are spiders, mostly long legs into mostly short ones: there Hall's condition has several
    /// sets to fail on.
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let [query, graph] = if draw.chance(1, 2) {
            [2, 1].map(|long| spider(draw, long))
        } else {
            let sizes = [draw.dim(2, 5), draw.dim(3, 6)];
            sizes.map(|nodes| random(draw, nodes))
        };
        let pair = Pair { query, graph };
        let degrees = [&pair.query, &pair.graph].map(largest_degree);
        if degrees.iter().all(|&degree| degree <= 4) {
            Ok(Sparse(pair))
        } else {
            Err(Rejected("degrees ≤ 4"))
        }
    }

    fn known() -> Vec<(&'static str, Self)> {
        let pair = |query, graph| Sparse(Pair { query, graph });
        let spider = |nodes, legs: &[(usize, usize)]| {
            Graph::from_edges(nodes, &[&[(0, 1), (0, 2), (0, 3)], legs].concat())
        };
        vec![
            ("one node in one node", pair(Graph::complete(1), Graph::complete(1))),
            (
                "two long legs of three in one",
                pair(spider(6, &[(1, 4), (2, 5)]), spider(5, &[(1, 4)])),
            ),
            ("a triangle in a cycle of 6", pair(Graph::cycle(3), Graph::cycle(6))),
            ("a cycle of 6 in a triangle", pair(Graph::cycle(6), Graph::cycle(3))),
            ("a cycle of 5 in the Petersen graph", pair(Graph::cycle(5), Graph::petersen())),
        ]
    }

    fn every() -> Box<dyn Iterator<Item = Self>> {
        Box::new(Pair::every().map(Sparse))
    }
}

/// Node 0 with 3 or 4 legs, each of two edges with probability `long`/3, else of one.
fn spider(draw: &mut Draw<'_>, long: usize) -> Graph {
    let legs = draw.dim(3, 4);
    let feet: Vec<_> = (1..=legs).filter(|_| draw.chance(long, 3)).collect();
    let lower = feet.iter().zip(legs + 1..).map(|(&knee, foot)| (knee, foot));
    let edges: Vec<_> = (1..=legs).map(|knee| (0, knee)).chain(lower).collect();
    Graph::from_edges(1 + legs + feet.len(), &edges)
}

fn largest_degree(graph: &Graph) -> usize {
    (0..graph.nodes()).map(|node| graph.neighbours(node).len()).max().unwrap_or(0)
}

/// For how many (q, v, ℓ) the matchings, `hall` and the embedding agree, against how many there are.
fn recursion_decides_embedding<S: Field>(Sparse(pair): &Sparse, hall: Test) -> Compared<S> {
    let Pair { query, graph } = pair;
    let by_matching = tables(query, graph, Bipartite::saturates_left, 3);
    let by_hall = tables(query, graph, hall, 3);
    let agreeing = |depth: usize| {
        let trees = |of: &Graph| -> Vec<_> {
            (0..of.nodes()).map(|node| Tree::unrolled(of, node, depth)).collect()
        };
        let (small, large) = (trees(query), trees(graph));
        let pairs = (0..query.nodes()).flat_map(|q| (0..graph.nodes()).map(move |v| (q, v)));
        let agree = pairs.filter(|&(q, v)| {
            let embeds = small[q].embeds_in(&large[v]);
            by_matching[depth][(q, v)] == embeds && by_hall[depth][(q, v)] == embeds
        });
        agree.count()
    };
    let agreeing = (0..=3).map(agreeing).sum();
    agree(agreeing, 4 * query.nodes() * graph.nodes())
}

fn hall_on_singletons_and_the_whole(sides: &Bipartite) -> bool {
    let mut singletons = (0..sides.left()).map(|a| 1_u32 << a);
    let whole = (1_u32 << sides.left()) - 1;
    singletons.all(|one| sides.has_enough_partners(one)) && sides.has_enough_partners(whole)
}
