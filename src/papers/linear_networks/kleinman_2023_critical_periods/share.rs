//! How a mode is divided in the end, after a deficit from the start.

use super::paths::{Paths, Phase, Training};
use super::state::{Mode, Split};
use crate::calculus::flow;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    equal_at, squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Dual, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// While both learn, r′ = −D(a^{2−2/D} + b^{2−2/D})r keeps its sign, and a and b are monotone: so |r| falls exponentially, at the rate of the smaller
/// of their values at release and in the end, and a is never farther from its end than |r|.
pub(super) const FINAL_SHARE: Claim = Claim {
    id: "cp-final-share-closed-form",
    statement: "a deficit on [0, t_d], then both learn: a∞ + b∞ = σ, and a∞ is the root x in (0, σ) of I_D(x, σ − x) = I_D(a(t_d), b₀), unique because I_D(x, σ − x) is strictly \
                monotone, where a′ = D a^{2−2/D}(s̃ − a) until t_d, s̃ = σ − b₀ (FREEZE), σ (REMOVE): along the validated flow I_D is kept after t_d, |a∞ − a(t)| ≤ |r(t)| and \
                |r(t)| ≤ |r(t_d)|exp(−D(min(a(t_d), a∞)^{2−2/D} + min(b₀, b∞)^{2−2/D})(t − t_d)), with equality for D = 1; for D = 2, a(t_d) = s̃/(1 + (s̃/a₀ − 1)e^{−2s̃t_d}) and \
                a∞ = σa(t_d)/(a(t_d) + b₀); in the first known cases the flow of all matrices of a network with turned frames arrives there too",
    hypotheses: "a₀, b₀ > 0, a₀ + b₀ < σ; D = 1..6; FREEZE or REMOVE",
    source: "derived here from the paper's model",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Deficit, S, |deficit| {
        let released = deficit.released::<S>()?;
        let end = deficit.mode.end(&released)?;
        Ok(deficit
            .tends_to(&released, &end)?
            .and(deficit.is_unique(&end))
            .and(deficit.is_closed_form(&released, &end))
            .and(deficit.network_arrives(&released)?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "split-at-release-forever",
            "the ratio is kept by two layers only",
            check!(Deficit, S, |deficit| {
                let released = deficit.released::<S>()?;
                let end = deficit.mode.end(&released)?;
                Ok(equal(end.share(), released.share()))
            }),
        ),
        Mutant::new(
            "deficit-forgotten",
            "equal starts are not equal any more when both learn again",
            check!(Deficit, S, |deficit| {
                if deficit.start[0] != deficit.start[1] || deficit.time.is_zero() {
                    return Ok(Compared::nothing());
                }
                let end = deficit.mode.end(&deficit.released::<S>()?)?;
                Ok(equal(end.a, end.b))
            }),
        ),
    ],
};

/// A deficit from the start.
#[derive(Debug)]
pub(super) struct Deficit {
    pub(super) mode: Mode,
    /// a₀ and b₀.
    pub(super) start: [Rational; 2],
    pub(super) phase: Phase,
    /// t_d.
    pub(super) time: Rational,
    /// For how long both learn afterwards.
    after: Rational,
    /// The tape that turns the frames of a whole network of two equal modes.
    frames: Option<Vec<u64>>,
}

impl Case for Deficit {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let mode = Mode { depth: draw.dim(1, 6), strength: draw.between("0.7", "3") };
        let first = draw.log_uniform("0.01", "0.3");
        let second =
            if draw.chance(1, 4) { first.clone() } else { draw.log_uniform("0.01", "0.3") };
        let phase = *draw.pick(&[Phase::Freeze, Phase::Remove]);
        let time = if draw.chance(1, 8) { Rational::zero() } else { draw.between("0.05", "0.6") };
        let after = draw.between("0.1", "0.6");
        Ok(Deficit { mode, start: [first, second], phase, time, after, frames: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |depth, phase, frames: bool| Deficit {
            frames: frames.then(|| squares_tape(100, 7, 97)),
            ..Deficit::of_figure(depth, phase)
        };
        let late =
            |depth, phase| Deficit { time: Rational::from(1), ..Deficit::of_figure(depth, phase) };
        let figure = Deficit::of_figure(2, Phase::Freeze);
        let twins = Deficit { start: [figure.start[0].clone(), figure.start[0].clone()], ..figure };
        vec![
            ("two layers, frozen", case(2, Phase::Freeze, true)),
            ("three layers, removed", case(3, Phase::Remove, true)),
            ("one layer, frozen", case(1, Phase::Freeze, false)),
            ("five layers, frozen", case(5, Phase::Freeze, false)),
            ("two layers from one start, frozen", twins),
            ("two layers, t_d = 1", late(2, Phase::Freeze)),
            ("three layers, t_d = 1, removed", late(3, Phase::Remove)),
            ("five layers, t_d = 1", late(5, Phase::Freeze)),
        ]
    }
}

impl Deficit {
    /// σ = 2, a₀ = .1, b₀ = .08, t_d = .3.
    pub(super) fn of_figure(depth: usize, phase: Phase) -> Self {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        Deficit {
            mode: Mode { depth, strength: number("2") },
            start: [number("0.1"), number("0.08")],
            phase,
            time: number("0.3"),
            after: number("0.5"),
            frames: None,
        }
    }

    fn begin<S: Rung>(&self) -> Split<S> {
        let [a, b] = [&self.start[0], &self.start[1]].map(S::of);
        Split { a, b }
    }

    /// (a(t_d), b₀).
    pub(super) fn released<S: Rung>(&self) -> Result<Split<S>, Obstacle> {
        let begin = self.begin::<S>();
        let reached = self.mode.after(&begin, self.phase, &S::of(&self.time))?;
        Ok(Split { a: reached.a, b: begin.b })
    }

    fn tends_to<S: Rung>(
        &self,
        released: &Split<S>,
        end: &Split<S>,
    ) -> Result<Compared<S>, Obstacle> {
        let (mode, after) = (&self.mode, S::of(&self.after));
        let later = mode.after(released, Phase::Joint, &after)?;
        let invariant = |split: &Split<S>| mode.invariant(&split.a, &split.b);
        let [first, last] = [released, &later].map(|split| mode.residual(split).abs());
        let rate = mode.speed(&released.a.min(&end.a)) + mode.speed(&released.b.min(&end.b));
        let decay = (-(rate * S::count(mode.depth) * after)).exp();
        let size = S::one() + invariant(released).abs();
        Ok(equal_at(invariant(&later), invariant(released), size)
            .and(at_most((&end.a - &later.a).abs(), &last))
            .and(at_most((&end.b - &later.b).abs(), &last))
            .and(if mode.depth == 1 {
                equal(last, first * decay)
            } else {
                at_most(last, first * decay)
            }))
    }

    /// The derivative of I_D(x, σ − x) has one sign; here at the root.
    fn is_unique<S: Rung>(&self, end: &Split<S>) -> Compared<S> {
        let x = Dual::variable(end.a.clone());
        let slope = self.mode.invariant(&x, &(self.mode.sigma::<Dual<S>>() - &x)).slope;
        let rising = if self.mode.depth <= 2 { slope } else { -slope };
        below(S::zero(), rising).and(equal(&end.a + &end.b, self.mode.sigma::<S>()))
    }

    fn is_closed_form<S: Rung>(&self, released: &Split<S>, end: &Split<S>) -> Compared<S> {
        if self.mode.depth != 2 {
            return Compared::nothing();
        }
        let [start, held] = [&self.start[0], &self.start[1]].map(S::of);
        let sigma = self.mode.sigma::<S>();
        let limit = if self.phase == Phase::Freeze { &sigma - &held } else { sigma.clone() };
        let fall = (-(S::count(2) * &limit * S::of(&self.time))).exp();
        let reached = &limit / (S::one() + (&limit / start - S::one()) * fall);
        equal(&released.a, &reached).and(equal(&end.a, sigma * &reached / (&reached + held)))
    }

    /// The flow of whole matrices, of two modes of this kind and turned frames, releases a(t_d) and b₀.
    fn network_arrives<S: Rung>(&self, released: &Split<S>) -> Result<Compared<S>, Obstacle> {
        let Some(tape) = &self.frames else { return Ok(Compared::nothing()) };
        let paths = Paths::turned(&mut Draw::replay(tape), 2, self.mode.depth, &self.mode.strength);
        let begin = self.begin::<S>();
        let root = S::ratio(1, self.mode.depth as u64);
        let values = [&begin.a, &begin.b].map(|x| vec![x.pow(&root); 2]);
        let layers = paths.layers(&values);
        let end = flow(&Training(&paths, self.phase), &layers, &S::of(&self.time))?;
        let (first, second) = end.split_at(self.mode.depth);
        let arrives = |path, value: &S| {
            let modes = paths.modes_of(&end_to_end(path));
            equal(modes, Matrix::identity(2).scale(value))
        };
        Ok(arrives(first, &released.a).and(arrives(second, &released.b)))
    }
}
