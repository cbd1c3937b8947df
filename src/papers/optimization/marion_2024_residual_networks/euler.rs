//! Residual networks with smooth weights are Euler schemes of first order.

use crate::calculus::{Velocity, trajectory};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Real, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

pub(super) const EULER_RATE: Claim = Claim {
    id: "resnet-euler-rate",
    statement: "max_k‖h_k − H(k/L)‖ ≤ (M/2L)(e^K − 1)/K for H′ = f(H, s), ‖H″‖ ≤ M, h_{k+1} = h_k + f(h_k, k/L)/L; for H′ = H, \
        e/2 − 11e/(24L) ≤ L(e − (1 + 1/L)^L) ≤ e/2: the rate 1/L is sharp",
    hypotheses: "f = V(s)tanh(W(s)h), V = V₀ + V₁ sin s, W = W₀ + W₁ cos s, K = (‖V₀‖ + ‖V₁‖)(‖W₀‖ + ‖W₁‖) > 0, M from the same norms; \
        entries of size ≤ ½; d = 1, 2; L = 2, 4, 8 (d = 1); H by a validated flow; H′ = H at L = 1, 2, 4, …, 512",
    source: "standard, as the paper's limit of depth; derived here (Grönwall)",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(System, S, |system| Ok(system.is_near::<S>()?.and(is_sharp()))),
    witness: None,
    mutants: &[
        Mutant::new(
            "second-order",
            "Euler's scheme for H′ = H errs by e/(2L)",
            check!(Rate, S, |rate| {
                let [coarse, fine] = [1, 2].map(|k| rate.error::<S>(k * rate.depth));
                at_most(S::count(3) * fine, coarse)
            }),
        ),
        Mutant::new(
            "independent-weights-too",
            "with independent weights of mean 0 the variance of h_L is of the order 1/L: the distance from h₀ is of the order L^{−1/2}",
            check!(Rate, S, |rate| {
                let [few, many] =
                    [4, 8].map(|depth| rate.mean_square::<S>(depth) * S::count(depth).square());
                at_most(many, few * S::ratio(3, 2))
            }),
        ),
        Mutant::new(
            "half-the-constant",
            "for H′ = KH with a small K the error is nearly (M/2L)(e^K − 1)/K",
            check!(Rate, S, |rate| {
                let slope = S::of(&rate.slope);
                let bound = &slope * slope.exp() * (slope.exp() - S::one());
                at_most(rate.error::<S>(rate.depth), bound / S::count(4 * rate.depth))
            }),
        ),
    ],
};

/// Weights that change with the depth s, as in V₀ + V₁ sin s.
#[derive(Debug)]
struct System {
    /// V₀, V₁ (d × d).
    outer: [Matrix<Rational>; 2],
    /// W₀, W₁ (d × d).
    inner: [Matrix<Rational>; 2],
    /// H(0).
    start: Matrix<Rational>,
    /// L.
    depth: usize,
}

impl Case for System {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, depth) = *draw.pick(&[(1, 2), (1, 4), (1, 8), (2, 2), (2, 4)]);
        let quarter = Rational::fraction(1, 4);
        let mut pair = || [(); 2].map(|()| draw.matrix(size, size).scale(&quarter));
        let (outer, inner) = (pair(), pair());
        let is_zero =
            |pair: &[Matrix<Rational>; 2]| pair.iter().all(|m| m.norm_squared().is_zero());
        if is_zero(&outer) || is_zero(&inner) {
            return Err(Rejected("K > 0"));
        }
        Ok(System { outer, inner, start: draw.vector(size), depth })
    }
}

/// H and s.
impl Velocity for System {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![self.force(&state[0], &state[1][(0, 0)]), Matrix::ones(1, 1)]
    }
}

impl System {
    /// f(h, s).
    fn force<T: Real>(&self, h: &Matrix<T>, s: &T) -> Matrix<T> {
        let at = |[mean, swing]: &[Matrix<Rational>; 2], by: T| {
            &Matrix::<T>::of(mean) + &Matrix::of(swing).scale(&by)
        };
        let drive = at(&self.inner, s.cos()).times(h);
        at(&self.outer, s.sin()).times(&drive.map(Real::tanh))
    }

