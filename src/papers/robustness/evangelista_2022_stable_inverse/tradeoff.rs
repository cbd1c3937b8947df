//! An accurate reconstructor of an ill-conditioned operator is unstable.

use super::operator::Operator;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
};
use crate::linalg::{Matrix, pseudo_inverse};
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// Ψ(Ax+e) = Ψ(A(x+A†e)) is within η of x + A†e.
pub(super) const TRADEOFF: Claim = Claim {
    id: "accuracy-stability-tradeoff",
    statement: "C(x, e) ≥ (‖A†e‖ − 2η)/‖e‖; for x = 0 and e = εuₙ, A†uₙ = vₙ/σ_min: C ≥ 1/σ_min − 2η/ε",
    hypotheses: "x ∈ X, e ≠ 0 in the range of A, x + A†e ∈ X; Ψ Tikhonov on X the ball of radius √n, η = √n‖R_λA − I‖; or A† followed by a shrinkage \
                 by τ ≤ 1, η = τ√n, or by the relu network z ↦ relu(z) − κ relu(−z), η = (1−κ)√n, on X = [−1, 1]^n; n = 2, 3, not all |A†e|ᵢ equal (n = 1 in \
                 the witness: there the bound is attained)",
    source: "abstract (the trade-off); this form may differ from the paper's theorem; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Reconstruction, S, |case| {
        let eta = case.accuracy::<S>()?;
        let (constant, bound) = case.at_signals(&eta, &S::count(2))?;
        let (along, steepest) = case.along_least(&eta)?;
        Ok::<_, Obstacle>(
            at_most(bound, constant).and(at_most(steepest, along)).and(case.has_accuracy(&eta)?),
        )
    }),
    witness: Some(check!(Scalar, S, |case| {
        let [a, delta, eta] = [&case.factor, &case.signal, &case.shrinkage].map(S::of);
        let noise = (&a * &delta).abs();
        // a·δ/a has the sign of δ > 0.
        let constant = (shrunk(&(&a * &delta / &a), &eta).abs() - &eta) / &noise;
        equal(constant, (delta - S::count(2) * eta) / noise)
    })),
    mutants: &[
        Mutant::new(
            "accuracy-counted-once",
            "η is lost twice: at x, and at x + A†e",
            check!(Reconstruction, S, |case| {
                let eta = case.accuracy::<S>()?;
                let (constant, bound) = case.at_signals(&eta, &S::one())?;
                Ok::<_, Obstacle>(at_most(bound, constant))
            }),
        ),
        Mutant::new(
            "noise-off-the-range",
            "Ψ = A† on the range of A and 0 elsewhere has η = 0 and C(0, e) = 0",
            check!(Reconstruction, S, |case| case.ignores_noise::<S>()),
        ),
        Mutant::new(
            "signal-outside-x",
            "A† followed by clipping to X has η = 0 and moves by the size of X at most",
            check!(Reconstruction, S, |case| case.clips::<S>()),
        ),
    ],
};

/// How Ψ goes on after A†, or instead of it.
#[derive(Clone, Debug)]
enum Reconstructor {
    /// (AᵀA+λI)⁻¹Aᵀ.
    Tikhonov(Rational),
    /// sign(z) max(|z| − τ, 0).
    Shrinkage(Rational),
    /// relu(z) − κ relu(−z).
    Leaky(Rational),
}

/// A reconstructor of an operator, and two signals.
#[derive(Clone, Debug)]
struct Reconstruction {
    operator: Operator,
    method: Reconstructor,
    /// x and x + A†e, n × 1 each.
    signals: [Matrix<Rational>; 2],
    /// Any m numbers, whose part off the range is used by a mutant.
    noise: Matrix<Rational>,
    /// ε/σ_min ≤ 1.
    level: Rational,
}

