//! Unrolled trees cannot tell cycles apart.

use super::subtrees::{tables, tables_until_stationary};
use crate::claim::{
    Case, Claim, Compared, Draw, Erratum, Kind, Method, Mutant, Rejected, agree, identity,
};
use crate::graphs::{Bipartite, Graph, Maps, edge_preserving_maps};
use crate::linalg::Matrix;
use crate::number::Field;

/// By induction on ℓ: every node of Q has at most as many neighbours as every node of G, and all of N(q) × N(v) is allowed.
pub(super) const SUBTREE_NOT_SUFFICIENT: Claim = Claim {
    id: "subtree-not-sufficient",
    statement: "Mₗ[q][v] for all q, v and ℓ, though Q has no occurrence in G: as for the cycle of 3 in the cycle of 6",
    hypotheses: "Q is a cycle of k nodes; G is a cycle of another length n > k, or complete bipartite with both sides ≥ 2 and k odd, \
        or the Petersen graph and k ∈ {3, 4, 7}; plain unrolling, no labels",
    source: "derived here; the usual limit of message passing",
    kind: Kind::Impossibility,
    method: Method::Exhaustion {
        scope: "all cycles Q of k and G of n nodes with 3 ≤ k < n ≤ 12"
    },
    check: identity!(FalsePositive, S, |case| every_tree_fits_without_occurrence::<S>(case)),
    witness: None,
    mutants: &[
        Mutant {
            id: "subtrees-suffice",
            why_false: "a cycle's unrolled trees are those of every cycle: the binary tree of all walks",
            check: identity!(FalsePositive, S, |case| fitting_implies_occurrence::<S>(
                case,
                &case.limit()
            )),
            literal_reading: Some(Erratum {
                reading: "Q occurs in G if every node q of Q has a node v of G with Mₗ[q][v] at every depth ℓ",
                true_form: "an occurrence implies Mₗ[q][φ(q)] for all q and ℓ; the converse fails, for the triangle already in the cycle of 4",
                caveat: "the abstract reduces subgraph matching to subtree matching; the paper's own theorem, whose hypotheses were \
                    not available, may say more (labels, cycles, or a one-sided statement)",
            }),
        },
        Mutant {
            id: "depth-at-least-the-graph",
            why_false: "the tables of these pairs are all true at every depth, so no depth separates them",
            check: identity!(FalsePositive, S, |case| fitting_implies_occurrence::<S>(
                case,
                &case.table_at(case.graph.nodes())
            )),
            literal_reading: None,
        },
    ],
};

/// Q and G where message passing sees an occurrence and there is none.
#[derive(Debug)]
struct FalsePositive {
    query: Graph,
    graph: Graph,
}

impl Case for FalsePositive {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let half = draw.dim(1, 4);
        Ok(if draw.chance(1, 2) {
            let sides = [(); 2].map(|()| draw.dim(2, 4));
            FalsePositive::new(2 * half + 1, Graph::complete_bipartite(sides[0], sides[1]))
        } else {
            let length = half + 2;
            FalsePositive::new(length, Graph::cycle(draw.dim(length + 1, 16)))
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let petersen = |length| FalsePositive::new(length, Graph::petersen());
        vec![
            ("a cycle of 3 in a cycle of 6", FalsePositive::new(3, Graph::cycle(6))),
            ("a cycle of 5 in a cycle of 20", FalsePositive::new(5, Graph::cycle(20))),
            ("a cycle of 3 in the Petersen graph", petersen(3)),
            ("a cycle of 4 in the Petersen graph", petersen(4)),
            ("a cycle of 7 in the Petersen graph", petersen(7)),
        ]
    }

    fn every() -> Box<dyn Iterator<Item = Self>> {
        let longer = |k| (k + 1..=12).map(move |n| FalsePositive::new(k, Graph::cycle(n)));
        Box::new((3..12).flat_map(longer))
    }
}

impl FalsePositive {
    fn new(cycle: usize, graph: Graph) -> Self {
        FalsePositive { query: Graph::cycle(cycle), graph }
    }

    fn table_at(&self, depth: usize) -> Matrix<bool> {
        let mut tables = tables(&self.query, &self.graph, Bipartite::saturates_left, depth);
        tables.pop().expect("depth + 1 tables")
    }

    /// The table of all deep enough levels.
    fn limit(&self) -> Matrix<bool> {
        let mut tables =
            tables_until_stationary(&self.query, &self.graph, Bipartite::saturates_left);
        tables.pop().expect("M₀ at least")
    }

    fn occurrences(&self) -> usize {
        edge_preserving_maps(&self.query, &self.graph, Maps::Injective).len()
    }
}

/// Tables decrease, so the limit is true exactly where all tables are.
fn every_tree_fits_without_occurrence<S: Field>(case: &FalsePositive) -> Compared<S> {
    let limit = case.limit();
    let fitting = limit.entries().iter().filter(|&&fits| fits).count();
    agree(fitting, limit.entries().len()).and(agree(case.occurrences(), 0))
}

/// If every row of `table` has a true entry, then there is an occurrence.
fn fitting_implies_occurrence<S: Field>(case: &FalsePositive, table: &Matrix<bool>) -> Compared<S> {
    let fits = (0..table.rows()).all(|q| table.row(q).contains(&true));
    agree(usize::from(!fits || case.occurrences() > 0), 1)
}
