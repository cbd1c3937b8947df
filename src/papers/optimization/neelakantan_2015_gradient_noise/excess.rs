//! What noise adds to a quadratic loss.

use crate::calculus::gradient;
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, sum};

/// x_T has degree 2T + 1 in α, λ, σ and x₀, its loss 4T + 3 ≤ 23 as T ≤ 5, as has the sum on the right.
pub(super) const QUADRATIC_EXCESS: Claim = Claim {
    id: "gradnoise-quadratic-excess",
    statement: "E f(x_T) − f(x_T without noise) = ½Σᵢλᵢα²Σ_{t<T} σₜ²(1 − αλᵢ)^{2(T−1−t)}, and E x_T is x_T without noise",
    hypotheses: "f(x) = ½xᵀΛx, Λ diagonal of any signs, any α; noise ±σₜ in every coordinate, all signs independent and equally likely \
        (T ≤ 5, in a known case 10)",
    source: "the paper's schedule of noise; derived here: x_T is affine in the noise",
    kind: Kind::Equality,
    method: Method::Identity { degree: 23 },
    check: identity!(Run, S, |run| {
        let claimed = run.excess::<S>(|t| 2 * (run.steps() - 1 - t), 2);
        run.has_excess(&claimed).and(run.keeps_its_mean(Loss::Quadratic))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "exponent-not-doubled",
            "the noise of step t is multiplied by (1 − αλ)^{T−1−t}, and its square counts",
            identity!(Run, S, |run| {
                run.has_excess(&run.excess::<S>(|t| run.steps() - 1 - t, 2))
            }),
        ),
        Mutant::new(
            "step-size-not-squared",
            "noise moves the iterate by αξ, and the loss by its square",
            identity!(Run, S, |run| {
                run.has_excess(&run.excess::<S>(|t| 2 * (run.steps() - 1 - t), 1))
            }),
        ),
        Mutant::new(
            "quartic-loss",
            "the gradient x³ is not affine: E(x + ξ)³ = x³ + 3xσ², so that the mean iterate is pulled to 0",
            identity!(Run, S, |run| run.keeps_its_mean::<S>(Loss::Quartic)),
        ),
    ],
};

/// Gradient descent with noise on a separable loss.
#[derive(Debug)]
struct Run {
    /// λ.
    curvatures: Vec<Rational>,
    /// x₀.
    start: Matrix<Rational>,
    /// α.
    rate: Rational,
    /// σ₀, …, σ_{T−1}.
    deviations: Vec<Rational>,
}

impl Case for Run {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, steps) = *draw.pick(&[(1, 1), (1, 2), (1, 4), (1, 5), (2, 2), (2, 3), (3, 2)]);
        Ok(Run {
            curvatures: (0..size).map(|_| draw.entry()).collect(),
            start: draw.vector(size),
            rate: draw.entry(),
            deviations: (0..steps).map(|_| draw.entry()).collect(),
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |curvatures: &[i64], rate: Rational, steps: u64| Run {
            curvatures: curvatures.iter().map(|&x| Rational::fraction(x, 2)).collect(),
            start: Matrix::ones(curvatures.len(), 1),
            rate,
            deviations: (1..=steps).map(|t| Rational::fraction(1, t)).collect(),
        };
        let tenth = || Rational::fraction(1, 10);
        vec![
            ("one step", case(&[2], tenth(), 1)),
            ("a maximum and a valley", case(&[-2, 4], tenth(), 3)),
            ("Newton's step", case(&[2], Rational::from(1), 4)),
            ("ten steps", case(&[3], tenth(), 10)),
        ]
    }
}

/// What is descended.
#[derive(Clone, Copy)]
enum Loss {
    /// ½Σλᵢxᵢ²
    Quadratic,
    /// ¼Σλᵢxᵢ⁴
    Quartic,
}

impl Loss {
    fn at<T: Field>(self, curvatures: &[Rational], x: &Matrix<T>) -> T {
        let exponent = match self {
            Self::Quadratic => 2,
            Self::Quartic => 4,
        };
        let terms = curvatures.iter().zip(x.entries());
        let total = sum(terms.map(|(curvature, x)| T::of(curvature) * x.power(exponent)));
        total / T::count(exponent as usize)
    }
}

impl Run {
    fn steps(&self) -> usize {
        self.deviations.len()
    }

    /// x − α∇f(x).
    fn moved<S: Field>(&self, loss: Loss, x: &Matrix<S>) -> Matrix<S> {
        let slopes =
            gradient(std::slice::from_ref(x), |x| loss.at(self.curvatures.as_slice(), &x[0]));
        x - &slopes[0].scale(&S::of(&self.rate))
    }

    /// All x_T with noise, equally likely.
    fn ends<S: Field>(&self, loss: Loss) -> Vec<Matrix<S>> {
        let size = self.curvatures.len();
        let mut ends = vec![Matrix::of(&self.start)];
        for deviation in &self.deviations {
            let push = S::of(&(&self.rate * deviation));
            let noisy = |moved: &Matrix<S>, signs: usize| {
                let entry = |i: usize, _| {
                    let at = &moved[(i, 0)];
                    if signs >> i & 1 == 1 { at + &push } else { at - &push }
                };
                Matrix::from_fn(size, 1, entry)
            };
            ends = ends
                .iter()
                .flat_map(|x| {
                    let moved = self.moved(loss, x);
                    (0..1 << size).map(|signs| noisy(&moved, signs)).collect::<Vec<_>>()
                })
                .collect();
        }
        ends
    }

    /// x_T without noise.
    fn quiet_end<S: Field>(&self, loss: Loss) -> Matrix<S> {
        (0..self.steps()).fold(Matrix::of(&self.start), |x, _| self.moved(loss, &x))
    }

    /// ½Σᵢλᵢα^power·Σₜ σₜ²(1 − αλᵢ)^exponent(t).
    fn excess<S: Field>(&self, exponent: impl Fn(usize) -> usize, power: u32) -> S {
        let rate = S::of(&self.rate);
        let of_coordinate = |curvature: &Rational| {
            let curvature = S::of(curvature);
            let factor = S::one() - &rate * &curvature;
            let terms = self.deviations.iter().enumerate().map(|(t, deviation)| {
                let exponent = u32::try_from(exponent(t)).expect("few steps");
                S::of(deviation).square() * factor.power(exponent)
            });
            sum(terms) * curvature * rate.power(power) * S::ratio(1, 2)
        };
        sum(self.curvatures.iter().map(of_coordinate))
    }

    fn has_excess<S: Field>(&self, claimed: &S) -> Compared<S> {
        let ends = self.ends::<S>(Loss::Quadratic);
        let count = S::count(ends.len());
        let value = |x: &Matrix<S>| Loss::Quadratic.at(&self.curvatures, x);
        let mean = sum(ends.iter().map(value)) / count;
        equal(mean, value(&self.quiet_end(Loss::Quadratic)) + claimed)
    }

    fn keeps_its_mean<S: Field>(&self, loss: Loss) -> Compared<S> {
        let ends = self.ends::<S>(loss);
        let zero = Matrix::zeros(self.curvatures.len(), 1);
        let total = ends.iter().fold(zero, |total, x| &total + x);
        equal(total.scale(&(S::one() / S::count(ends.len()))), self.quiet_end(loss))
    }
}
