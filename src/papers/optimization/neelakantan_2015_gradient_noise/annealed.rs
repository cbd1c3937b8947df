//! With annealed noise the excess falls as the variance of the noise does.
//!
//! Let q = (1 − αλ)² and D = 1 − q = αλ(2 − αλ). By the recursion, excess = ½λα²η·Σ_{s<T} q^s(T − s)^{−γ}, so (1 + T)^γ·excess/limit =
//! D·Σ_{s<T} q^s(1 − x_s)^{−γ}, x_s = (s + 1)/(T + 1). *Below*: (1 − x)^{−γ} ≥ 1 + γx, and what the full geometric sums have beyond s = T
//! is q^T((1 + γ)/D + γ/((T + 1)D²)). *Above*: for x ≤ ½ Taylor's remainder is at most ½γ(γ + 1)2^{γ+2}x², with
//! Σ(s + 1)²q^s = (1 + q)/D³; for x > ½ the term is at most (T + 1)^γ, and s ≥ T/2.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, rounds_to,
};
use crate::number::{Rational, Real, Rung};

pub(super) const ANNEALED_RATE: Claim = Claim {
    id: "gradnoise-annealed-rate",
    statement: "(1 + T)^γ·excess → αη/(2(2 − αλ)) for σₜ² = η(1 + t)^{−γ}: with q = (1 − αλ)², D = 1 − q, the quotient is 1 + γ/(D(T + 1)) \
        up to 2^{γ+1}γ(γ + 1)(1 + q)/(D(T + 1))² + (T + 1)^γq^{T/2} above, and q^T(1 + γ + γ/(D(T + 1))) below",
    hypotheses: "one coordinate, λ > 0, η > 0, 1/8 ≤ αλ ≤ 15/8 (in a known case 1.95), 1/8 ≤ γ ≤ 2, \
        T = 64, 128, 256, 512 (4096, and 2·10⁵ where the quotient is 0.1081085); αλ = 1 too",
    source: "the paper's schedule; limit and bounds derived here",
    kind: Kind::Limit,
    method: Method::Enclosure,
    check: check!(Annealed, S, |case| case.is_near(&case.limit::<S>())),
    witness: None,
    mutants: &[
        Mutant::new(
            "curvature-forgotten",
            "αη/4 drops αλ, which is right for α → 0 only",
            check!(Annealed, S, |case| {
                case.is_near(&(S::of(&case.rate) * S::of(&case.scale) / S::count(4)))
            }),
        ),
        Mutant::new(
            "constant-noise-dies-out",
            "for γ = 0 the excess stays at αη/(2(2 − αλ)): it does not halve from T to 4T",
            check!(Annealed, S, |case| {
                let constant = |steps| case.excess::<S>(&S::zero(), steps);
                at_most(S::count(2) * constant(4 * case.steps), constant(case.steps))
            }),
        ),
    ],
};

/// Noise that decays, on one coordinate.
#[derive(Debug)]
struct Annealed {
    /// λ.
    curvature: Rational,
    /// α.
    rate: Rational,
    /// η.
    scale: Rational,
    /// γ.
    decay: Rational,
    /// T.
    steps: usize,
    /// (1 + T)^γ·excess.
    quoted: Option<&'static str>,
}

impl Case for Annealed {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let steps = *draw.pick(&[64, 128, 256, 512]);
        let curvature = draw.log_uniform("0.25", "4");
        let rate = draw.between("0.125", "1.875") / &curvature;
        let [scale, decay] = [draw.log_uniform("0.1", "10"), draw.between("0.125", "2")];
        Ok(Annealed { curvature, rate, scale, decay, steps, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |decay: &str, rate: &str, steps| {
            let number = |text: &str| text.parse::<Rational>().expect("a decimal literal");
            let [curvature, scale] = ["1.3", "0.8"].map(number);
            let (rate, decay) = (number(rate), number(decay));
            Annealed { curvature, rate, scale, decay, steps, quoted: None }
        };
        let newton = Annealed {
            curvature: Rational::from(1),
            rate: Rational::from(1),
            scale: Rational::from(1),
            decay: Rational::from(1),
            steps: 64,
            quoted: None,
        };
        let long = Annealed { quoted: Some("0.1081085"), ..case("0.55", "0.4", 200_000) };
        vec![
            ("the paper's decay, λ = 1.3, α = 0.4, η = 0.8", case("0.55", "0.4", 4096)),
            ("γ = 2", case("2", "0.4", 4096)),
            ("αλ = 1.95", case("1", "1.5", 4096)),
            ("Newton's step: only the last noise is left", newton),
            ("the paper's decay, T = 2·10⁵", long),
        ]
    }
}

impl Annealed {
    /// ½λ E(x_T − E x_T)² by the recursion of the second moment, for noise of the variance η(1 + t)^−decay.
    fn excess<S: Real>(&self, decay: &S, steps: usize) -> S {
        let (rate, scale) = (S::of(&self.rate), S::of(&self.scale));
        let curvature = S::of(&self.curvature);
        let factor = (S::one() - &rate * &curvature).square();
        let kick = rate.square() * scale;
        let next = |moment: S, variance: &S| factor.clone() * moment + &kick * variance;
        falls(decay, steps).iter().fold(S::zero(), next) * curvature * S::ratio(1, 2)
    }

    /// αη/(2(2 − αλ)).
    fn limit<S: Real>(&self) -> S {
        let rate = S::of(&self.rate);
        let room = S::count(2) - &rate * S::of(&self.curvature);
        rate * S::of(&self.scale) / (S::count(2) * room)
    }

    /// (1 + T)^γ·excess = limit·(1 + γ/(D(T + 1))) up to the stated remainders.
    fn is_near<S: Rung>(&self, limit: &S) -> Compared<S> {
        let (decay, end) = (S::of(&self.decay), S::count(self.steps + 1));
        let quotient = end.pow(&decay) * self.excess(&decay, self.steps) / limit;
        let factor = (S::one() - S::of(&self.rate) * S::of(&self.curvature)).square();
        let gap = (S::one() - &factor) * &end;
        let first = &decay / &gap;
        let curved = S::count(2).pow(&(&decay + S::one())) * &decay * (&decay + S::one());
        let above = curved * (S::one() + &factor) / gap.square()
            + end.pow(&decay) * factor.pow(&S::ratio(1, 2)).power(self.exponent());
        let below = factor.power(self.exponent()) * (S::one() + &decay + &first);
        let quoted = |text| rounds_to(&(&quotient * limit), text);
        at_most(quotient.clone(), S::one() + &first + above)
            .and(at_most(S::one() + first - below, &quotient))
            .and(self.quoted.map_or(Compared::nothing(), quoted))
    }

    /// T.
    fn exponent(&self) -> u32 {
        u32::try_from(self.steps).expect("few steps")
    }
}

/// n^−decay for n = 1..count: a product over the prime factors of n.
fn falls<S: Real>(decay: &S, count: usize) -> Vec<S> {
    let (mut values, mut factors) = (vec![S::one(); count], vec![0; count + 1]);
    for n in 2..=count {
        values[n - 1] = if factors[n] == 0 {
            (n..=count).step_by(n).for_each(|multiple| factors[multiple] = n);
            S::one() / S::count(n).pow(decay)
        } else {
            &values[factors[n] - 1] * &values[n / factors[n] - 1]
        };
    }
    values
}
