//! Weight decay shrinks singular values, and for three layers or more cuts off the small ones.

use super::problem::{half_norms, product};
use crate::calculus::{Jet, gradient, minimum, root};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    squares_tape, vanishes,
};
use crate::linalg::Matrix;
use crate::losses::half_squares;
use crate::number::{Dual, Field, Rational, Rung, Traced, sum};
use crate::obstacle::Obstacle;

/// With s = xᴸ the objective of a mode is a polynomial in x ≥ 0, whose least value branch and bound encloses.
pub(super) const LOW_RANK: Claim = Claim {
    id: "pdn-low-rank-shrinkage",
    statement: "X = I: ½‖W₁⋯W_L − Y‖² + (β/2)Σ‖W_l‖² ≥ Σᵢ min_{s≥0} ½(s − σᵢ)² + (βL/2)s^{2/L}, with equality, and gradient 0, for balanced factors with \
                Y's singular vectors and the minimising sᵢ; for L = 2, sᵢ = (σᵢ − β)₊; for L ≥ 3 with βLσ_c^{2/L−2} = ((L−2)/(L−1))^{1−2/L}L/(L−1), \
                the least is ½σᵢ², at 0, for σᵢ < σ_c, and less, at sᵢ > s_c = σ_c(L−2)/(L−1), for σᵢ > σ_c; at σ_c both agree: the rank is #{σᵢ > σ_c}",
    hypotheses: "β > 0; widths ≥ rank; L = 2..5; no σᵢ within σ_c(1 ± 1/1024), but σ_c itself",
    source: "abstract (low rank in closed form); derived here: AM–GM and von Neumann's trace inequality reduce to single modes",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Decayed, S, |case| {
        Ok(case.modes_are_least::<S>()?.and(case.is_tied()).and(case.network_is_least()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "soft-threshold-at-any-depth",
            "the penalty |s|^{2/L} is no norm for L ≥ 3: it shrinks large values less, and jumps",
            check!(Decayed, S, |case| all(case.values().iter().map(|sigma| {
                let sigma = S::of(sigma);
                let shrunk = (&sigma - S::of(&case.decay)).max(&S::zero());
                Ok(equal(case.least(&sigma)?, case.objective(&sigma, &shrunk)))
            }))),
        ),
        Mutant::new(
            "threshold-proportional-to-decay",
            "σ_c grows as β^{L/(2(L−1))}: at 2β and 2σ_c the larger minimiser wins",
            check!(Decayed, S, |case| {
                let twice = case.doubled();
                let sigma = S::of(&twice.threshold) * S::count(2);
                Ok(equal(twice.least(&sigma)?, sigma.square() * S::ratio(1, 2)))
            }),
        ),
        Mutant::new(
            "jump-to-half-the-threshold",
            "s_c = σ_c(L−2)/(L−1), which is σ_c/2 for L = 3 only",
            check!(Decayed, S, |case| {
                let sigma = S::of(&case.threshold);
                let half = S::ratio(1, 2);
                if case.depth == 2 {
                    return Ok(Compared::nothing());
                }
                let middle = case.objective(&sigma, &(&sigma * &half));
                Ok(equal(middle, sigma.square() * half))
            }),
        ),
    ],
};

/// A target and the decay for which its least network is looked for.
#[derive(Clone, Debug)]
struct Decayed {
    /// L.
    depth: usize,
    /// β.
    decay: Rational,
    /// σ_c.
    threshold: Rational,
    /// s_c^{1/L}; 0 for L = 2.
    jump: Rational,
    /// σᵢ/σ_c ≠ 1.
    ratios: Vec<Rational>,
    /// Q₀, …, Q_L: the outer ones are Y's singular vectors.
    frames: Vec<Matrix<Rational>>,
    /// From the best network to another.
    change: Vec<Matrix<Rational>>,
}

impl Case for Decayed {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, rank) = (draw.dim(2, 5), draw.dim(1, 2));
        Decayed::of_shape(draw, depth, rank)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, rank| {
            let tape = squares_tape(900, 7, 97);
            let case = Decayed::of_shape(&mut Draw::replay(&tape), depth, rank);
            case.expect("not on the threshold")
        };
        let edge = |depth| {
            let ratios = [1025, 1023].map(|n| Rational::fraction(n, 1024)).to_vec();
            Decayed { ratios, ..case(depth, 2) }
        };
        vec![
            ("two layers, one mode", case(2, 1)),
            ("two layers, either side of the threshold", edge(2)),
            ("three layers, either side of the threshold", edge(3)),
            ("five layers, either side of the threshold", edge(5)),
            ("four layers, three modes", case(4, 3)),
        ]
    }
}

