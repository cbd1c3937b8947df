//! The adversarial error of a linear classifier of Gaussian inputs is linear in a small ε.

use crate::calculus::{integral, normal_density};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, equal_at,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// A rotation takes w·x to ‖w‖₂z₁, z₁ standard normal, so that A(ε) = P(|z₁| ≤ t); and 1 − s²/2 ≤ e^{−s²/2} ≤ 1.
pub(super) const EXACT_SCALING: Claim = Claim {
    id: "adv-linear-gaussian-exact-scaling",
    statement: "of sign(w·x), x ∼ N(0, I_d), the worst δ lowers |w·x| by ε‖w‖₁; a reflection takes w to ‖w‖₂e₁; so A(ε) = P(|z| ≤ t), z standard \
                normal, t = ε‖w‖₁/‖w‖₂, which is erf(t/√2), and √(2/π)(t − t³/6) ≤ A(ε) ≤ √(2/π)t: A(ε)/ε → √(2/π)‖w‖₁/‖w‖₂, an exponent of \
                exactly 1",
    hypotheses: "w ≠ 0; isotropic Gaussian inputs, no bias; ε = 2^{−j}, j = 0..20; all 2^d corners δ; d = 2..6, 10",
    source: "the linear model named in the abstract; derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Linear, S, |case| {
        let t = case.reach::<S>() / case.length::<S>();
        let flipped = probability(&t)?;
        let [below, above] = bounds(&t);
        Ok::<_, Obstacle>(
            case.has_worst_corner::<S>()
                .and(case.is_reflected::<S>())
                .and(equal(&flipped, error_function(&t)))
                .and(at_most(below, &flipped))
                .and(at_most(flipped, above)),
        )
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "root-of-the-dimension",
            "‖w‖₁ = √d‖w‖₂ only where all entries have one size",
            check!(Linear, S, |case| {
                let root = S::count(case.weights.rows()).sqrt() * S::of(&case.size);
                case.has_error_by::<S>(&root)
            }),
        ),
        Mutant::new(
            "euclidean-attack",
            "an attack of ‖δ‖₂ ≤ ε reaches ε‖w‖₂ only",
            check!(Linear, S, |case| case.has_error_by::<S>(&S::of(&case.size))),
        ),
        Mutant::new(
            "cubic-from-above",
            "the next term of the series is +t⁵/40",
            check!(Linear, S, |case| {
                let t = case.reach::<S>() / case.length::<S>();
                let [below, _] = bounds(&t);
                Ok::<_, Obstacle>(at_most(probability(&t)?, below))
            }),
        ),
    ],
};

/// A classifier, an input and the size of the attack.
#[derive(Debug)]
struct Linear {
    /// w, d × 1.
    weights: Matrix<Rational>,
    /// x, d × 1.
    input: Matrix<Rational>,
    /// ε.
    size: Rational,
}

impl Case for Linear {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let d = draw.dim(2, 6);
        let mut weights = draw.vector(d);
        if draw.chance(1, 4) {
            let kept = draw.dim(1, d);
            weights = Matrix::from_fn(d, 1, |i, _| {
                if i < kept { weights[(i, 0)].clone() } else { Rational::zero() }
            });
        }
        if weights.norm_squared().is_zero() {
            return Err(Rejected("w ≠ 0"));
        }
        let size = Rational::dyadic(1, -i32::try_from(draw.dim(0, 20)).expect("at most 20"));
        Ok(Linear { weights, input: draw.vector(d), size })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |weights: &[i64], exponent: i32| Linear {
            weights: Matrix::column(weights.iter().map(|&w| Rational::fraction(w, 1)).collect()),
            input: Matrix::from_fn(weights.len(), 1, |i, _| Rational::fraction(1, 3 + i as u64)),
            size: Rational::dyadic(1, -exponent),
        };
        vec![
            ("weights 3 and 4, ε = 1", case(&[3, 4], 0)),
            ("weights 3 and 4, ε = 2⁻²⁰", case(&[3, 4], 20)),
            ("one weight of three", case(&[0, 2, 0], 1)),
            ("ten inputs", case(&[1, -2, 3, -4, 5, -6, 7, -8, 9, -10], 1)),
        ]
    }
}

