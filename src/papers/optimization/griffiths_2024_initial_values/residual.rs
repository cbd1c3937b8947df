//! The error of a trial by its residual.

use super::system::slopes;
use super::trial::Trial;
use crate::calculus::{Jet, integral, trajectory};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
};
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;

/// The witness is scalar, F = Kx with r ≥ 0, where Grönwall's inequality is an equality; the mutants fail there. For the oscillator the flow is an
/// isometry, so that the bound without the exponential would be true.
pub(super) const GRONWALL: Claim = Claim {
    id: "ivp-residual-gronwall",
    statement: "‖x̂(t) − x(t)‖ ≤ ∫₀ᵗ e^{K(t−s)}‖r(s)‖ds, with equality for F = Kx, K > 0, and r ≥ 0 in one dimension; \
        x by a validated flow of J∇H, which stays in |q| ≤ 1 for Hénon–Heiles",
    hypotheses: "oscillator and pendulum (K = 1), Hénon–Heiles in |q| ≤ 1 (K = 3); x̂ with x̂(0) = x(0) and p̂ = q̂′, \
        q̂ = q₀ + p₀s + s²(a + bs + c·tanh s), 1/1000 ≤ t ≤ 3/8, r without zeros",
    source: "derived from the paper's residual loss (Grönwall's inequality)",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Trial, S, |trial| trial.is_near::<S>()),
    witness: Some(check!(Growth, S, |growth| Ok(equal(
        growth.error::<S>(),
        growth.bound::<S>(Exponent::Positive)?
    )))),
    mutants: &[
        Mutant::new(
            "without-growth",
            "an early residual is carried along by the flow, which spreads",
            check!(Growth, S, |growth| Ok(at_most(
                growth.error::<S>(),
                growth.bound::<S>(Exponent::Zero)?
            ))),
        ),
        Mutant::new(
            "with-decay",
            "K bounds how fast neighbours separate, not how fast they approach",
            check!(Growth, S, |growth| Ok(at_most(
                growth.error::<S>(),
                growth.bound::<S>(Exponent::Negative)?
            ))),
        ),
        Mutant::new(
            "soft-initial-condition",
            "a trial without residual from another start keeps its distance",
            check!(Growth, S, |growth| growth.starts_elsewhere::<S>()),
        ),
    ],
};

impl Trial {
    fn is_near<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (time, lipschitz) = (S::of(&self.time), S::count(self.system.lipschitz()));
        let exact = trajectory(&self.system, &[self.start()], std::slice::from_ref(&time))?;
        let (trial, forces) = self.at(&time);
        let error = (&exact.states[0][0] - &trial).norm();
        let bound = integral(
            |s| {
                let left = s.scale(&-S::one()).shift(&time).scale(&lipschitz);
                left.exp().times(&self.residual(s))
            },
            &S::zero(),
            &time,
        )?;
        let freedoms = self.system.freedoms();
        let gradient = slopes(&trial, |z| self.system.energy(z));
        let by_energy: Vec<S> = gradient.entries()[..freedoms].to_vec();
        let stays = exact.pieces.iter().map(|piece| {
            let places = &piece.states[0].entries()[..freedoms];
            at_most(S::dot(places, places), S::one())
        });
        let stays = if freedoms == 2 { Compared::all(stays) } else { Compared::nothing() };
        Ok(at_most(error, bound).and(equal(forces, by_energy)).and(stays))
    }
}

/// x′ = Kx and a trial x̂ = −x₀ + vs + ws², whose residual v + 2ws + K(x₀ − vs − ws²) is positive for 0 ≤ s ≤ t.
#[derive(Debug)]
struct Growth {
    /// K.
    rate: Rational,
    /// x₀, v, w.
    shape: [Rational; 3],
    /// t.
    time: Rational,
}

impl Case for Growth {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let rate = draw.above("0", "1");
        let shape = [draw.between("0", "1"), draw.between("1", "2"), draw.between("0", "1")];
        Ok(Growth { rate, shape, time: draw.above("0", "0.5") })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let [zero, one] = [0, 1].map(|n: usize| Rational::from(n));
        let time = Rational::fraction(1, 2);
        vec![("K = 1, x̂ = s", Growth { rate: one.clone(), shape: [zero.clone(), one, zero], time })]
    }
}

/// The sign of K in the exponent of the bound.
#[derive(Clone, Copy)]
enum Exponent {
    Positive,
    Zero,
    Negative,
}

impl Growth {
    fn growth<S: Rung>(&self) -> S {
        (S::of(&self.rate) * S::of(&self.time)).exp()
    }

    /// |x̂(t) − x(t)|, x(t) = −x₀e^{Kt}.
    fn error<S: Rung>(&self) -> S {
        let ([place, speed, curve], time) = (self.shape.each_ref().map(S::of), S::of(&self.time));
        let trial = speed * &time + curve * time.square() - &place;
        (trial + place * self.growth::<S>()).abs()
    }

    /// ∫₀ᵗ e^{±K(t−s)}r(s)ds.
    fn bound<S: Rung>(&self, exponent: Exponent) -> Result<S, Obstacle> {
        let ([place, speed, curve], time) = (self.shape.each_ref().map(S::of), S::of(&self.time));
        let rate = S::of(&self.rate);
        let power = match exponent {
            Exponent::Positive => rate.clone(),
            Exponent::Zero => S::zero(),
            Exponent::Negative => -&rate,
        };
        let integrand = |s: &Jet<S>| {
            let trial = s.times(s).scale(&curve).plus(&s.scale(&speed)).shift(&-&place);
            let moving = s.scale(&(S::count(2) * &curve)).shift(&speed);
            let residual = moving.minus(&trial.scale(&rate));
            s.scale(&-S::one()).shift(&time).scale(&power).exp().times(&residual)
        };
        integral(integrand, &S::zero(), &time)
    }

    /// For x̂′ = Kx̂ from x̂(0) = −x₀ + v the residual and so the bound is 0.
    fn starts_elsewhere<S: Rung>(&self) -> Compared<S> {
        at_most(S::of(&self.shape[1]) * self.growth::<S>(), S::zero())
    }
}
