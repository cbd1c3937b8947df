//! The tables M₀, M₁, … of which unrolled trees fit into which.

use crate::graphs::{Bipartite, Graph};
use crate::linalg::Matrix;

/// Which bipartite graphs between N(q) and N(v) pass from one level to the next.
pub(super) type Test = fn(&Bipartite) -> bool;

/// M_ℓ for ℓ = 0, …, `depth` under `test`; each is |Q| × |G|.
pub(super) fn tables(query: &Graph, graph: &Graph, test: Test, depth: usize) -> Vec<Matrix<bool>> {
    let all = Matrix::from_fn(query.nodes(), graph.nodes(), |_, _| true);
    let next = |table: &Matrix<bool>| Some(refined(query, graph, table, test));
    std::iter::successors(Some(all), next).take(depth + 1).collect()
}

/// M₀, M₁, … up to the first that equals its successor, hence all later ones.
///
/// If the tables decrease, that happens within |Q||G| levels; none beyond is returned.
pub(super) fn tables_until_stationary(
    query: &Graph,
    graph: &Graph,
    test: Test,
) -> Vec<Matrix<bool>> {
    let mut tables = tables(query, graph, test, 0);
    for _ in 0..query.nodes() * graph.nodes() {
        let next = refined(query, graph, &tables[tables.len() - 1], test);
        if tables.last() == Some(&next) {
            break;
        }
        tables.push(next);
    }
    tables
}

fn refined(query: &Graph, graph: &Graph, table: &Matrix<bool>, test: Test) -> Matrix<bool> {
    Matrix::from_fn(query.nodes(), graph.nodes(), |q, v| {
        let (left, right) = (query.neighbours(q), graph.neighbours(v));
        test(&Bipartite::from_fn(left.len(), right.len(), |a, b| table[(left[a], right[b])]))
    })
}