impl Decayed {
    /// β = x^{2L−2}/(L−2), σ_c = xᴸ(L−1)/(L−2), s_c = xᴸ make all of them rational.
    fn of_shape(draw: &mut Draw<'_>, depth: usize, rank: usize) -> Result<Self, Rejected> {
        let x = draw.between("0.4", "1.1");
        let ratios: Vec<_> = (0..rank).map(|_| draw.between("0.25", "4")).collect();
        let one = Rational::from(1);
        let near = Rational::fraction(1, 1024);
        if ratios.iter().any(|ratio| (ratio - &one).abs() < near) {
            return Err(Rejected("off the threshold"));
        }
        let dims: Vec<_> = (0..=depth).map(|_| draw.dim(rank, rank + 1)).collect();
        let frames = dims.iter().map(|&d| draw.frame(d, rank)).collect();
        let scale = Rational::fraction(1, if draw.chance(1, 2) { 64 } else { 1 });
        let mut changed =
            |d: &[usize]| Matrix::from_fn(d[0], d[1], |_, _| draw.above("0", "1") * &scale);
        let change = dims.windows(2).map(&mut changed).collect();
        let (decay, threshold, jump) = Self::tied(&x, depth);
        Ok(Decayed { depth, decay, threshold, jump, ratios, frames, change })
    }

    /// (β, σ_c, s_c^{1/L}).
    fn tied(x: &Rational, depth: usize) -> (Rational, Rational, Rational) {
        let power = |n: usize| x.power(u32::try_from(n).expect("a small power"));
        if depth == 2 {
            return (x.clone(), x.clone(), Rational::from(0));
        }
        let rest = Rational::from(depth - 2);
        let threshold = power(depth) * Rational::from(depth - 1) / &rest;
        (power(2 * depth - 2) / rest, threshold, x.clone())
    }

    /// 2β with everything else as it was.
    fn doubled(&self) -> Self {
        let decay = &self.decay * Rational::from(2);
        Decayed { decay, ..self.clone() }
    }

    /// σᵢ.
    fn values(&self) -> Vec<Rational> {
        self.ratios.iter().map(|ratio| ratio * &self.threshold).collect()
    }

    fn exponent(&self) -> u32 {
        u32::try_from(self.depth).expect("a small depth")
    }

    /// ½(s − σ)² + (βL/2)s^{2/L}.
    fn objective<S: Rung>(&self, sigma: &S, s: &S) -> S {
        let power = S::of(&Rational::fraction(2, self.depth as u64));
        let penalty = S::of(&self.decay) * S::count(self.depth) * s.pow(&power);
        ((s - sigma).square() + penalty) * S::ratio(1, 2)
    }

    /// The same at s = xᴸ.
    fn objective_at_root<S: Field>(&self, sigma: &S, x: &S) -> S {
        let penalty = S::of(&self.decay) * S::count(self.depth) * x.square();
        ((x.power(self.exponent()) - sigma).square() + penalty) * S::ratio(1, 2)
    }

    /// Its least value over s in [0, σ], beyond which both terms grow.
    fn least<S: Rung>(&self, sigma: &S) -> Result<S, Obstacle> {
        let weight = S::of(&self.decay) * S::count(self.depth) * S::ratio(1, 2);
        let objective = |x: &Jet<S>| {
            let power = (1..self.depth).fold(x.clone(), |power, _| power.times(x));
            let error = power.shift(&-sigma);
            error.times(&error).scale(&S::ratio(1, 2)).plus(&x.times(x).scale(&weight))
        };
        let high = sigma.pow(&S::ratio(1, self.depth as u64)) + S::ratio(1, 8);
        minimum(objective, &S::zero(), &high)
    }

