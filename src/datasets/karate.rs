//! Zachary's karate club.
//!
//! W. W. Zachary, "An information flow model for conflict and fission in small groups", Journal of Anthropological
//! Research 33 (1977): who met whom outside the club, without weights; members numbered from 0.

use crate::graphs::Graph;

/// The 34 members and 78 ties; member 0 is the instructor, 33 the administrator.
pub fn karate_club() -> Graph {
    let ties = TIES.iter().flat_map(|&(a, others)| others.iter().map(move |&b| (a, b)));
    Graph::from_edges(34, &ties.collect::<Vec<_>>())
}

/// Each member with the later members tied to it.
const TIES: [(usize, &[usize]); 26] = [
    (0, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
    (1, &[2, 3, 7, 13, 17, 19, 21, 30]),
    (2, &[3, 7, 8, 9, 13, 27, 28, 32]),
    (3, &[7, 12, 13]),
    (4, &[6, 10]),
    (5, &[6, 10, 16]),
    (6, &[16]),
    (8, &[30, 32, 33]),
    (9, &[33]),
    (13, &[33]),
    (14, &[32, 33]),
    (15, &[32, 33]),
    (18, &[32, 33]),
    (19, &[33]),
    (20, &[32, 33]),
    (22, &[32, 33]),
    (23, &[25, 27, 29, 32, 33]),
    (24, &[25, 27, 31]),
    (25, &[31]),
    (26, &[29, 33]),
    (27, &[33]),
    (28, &[31, 33]),
    (29, &[32, 33]),
    (30, &[32, 33]),
    (31, &[32, 33]),
    (32, &[33]),
];

#[cfg(test)]
mod tests {
    use super::karate_club;
    use crate::graphs::{Graph, Maps, edge_preserving_maps};

    #[test]
    fn ties_and_cliques_are_as_many_as_are_known() {
        let club = karate_club();
        assert_eq!(club.edges().len(), 78);
        let cliques =
            |size| edge_preserving_maps(&Graph::complete(size), &club, Maps::Injective).len();
        assert_eq!([3, 4, 5, 6].map(cliques), [45 * 6, 11 * 24, 2 * 120, 0]);
    }
}