impl Case for Reconstruction {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let cols = draw.dim(2, 3);
        let rows = cols + draw.dim(0, 1);
        let operator = Operator::draw(draw, rows, cols);
        let method = match draw.dim(0, 2) {
            0 => Reconstructor::Tikhonov(draw.above("0", "1")),
            1 => Reconstructor::Shrinkage(draw.above("0", "0.5")),
            _ => Reconstructor::Leaky(draw.between("0.5", "1")),
        };
        let mut signal = || Matrix::from_fn(cols, 1, |_, _| draw.between("-1", "1"));
        let signals = [signal(), signal()];
        let moved = (&signals[1] - &signals[0]).map(Rational::abs);
        if moved.entries().iter().all(|size| *size == moved[(0, 0)]) {
            return Err(Rejected("not all |A†e|ᵢ equal"));
        }
        Ok(Reconstruction {
            operator,
            method,
            signals,
            noise: draw.vector(rows),
            level: draw.above("0", "1"),
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let column = |entries: &[i64]| {
            Matrix::column(entries.iter().map(|&x| Rational::fraction(x, 100)).collect())
        };
        let case = |method, from: &[i64], to: &[i64]| Reconstruction {
            operator: Operator::hand_picked(3, &[Rational::one(), Rational::fraction(1, 20)]),
            method,
            signals: [column(from), column(to)],
            noise: column(&[100, 100, 200]),
            level: Rational::one(),
        };
        let (tenth, half) = (Rational::fraction(1, 10), Rational::fraction(1, 2));
        vec![
            (
                "shrinkage, nearly attained",
                case(Reconstructor::Shrinkage(tenth), &[0, 0], &[100, 99]),
            ),
            (
                "Tikhonov, condition 20",
                case(Reconstructor::Tikhonov(Rational::fraction(1, 10000)), &[-50, 25], &[100, 0]),
            ),
            ("a leaky relu", case(Reconstructor::Leaky(half), &[100, 100], &[-100, -90])),
        ]
    }
}

impl Reconstruction {
    /// A†, exact, n × m.
    fn inverse<S: Rung>(&self) -> Matrix<S> {
        Matrix::of(&pseudo_inverse(&self.operator.exact()))
    }

    /// Ψ(y).
    fn reconstructed<S: Rung>(&self, y: &Matrix<S>) -> Result<Matrix<S>, Obstacle> {
        let zero = S::zero();
        Ok(match &self.method {
            Reconstructor::Tikhonov(penalty) => self.tikhonov(penalty)?.times(y),
            Reconstructor::Shrinkage(by) => {
                let by = S::of(by);
                self.inverse().times(y).map(|z| shrunk(z, &by))
            }
            Reconstructor::Leaky(slope) => {
                let slope = S::of(slope);
                self.inverse().times(y).map(|z| z.max(&zero) - &slope * (-z).max(&zero))
            }
        })
    }

    /// R_λ (n × m).
    fn tikhonov<S: Rung>(&self, penalty: &Rational) -> Result<Matrix<S>, Obstacle> {
        let (matrix, size) = (self.operator.matrix::<S>(), self.operator.cols());
        let transpose = matrix.transpose();
        let penalty = Matrix::identity(size).scale(&S::of(penalty));
        (&(&transpose * &matrix) + &penalty).solve(&transpose)
    }

    /// η.
    fn accuracy<S: Rung>(&self) -> Result<S, Obstacle> {
        let size = self.operator.cols();
        let worst = match &self.method {
            Reconstructor::Tikhonov(penalty) => {
                let kept = &self.tikhonov::<S>(penalty)? * &self.operator.matrix();
                (&kept - &Matrix::identity(size)).spectral_norm()?
            }
            Reconstructor::Shrinkage(by) => S::of(by),
            Reconstructor::Leaky(slope) => S::one() - S::of(slope),
        };
        Ok(worst * S::count(size).sqrt())
    }

    /// At a corner of the box the error of what follows A† is η.
    fn has_accuracy<S: Rung>(&self, eta: &S) -> Result<Compared<S>, Obstacle> {
        let corner = match self.method {
            Reconstructor::Tikhonov(_) => return Ok(Compared::nothing()),
            Reconstructor::Shrinkage(_) => S::one(),
            Reconstructor::Leaky(_) => -S::one(),
        };
        let signal = Matrix::from_fn(self.operator.cols(), 1, |_, _| corner.clone());
        let found = self.reconstructed(&(&self.operator.matrix() * &signal))?;
        Ok(equal((&found - &signal).norm(), eta))
    }

