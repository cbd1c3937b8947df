//! Maps that preserve edges, by brute force.

use super::Graph;

/// Which maps between the nodes are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maps {
    /// Different nodes have different images: occurrences of a subgraph, not necessarily induced.
    Injective,
    /// Homomorphisms.
    Any,
}

/// Every map φ from the nodes of `query` to those of `graph` that sends edges to edges, as the list of images.
pub fn edge_preserving_maps(query: &Graph, graph: &Graph, maps: Maps) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    extend(query, graph, maps, &mut Vec::new(), &mut found);
    found
}

fn extend(
    query: &Graph,
    graph: &Graph,
    maps: Maps,
    images: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    let next = images.len();
    if next == query.nodes() {
        found.push(images.clone());
        return;
    }
    let earlier: Vec<_> = query.neighbours(next).iter().filter(|&&a| a < next).collect();
    for image in 0..graph.nodes() {
        let is_new = maps == Maps::Any || !images.contains(&image);
        if is_new && earlier.iter().all(|&&a| graph.adjacent(images[a], image)) {
            images.push(image);
            extend(query, graph, maps, images, found);
            images.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, Maps, edge_preserving_maps};

    #[test]
    fn petersen_has_its_known_cycles() {
        let occurrences = |length| {
            let cycle = Graph::cycle(length);
            edge_preserving_maps(&cycle, &Graph::petersen(), Maps::Injective).len() / (2 * length)
        };
        assert_eq!([3, 4, 5, 6, 7, 8, 9, 10].map(occurrences), [0, 0, 12, 10, 0, 15, 20, 0]);
    }
}