    /// K and M: ‖H″‖ ≤ ‖V′‖√d + ‖V‖‖W′‖‖H‖ + K‖V‖√d with ‖H‖ ≤ ‖H(0)‖ + ‖V‖√d on [0, 1].
    fn bounds<S: Real>(&self) -> [S; 2] {
        let norms =
            |pair: &[Matrix<Rational>; 2]| pair.each_ref().map(|m| Matrix::<S>::of(m).norm());
        let ([outer, outer_swing], [inner, inner_swing]) = (norms(&self.outer), norms(&self.inner));
        let root = S::count(self.start.rows()).sqrt();
        let (outer, inner) = (outer + &outer_swing, inner + &inner_swing);
        let speed = &outer * &root;
        let reach = Matrix::<S>::of(&self.start).norm() + &speed;
        let lipschitz = &outer * inner;
        let bend = outer_swing * root + outer * inner_swing * reach + &lipschitz * speed;
        [lipschitz, bend]
    }

    fn is_near<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let depth = S::count(self.depth);
        let place = |k: usize| S::count(k) / &depth;
        let start = Matrix::<S>::of(&self.start);
        let times: Vec<S> = (1..=self.depth).map(place).collect();
        let exact = trajectory(self, &[start.clone(), Matrix::zeros(1, 1)], &times)?;
        let [lipschitz, bend] = self.bounds::<S>();
        let bound = bend / (S::count(2) * &depth) * (lipschitz.exp() - S::one()) / lipschitz;
        let mut h = start;
        let pairs = exact.states.iter().enumerate().map(|(k, state)| {
            let step = self.force(&h, &place(k)).map(|x| x / &depth);
            h = &h + &step;
            at_most((&h - &state[0]).norm_squared(), bound.square())
        });
        Ok(Compared::all(pairs.collect::<Vec<_>>()))
    }
}

/// (1 + slope/L)^L.
fn growth<S: Field>(slope: &S, depth: usize) -> S {
    (S::one() + slope / S::count(depth)).power(u32::try_from(depth).expect("a small depth"))
}

/// e/2 − 11e/(24L) ≤ L(e − (1 + 1/L)^L) ≤ e/2.
fn is_sharp<S: Real>() -> Compared<S> {
    let e = S::one().exp();
    let half = &e / S::count(2);
    Compared::all((0..10).map(|power| {
        let depth = 1 << power;
        let scaled = (&e - growth(&S::one(), depth)) * S::count(depth);
        let least = &half - S::ratio(11, 24) * &e / S::count(depth);
        at_most(least, scaled.clone()).and(at_most(scaled, half.clone()))
    }))
}

/// H′ = KH from 1, and a depth.
#[derive(Debug)]
struct Rate {
    /// K.
    slope: Rational,
    /// L.
    depth: usize,
}

impl Case for Rate {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Rate { slope: draw.above("0", "0.5"), depth: 1 << draw.dim(2, 8) })
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![("K = 0.1, L = 8", Rate { slope: Rational::fraction(1, 10), depth: 8 })]
    }
}

impl Rate {
    /// e^K − (1 + K/L)^L.
    fn error<S: Real>(&self, depth: usize) -> S {
        let slope = S::of(&self.slope);
        slope.exp() - growth(&slope, depth)
    }

    /// E(h_L − h₀)² of h_{k+1} = h_k ± K·tanh(h_k)/L from h₀ = 1, over all signs.
    fn mean_square<S: Real>(&self, depth: usize) -> S {
        let share = S::of(&self.slope) / S::count(depth);
        let mut states = vec![S::one()];
        for _ in 0..depth {
            let both = |h: &S| {
                let step = h.tanh() * &share;
                [h + &step, h - &step]
            };
            states = states.iter().flat_map(both).collect();
        }
        sum(states.iter().map(|h| (h - S::one()).square())) / S::count(states.len())
    }
}
