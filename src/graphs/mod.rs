//! Finite simple graphs, maps between them, matchings, and the trees that message passing sees.
//!
//! | file | holds |
//! |---|---|
//! | `graph` | [`Graph`]: nodes, neighbours, named graphs |
//! | `classes` | [`isomorphism_classes`]: every graph of a size, once |
//! | `maps` | [`edge_preserving_maps`] by brute force |
//! | `bipartite` | [`Bipartite`]: matchings and Hall's condition |
//! | `unrolled` | [`Tree`]: a node's breadth-first unrolling |

mod bipartite;
mod classes;
mod graph;
mod maps;
mod unrolled;

pub use bipartite::Bipartite;
pub use classes::isomorphism_classes;
pub use graph::Graph;
pub use maps::{Maps, edge_preserving_maps};
pub use unrolled::Tree;
