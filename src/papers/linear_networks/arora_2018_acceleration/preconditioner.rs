//! The matrix that turns the gradient into the end-to-end velocity.

use super::balanced::{Balanced, DEGREE};
use crate::claim::{Claim, Compared, Kind, Method, Mutant, at_most, equal, equal_at, identity};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, sum};

/// The eigenvalues are sums of squares of t_r^{j−1} t_q^{N−j}, so that P ⪰ 0 and L′ = −vec(G)ᵀP vec(G) ≤ 0.
pub(super) const PRECONDITIONER_SPECTRUM: Claim = Claim {
    id: "arora-preconditioner-spectrum",
    statement: "vec(W′) = −P vec(G) with P = Σⱼ [WᵀW]^{(N−j)/N} ⊗ [WWᵀ]^{(j−1)/N}, whose eigenvectors are vec(u_r v_qᵀ) with \
                eigenvalues Σⱼ σ_r^{2(j−1)/N} σ_q^{2(N−j)/N} ≥ 0, 0⁰ = 1; vec stacks columns",
    hypotheses: "balanced layers of rank ≤ 2, μ = 0; u_r, v_q all columns of the orthogonal U (d_N × d_N), V (d₀ × d₀)",
    source: "the paper's claim on the preconditioner (from memory)",
    kind: Kind::Equality,
    method: Method::Identity { degree: DEGREE },
    check: identity!(Balanced, S, |net| {
        net.has_eigenvectors::<S>(Balanced::preconditioner, |j, n| (2 * (j - 1), 2 * (n - j)))
            .and(net.is_preconditioned())
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "kronecker-factors-swapped",
            "vec(AGB) = (Bᵀ ⊗ A) vec(G) puts the right factor first",
            identity!(Balanced, S, |net| {
                let swapped = |net: &Balanced| {
                    net.preconditioner_of(|net, j| {
                        net.left(j - 1).kronecker(&net.right(net.depth() - j))
                    })
                };
                net.has_eigenvectors::<S>(swapped, |j, n| (2 * (j - 1), 2 * (n - j)))
            }),
        ),
        Mutant::new(
            "equal-exponents",
            "σ_r and σ_q have exponents that add up to 2(N−1)/N, not the same one",
            identity!(Balanced, S, |net| {
                net.has_eigenvectors::<S>(Balanced::preconditioner, |j, _| {
                    (2 * (j - 1), 2 * (j - 1))
                })
            }),
        ),
        Mutant::new(
            "at-least-the-identity",
            "an eigenvalue is below 1 for small σ, and 0 for two null directions and N ≥ 2",
            identity!(Balanced, S, |net| {
                at_most(vec![S::one(); net.eigenvalues::<S>().len()], net.eigenvalues::<S>())
            }),
        ),
    ],
};

impl Balanced {
    fn preconditioner<S: Field>(&self) -> Matrix<S> {
        self.preconditioner_of(|net, j| net.right(net.depth() - j).kronecker(&net.left(j - 1)))
    }

    fn preconditioner_of<S: Field>(&self, term: impl Fn(&Self, usize) -> Matrix<S>) -> Matrix<S> {
        let terms = (1..=self.depth()).map(|j| term(self, j));
        terms.reduce(|total, term| &total + &term).expect("at least one layer")
    }

    /// vec(W′) = −P vec(G).
    fn is_preconditioned<S: Field>(&self) -> Compared<S> {
        let w = end_to_end(&self.layers::<S>());
        let g = self.data.gradient_at(&w);
        let predicted = -&(&self.preconditioner() * &g.vectorized());
        equal(self.velocity(&S::zero()).vectorized(), predicted)
    }

    /// t^exponent of singular direction r, where t = 0 beyond the rank and 0⁰ = 1.
    fn root_power<S: Field>(&self, r: usize, exponent: usize) -> S {
        let root = self.roots.get(r).map_or_else(S::zero, S::of);
        root.power(u32::try_from(exponent).expect("a small exponent"))
    }

    /// Σⱼ t_r^a t_q^b with (a, b) = exponents(j, N).
    fn eigenvalue<S: Field>(&self, r: usize, q: usize, exponents: Exponents) -> S {
        sum((1..=self.depth()).map(|j| {
            let (a, b) = exponents(j, self.depth());
            self.root_power::<S>(r, a) * self.root_power::<S>(q, b)
        }))
    }

    /// All d_N·d₀ of them.
    fn eigenvalues<S: Field>(&self) -> Vec<S> {
        let (rows, cols) = (self.orthogonal[self.depth()].rows(), self.orthogonal[0].rows());
        let all = (0..rows).flat_map(|r| (0..cols).map(move |q| (r, q)));
        all.map(|(r, q)| self.eigenvalue(r, q, |j, n| (2 * (j - 1), 2 * (n - j)))).collect()
    }

    /// P vec(u_r v_qᵀ) = λ_rq vec(u_r v_qᵀ) for all r, q.
    fn has_eigenvectors<S: Field>(
        &self,
        matrix: impl Fn(&Self) -> Matrix<S>,
        exponents: Exponents,
    ) -> Compared<S> {
        let (u, v) = (&self.orthogonal[self.depth()], &self.orthogonal[0]);
        let p = matrix(self);
        let all = (0..u.rows()).flat_map(|r| (0..v.rows()).map(move |q| (r, q)));
        Compared::all(all.map(|(r, q)| {
            let outer: Matrix<S> = Matrix::of(&(&u.col(r) * &v.col(q).transpose()));
            let vector = outer.vectorized();
            let expected = vector.scale(&self.eigenvalue(r, q, exponents));
            equal_at(&p * &vector, expected, &p)
        }))
    }
}

/// (j, N) ↦ the exponents of t_r and t_q.
type Exponents = fn(usize, usize) -> (usize, usize);