    /// The minimising sᵢ^{1/L}.
    fn best_root<S: Rung>(&self, ratio: &Rational) -> Result<S, Obstacle> {
        if *ratio < Rational::from(1) {
            return Ok(S::zero());
        }
        let (sigma, decay) = (ratio * &self.threshold, &self.decay);
        if self.depth == 2 {
            return Ok(S::of(&(sigma - decay)).sqrt());
        }
        let slope = |x: &Dual<S>| {
            let lead = x.power(2 * self.exponent() - 2);
            lead - x.power(self.exponent() - 2) * Dual::<S>::of(&sigma) + Dual::<S>::of(decay)
        };
        let high = S::of(&sigma).pow(&S::ratio(1, self.depth as u64));
        root(slope, &S::of(&self.jump), &high)
    }

    fn best_roots<S: Rung>(&self) -> Result<Vec<S>, Obstacle> {
        self.ratios.iter().map(|ratio| self.best_root(ratio)).collect()
    }

    /// Σᵢ of the least values.
    fn least_value<S: Rung>(&self) -> Result<S, Obstacle> {
        let roots = self.best_roots::<S>()?.into_iter().zip(self.values());
        Ok(sum(roots.map(|(x, sigma)| self.objective_at_root(&S::of(&sigma), &x))))
    }

    /// Mode by mode, the least value is at the claimed s.
    fn modes_are_least<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let mode = |(ratio, sigma): (&Rational, Rational)| {
            let sigma = S::of(&sigma);
            let x = self.best_root::<S>(ratio)?;
            let value = self.objective_at_root(&sigma, &x);
            let at_zero = sigma.square() * S::ratio(1, 2);
            let compared = equal(self.least(&sigma)?, &value);
            Ok(if *ratio < Rational::from(1) {
                compared.and(equal(value, at_zero))
            } else {
                compared.and(below(value, at_zero)).and(below(S::of(&self.jump), x))
            })
        };
        all(self.ratios.iter().zip(self.values()).map(mode))
    }

    /// At σ_c, from the formula, 0 and s_c have the same value; both are least.
    fn is_tied<S: Rung>(&self) -> Compared<S> {
        let (depth, decay) = (self.depth, S::of(&self.decay));
        let [rest, more] = [depth - 2, depth - 1].map(S::count);
        let exponent = S::of(&(Rational::from(1) - Rational::fraction(2, depth as u64)));
        let right = (&rest / &more).pow(&exponent) * S::count(depth) / &more;
        let power = S::of(&Rational::fraction(1, 2 * depth as u64 - 2)) * S::count(depth);
        let sigma = (decay * S::count(depth) / right).pow(&power);
        let jump = &sigma * rest / more;
        let at_zero = sigma.square() * S::ratio(1, 2);
        equal(&sigma, S::of(&self.threshold)).and(equal(self.objective(&sigma, &jump), at_zero))
    }

    fn loss<S: Field>(&self, layers: &[Matrix<S>]) -> S {
        let last = self.depth;
        let values = Matrix::diagonal(&self.values());
        let targets = &(&self.frames[0] * &values) * &self.frames[last].transpose();
        half_squares(&product(layers), &Matrix::of(&targets))
            + half_norms(layers) * S::of(&self.decay)
    }

    /// The balanced network of the minimising sᵢ is critical, has the least value, and others have more.
    fn network_is_least<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let roots = Matrix::diagonal(&self.best_roots::<S>()?);
        let layer = |pair: &[Matrix<Rational>]| {
            &(&Matrix::of(&pair[0]) * &roots) * &Matrix::of(&pair[1]).transpose()
        };
        let best: Vec<Matrix<S>> = self.frames.windows(2).map(layer).collect();
        let others: Vec<_> =
            best.iter().zip(&self.change).map(|(w, change)| w + &Matrix::of(change)).collect();
        let slopes = gradient(&best, |layers: &[Matrix<Traced<S>>]| self.loss(layers));
        let scale = S::of(&self.threshold);
        let still = slopes.iter().map(|slope| vanishes(slope, &scale));
        let least = self.least_value::<S>()?;
        Ok(Compared::all(still)
            .and(equal(self.loss(&best), &least))
            .and(at_most(least, self.loss(&others))))
    }
}

/// All of these, unless there was an obstacle.
fn all<S: Rung>(
    parts: impl Iterator<Item = Result<Compared<S>, Obstacle>>,
) -> Result<Compared<S>, Obstacle> {
    parts.collect::<Result<Vec<_>, _>>().map(Compared::all)
}
