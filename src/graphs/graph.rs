//! Simple undirected graphs.

use std::fmt;

/// A simple undirected graph on the nodes 0, …, n − 1.
#[derive(Clone, PartialEq, Eq)]
pub struct Graph {
    neighbours: Vec<Vec<usize>>,
}

impl Graph {
    /// The graph with these edges, each given once, in either direction.
    ///
    /// # Panics
    /// When an edge is a loop, is given twice, or leaves the nodes.
    pub fn from_edges(nodes: usize, edges: &[(usize, usize)]) -> Self {
        let mut neighbours = vec![Vec::new(); nodes];
        for &(a, b) in edges {
            assert!(a != b && a < nodes && b < nodes, "edge {a}–{b} in {nodes} nodes");
            assert!(!neighbours[a].contains(&b), "edge {a}–{b} is given twice");
            neighbours[a].push(b);
            neighbours[b].push(a);
        }
        Graph { neighbours }
    }

    /// The graph whose edges are the pairs a < b with `adjacent(a, b)`, asked row by row.
    pub fn from_fn(nodes: usize, mut adjacent: impl FnMut(usize, usize) -> bool) -> Self {
        let pairs = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b)));
        let edges: Vec<_> = pairs.filter(|&(a, b)| adjacent(a, b)).collect();
        Self::from_edges(nodes, &edges)
    }

    /// The cycle 0 – 1 – … – (n − 1) – 0, n ≥ 3.
    pub fn cycle(nodes: usize) -> Self {
        let edges: Vec<_> = (0..nodes).map(|a| (a, (a + 1) % nodes)).collect();
        Self::from_edges(nodes, &edges)
    }

    /// Every two nodes adjacent.
    pub fn complete(nodes: usize) -> Self {
        Self::from_fn(nodes, |_, _| true)
    }

    /// Each of the first `left` nodes adjacent to each of the other `right`.
    pub fn complete_bipartite(left: usize, right: usize) -> Self {
        Self::from_fn(left + right, |a, b| a < left && left <= b)
    }

    /// The Petersen graph: 10 nodes of degree 3, cycles of lengths 5, 6, 8 and 9 only.
    pub fn petersen() -> Self {
        let of_rim = (0..5).flat_map(|a| [(a, (a + 1) % 5), (a, a + 5), (a + 5, (a + 2) % 5 + 5)]);
        Self::from_edges(10, &of_rim.collect::<Vec<_>>())
    }

    /// The number of nodes.
    pub fn nodes(&self) -> usize {
        self.neighbours.len()
    }

    /// The nodes adjacent to `node`.
    pub fn neighbours(&self, node: usize) -> &[usize] {
        &self.neighbours[node]
    }

    /// Whether two nodes share an edge.
    pub fn adjacent(&self, a: usize, b: usize) -> bool {
        self.neighbours[a].contains(&b)
    }

    /// Every edge once, as a < b, sorted.
    pub fn edges(&self) -> Vec<(usize, usize)> {
        let pairs = (0..self.nodes()).flat_map(|a| (a + 1..self.nodes()).map(move |b| (a, b)));
        pairs.filter(|&(a, b)| self.adjacent(a, b)).collect()
    }
}

impl fmt::Debug for Graph {
    /// `6 nodes: 0–1 1–2`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} nodes:", self.nodes())?;
        self.edges().iter().try_for_each(|(a, b)| write!(f, " {a}–{b}"))
    }
}