    /// C(x, Av) and (‖A†Av‖ − times·η)/‖Av‖, for the signals x and x + v.
    fn at<S: Rung>(
        &self,
        [from, to]: [&Matrix<S>; 2],
        eta: &S,
        times: &S,
    ) -> Result<(S, S), Obstacle> {
        let matrix = self.operator.matrix::<S>();
        let noise = &matrix * &(to - from);
        let found = self.reconstructed(&(&(&matrix * from) + &noise))?;
        let (error, size) = ((&found - from).norm(), noise.norm());
        let inverted = (&self.inverse() * &noise).norm();
        Ok(((error - eta) / &size, (inverted - times * eta) / size))
    }

    fn at_signals<S: Rung>(&self, eta: &S, times: &S) -> Result<(S, S), Obstacle> {
        let [from, to] = self.signals.each_ref().map(Matrix::of);
        self.at([&from, &to], eta, times)
    }

    /// C(0, εuₙ) and 1/σ_min − 2η/ε.
    fn along_least<S: Rung>(&self, eta: &S) -> Result<(S, S), Obstacle> {
        let (least, level) = (S::of(&self.operator.extremes()[0]), S::of(&self.level));
        let size = &least * level;
        let noise = Matrix::<S>::of(&self.operator.frame().col(self.operator.last())).scale(&size);
        let constant = (self.reconstructed(&noise)?.norm() - eta) / &size;
        Ok((constant, S::one() / least - S::count(2) * eta / size))
    }

    /// The bound for x = 0 and noise off the range, where Ψ = A† on the range and 0 elsewhere has C = 0.
    fn ignores_noise<S: Rung>(&self) -> Compared<S> {
        let (matrix, inverse) = (self.operator.exact(), pseudo_inverse(&self.operator.exact()));
        let seen = &matrix * &(&inverse * &self.noise);
        if (&self.noise - &seen).norm_squared().is_zero() {
            return Compared::nothing();
        }
        let noise = Matrix::<S>::of(&self.noise);
        at_most((&Matrix::of(&inverse) * &noise).norm() / noise.norm(), S::zero())
    }

    /// The bound for noise that leads out of X, eight times as large, where A† followed by clipping has η = 0.
    fn clips<S: Rung>(&self) -> Compared<S> {
        let [from, to] = self.signals.each_ref().map(Matrix::<S>::of);
        let moved = (&to - &from).scale(&S::count(8));
        let matrix = self.operator.matrix::<S>();
        let noise = &matrix * &moved;
        let seen = &self.inverse() * &(&(&matrix * &from) + &noise);
        let found = seen.map(|z| z.min(&S::one()).max(&-S::one()));
        at_most(moved.norm() / noise.norm(), (&found - &from).norm() / noise.norm())
    }
}

/// sign(z) max(|z| − by, 0).
fn shrunk<S: Rung>(z: &S, by: &S) -> S {
    (z - by).max(&S::zero()) - (-z - by).max(&S::zero())
}

/// A = a, x = 0, e = aδ and a shrinkage by η ≤ δ.
#[derive(Debug)]
struct Scalar {
    factor: Rational,
    signal: Rational,
    shrinkage: Rational,
}

impl Case for Scalar {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let factor = draw.entry();
        if factor.is_zero() {
            return Err(Rejected("a ≠ 0"));
        }
        let signal = draw.above("0", "4");
        Ok(Scalar { factor, shrinkage: &signal * draw.between("0.1", "0.9"), signal })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let [factor, signal, shrinkage] =
            [(1, 8), (2, 1), (1, 2)].map(|(n, d)| Rational::fraction(n, d));
        vec![("a = 1/8, δ = 2, η = 1/2: C = 4", Scalar { factor, signal, shrinkage })]
    }
}
