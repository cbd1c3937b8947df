//! A query and a graph.

use crate::claim::{Case, Draw, Rejected};
use crate::datasets::karate_club;
use crate::graphs::{Graph, isomorphism_classes};

/// Q and G.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) query: Graph,
    pub(super) graph: Graph,
}

/// What [`Pair::every`] runs through.
pub(super) const EVERY_PAIR: &str =
    "all pairs of a graph Q with 1 to 4 nodes and a graph G with 1 to 5, up to isomorphism";

impl Case for Pair {
    /// Q keeps some nodes and some edges of G, so that it occurs there.
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let nodes = draw.dim(4, 8);
        let graph = random(draw, nodes);
        let kept = draw.dim(2, 5.min(nodes));
        let places = &draw.permutation(nodes)[..kept];
        let query =
            Graph::from_fn(kept, |a, b| graph.adjacent(places[a], places[b]) && draw.chance(3, 4));
        Ok(Pair { query, graph })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let pair = |query, graph| Pair { query, graph };
        vec![
            ("one node in one node", pair(Graph::complete(1), Graph::complete(1))),
            ("an edge in an edge", pair(Graph::complete(2), Graph::complete(2))),
            (
                "a triangle in the complete graph on 6 nodes",
                pair(Graph::cycle(3), Graph::complete(6)),
            ),
            ("a cycle of 9 in the Petersen graph", pair(Graph::cycle(9), Graph::petersen())),
            (
                "a complete graph on 4 nodes in Zachary's karate club",
                pair(Graph::complete(4), karate_club()),
            ),
            (
                "a cycle of 6 in a ring of 200 with chords",
                pair(Graph::cycle(6), ring_with_chords()),
            ),
        ]
    }

    fn every() -> Box<dyn Iterator<Item = Self>> {
        let queries: Vec<_> = (1..=4).flat_map(isomorphism_classes).collect();
        let graphs = (1..=5).flat_map(isomorphism_classes);
        Box::new(graphs.flat_map(move |graph| {
            let of = move |query| Pair { query, graph: graph.clone() };
            queries.clone().into_iter().map(of)
        }))
    }
}

/// Each pair of nodes adjacent with probability 3/8 or 5/8.
pub(super) fn random(draw: &mut Draw<'_>, nodes: usize) -> Graph {
    let odds = *draw.pick(&[3, 5]);
    Graph::from_fn(nodes, |_, _| draw.chance(odds, 8))
}

/// 200 nodes, each adjacent to those 1 and 7 places away.
fn ring_with_chords() -> Graph {
    Graph::from_fn(200, |a, b| [1, 7, 193, 199].contains(&(b - a)))
}
