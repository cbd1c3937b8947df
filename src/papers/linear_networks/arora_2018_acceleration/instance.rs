//! One instance on which depth accelerates: ℓ₄ regression in the plane.

use crate::claim::{Case, Claim, Compared, Kind, Method, Mutant, agree, below, check};
use crate::number::{Rung, sum};
use crate::obstacle::Obstacle;

/// A minimum over the grid is certified by running every learning rate for that many steps; whether an iterate has
/// arrived or diverged is decided by its enclosure.
pub(super) const LP_ACCELERATION: Claim = Claim {
    id: "arora-lp-acceleration-instance",
    statement: "loss ¼[(w₁−y₁)⁴ + (w₂−y₂)⁴] from w = (1/100, 1/100), steps until it is < 10⁻⁴ with the best learning rate of \
                10^{−5+k/8}, k = 0..56: for y = (10, 1) gradient descent takes 1919 and over-parameterised descent 116; \
                with 10^{−8+k/8} for y = (100, 1), over-parameterised descent takes 3027 and gradient descent more",
    hypotheses: "over-parameterised: w = ωu with u ∈ R², ω ∈ R from ω = ‖u‖ = √‖w‖, both moved at once; |wᵢ| > 10³ is a \
                 divergence; these two instances only",
    source: "derived here, as an instance of the abstract's p > 2",
    kind: Kind::Trajectory,
    method: Method::Enclosure,
    check: check!(Race, S, |race| race.counts::<S>()),
    witness: None,
    mutants: &[
        Mutant::new(
            "squares-instead-of-fourth-powers",
            "ℓ₂ descent arrives in 1 step of learning rate 1, over-parameterised descent in 12",
            check!(Race, S, |race| race.is_won_by_depth::<S>(2, 12)),
        ),
        Mutant::new(
            "any-target",
            "for y = (1, 1) ℓ₄ descent takes 1 step and over-parameterised descent 2",
            check!(Near, S, |near| near.0.is_won_by_depth::<S>(4, 2)),
        ),
    ],
};

/// A target, the grid's lowest exponent, and the claimed counts.
#[derive(Debug)]
struct Race {
    target: [i64; 2],
    lowest_exponent: i64,
    /// None: more than `deep`.
    plain: Option<usize>,
    deep: usize,
}

impl Case for Race {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        let near = Race { target: [10, 1], lowest_exponent: -5, plain: Some(1919), deep: 116 };
        let far = Race { target: [100, 1], lowest_exponent: -8, plain: None, deep: 3027 };
        vec![("y = (10, 1)", near), ("y = (100, 1)", far)]
    }
}

/// A target that is reached too fast for depth to help; it claims no counts.
#[derive(Debug)]
struct Near(Race);

impl Case for Near {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        vec![(
            "y = (1, 1)",
            Near(Race { target: [1, 1], lowest_exponent: -5, plain: None, deep: 0 }),
        )]
    }
}

impl Race {
    /// A count of 0 stands for "not within the steps allowed".
    fn counts<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let deep = self.fewest_steps::<S>(Descent::deep, 4, self.deep)?;
        let plain = self.fewest_steps::<S>(Descent::plain, 4, self.plain.unwrap_or(self.deep))?;
        Ok(agree(plain.unwrap_or(0), self.plain.unwrap_or(0))
            .and(agree(deep.unwrap_or(0), self.deep)))
    }

    /// Over-parameterised descent, which arrives within `most` steps, takes fewer of them than gradient descent.
    fn is_won_by_depth<S: Rung>(&self, power: u32, most: usize) -> Result<Compared<S>, Obstacle> {
        let deep = self.fewest_steps::<S>(Descent::deep, power, most)?.unwrap_or(0);
        let plain = self.fewest_steps::<S>(Descent::plain, power, most)?.unwrap_or(most + 1);
        Ok(below(S::count(deep), S::count(plain)))
    }

    /// The least number of steps, of at most `most`, over all learning rates of the grid.
    fn fewest_steps<S: Rung>(
        &self,
        start: fn() -> Descent<S>,
        power: u32,
        most: usize,
    ) -> Result<Option<usize>, Obstacle> {
        let mut fewest = None;
        for k in 0..=56 {
            let rate = S::count(10).pow(&S::ratio(8 * self.lowest_exponent + k, 8));
            let steps = self.steps(start(), &rate, power, fewest.unwrap_or(most))?;
            fewest = steps.or(fewest);
        }
        Ok(fewest)
    }

    /// The steps until the loss is < 10⁻⁴, if it is within `most` and the descent does not diverge.
    fn steps<S: Rung>(
        &self,
        mut descent: Descent<S>,
        rate: &S,
        power: u32,
        most: usize,
    ) -> Result<Option<usize>, Obstacle> {
        let target = self.target.map(|y| S::ratio(y, 1));
        let (goal, bound) = (S::ratio(1, 10_000), S::count(1000));
        for step in 0..=most {
            let w = descent.weights();
            if is_below(&bound, &w[0].abs().max(&w[1].abs()))? {
                return Ok(None);
            }
            let errors = [&w[0] - &target[0], &w[1] - &target[1]];
            let loss = sum(errors.iter().map(|e| e.power(power))) / S::count(power as usize);
            if is_below(&loss, &goal)? {
                return Ok(Some(step));
            }
            descent.step(&errors.map(|e| e.power(power - 1)), rate);
        }
        Ok(None)
    }
}

/// Whether left < right, where that is certain either way.
fn is_below<S: Rung>(left: &S, right: &S) -> Result<bool, Obstacle> {
    let gap = (right - left).reading();
    match (gap.is_positive(), gap.is_negative()) {
        (true, _) => Ok(true),
        (_, true) => Ok(false),
        (false, false) => Err(Obstacle::TooWide { of: "an iterate's distance from the goal" }),
    }
}

/// A descent's current parameters.
enum Descent<S> {
    /// w.
    Plain([S; 2]),
    /// u and ω, with w = ωu.
    Deep([S; 2], S),
}

impl<S: Rung> Descent<S> {
    fn plain() -> Self {
        Self::Plain([S::ratio(1, 100), S::ratio(1, 100)])
    }

    fn deep() -> Self {
        let w = S::ratio(1, 100);
        let scale = (&w * S::count(2).sqrt()).sqrt();
        Self::Deep([&w / &scale, &w / &scale], scale)
    }

    fn weights(&self) -> [S; 2] {
        match self {
            Self::Plain(w) => w.clone(),
            Self::Deep(u, scale) => u.each_ref().map(|x| x * scale),
        }
    }

    /// One step against `gradient` = ∂L/∂w, passed on to u and ω by the chain rule.
    fn step(&mut self, gradient: &[S; 2], rate: &S) {
        match self {
            Self::Plain(w) => w.iter_mut().zip(gradient).for_each(|(w, g)| *w -= &(rate * g)),
            Self::Deep(u, scale) => {
                let along = &u[0] * &gradient[0] + &u[1] * &gradient[1];
                let step = rate * &*scale;
                u.iter_mut().zip(gradient).for_each(|(u, g)| *u -= &(&step * g));
                *scale -= &(rate * along);
            }
        }
    }
}