impl Linear {
    /// ‖w‖₂.
    fn length<S: Rung>(&self) -> S {
        Matrix::<S>::of(&self.weights).norm()
    }

    /// ε‖w‖₁.
    fn reach<S: Rung>(&self) -> S {
        S::of(&self.size) * sum(self.weights.entries().iter().map(|w| S::of(w).abs()))
    }

    /// The least sign(w·x)·w·(x + δ) over all corners, found exactly, is |w·x| − ε‖w‖₁.
    fn has_worst_corner<S: Rung>(&self) -> Compared<S> {
        let d = self.weights.rows();
        let score = self.weights.inner(&self.input);
        let side = if score < Rational::zero() { -Rational::one() } else { Rational::one() };
        let sign =
            |at: usize, i: usize| if at >> i & 1 == 1 { -&self.size } else { self.size.clone() };
        let attacked = (0..1 << d).map(|at| {
            let attack = Matrix::from_fn(d, 1, |i, _| sign(at, i));
            &side * &self.weights.inner(&(&self.input + &attack))
        });
        let least = attacked.reduce(|a, b| if b < a { b } else { a }).expect("at least one corner");
        let (score, reach) = (S::of(&score).abs(), self.reach::<S>());
        equal_at(S::of(&least), &score - &reach, score + reach)
    }

    /// The reflection I − 2vvᵀ/‖v‖², v = w ± ‖w‖₂e₁, is orthogonal and takes w to ∓‖w‖₂e₁.
    fn is_reflected<S: Rung>(&self) -> Compared<S> {
        let (d, length) = (self.weights.rows(), self.length::<S>());
        let w = Matrix::<S>::of(&self.weights);
        let away = if self.weights[(0, 0)] < Rational::zero() { -length } else { length };
        let axis = Matrix::from_fn(d, 1, |i, _| if i == 0 { away.clone() } else { S::zero() });
        let normal = &w + &axis;
        let factor = S::count(2) / normal.norm_squared();
        let across = (&normal * &normal.transpose()).scale(&factor);
        let reflection = &Matrix::identity(d) - &across;
        let gram = &reflection * &reflection.transpose();
        equal(gram, Matrix::identity(d)).and(equal(&reflection * &w, -&axis))
    }

    /// A(ε), with |w·x| lowered as it is, is the error of an attack that lowers it by `reach` times ‖w‖₂.
    fn has_error_by<S: Rung>(&self, reach: &S) -> Result<Compared<S>, Obstacle> {
        let flipped = probability(&(self.reach::<S>() / self.length::<S>()))?;
        Ok(equal(flipped, error_function(reach)))
    }
}

/// P(|z| ≤ t) by quadrature.
fn probability<S: Rung>(t: &S) -> Result<S, Obstacle> {
    let peak = normal_density(&S::zero());
    integral(|z| z.times(z).scale(&S::ratio(-1, 2)).exp().scale(&peak), &-t, t)
}

/// erf(t/√2) = √(2/π) Σ (−1)ⁿ t^{2n+1}/(2ⁿ n! (2n+1)), |t| ≤ 4; what is left out of an alternating series is less than
/// the first term of it.
fn error_function<S: Rung>(t: &S) -> S {
    let terms = S::BITS as usize / 2 + 24;
    let half_square = t.square() * S::ratio(1, 2);
    let (mut power, mut total) = (t.clone(), S::zero());
    for n in 0..terms {
        total += &(&power / S::count(2 * n + 1));
        power = -(power * &half_square / S::count(n + 1));
    }
    total.widened(&power.abs()) * (S::count(2) / S::pi()).sqrt()
}

/// √(2/π)(t − t³/6) and √(2/π)t.
fn bounds<S: Rung>(t: &S) -> [S; 2] {
    let factor = (S::count(2) / S::pi()).sqrt();
    [&factor * (t - t.power(3) * S::ratio(1, 6)), factor * t]
}
