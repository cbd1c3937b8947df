//! Inputs scaled so that the state of a mode keeps the size of its input.

use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, check, equal, identity};
use crate::number::{Complex, Field, Rational, Real};
use num_traits::{One, Zero};

/// Every λ with |λ| < 1 and its γ = √(1 − |λ|²) are (2p + 2iq)/(1 + s) and (1 − s)/(1 + s), s = p² + q²: rational in p and q.
/// Degree: |x_k|² has 4k + 4 over (1 + s)²ᵏ, the right sides at most 4k + 12 over (1 + s)²ᵏ⁺²(1 − s)², and k ≤ 12.
pub(super) const NORMALISATION: Claim = Claim {
    id: "lru-gamma-normalisation",
    statement: "for u₁, …, u_k = ±1 independent and equally likely, E|x_k|² = γ²|β|²(1 − |λ|²ᵏ)/(1 − |λ|²) for every γ; with γ = √(1 − |λ|²) it is \
                |β|²(1 − |λ|²ᵏ), which grows to |β|²",
    hypotheses: "|λ| < 1, x₀ = 0; inputs of mean 0 and variance 1, independent: only that enters a second moment",
    source: "the paper's normalisation; derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 64 },
    check: identity!(Mode, S, |case| {
        let (gain, decay) = (S::of(&case.gain), case.decay::<S>());
        let grown = case.input::<S>().norm_squared() * (S::one() - decay.power(case.steps()));
        let claimed = gain.square() * &grown / (S::one() - decay);
        equal(case.second_moment(&gain), claimed)
            .and(equal(case.second_moment::<S>(&case.kept()), grown))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-minus-modulus",
            "(1 − |λ|)² is less than 1 − |λ|²: the states would shrink",
            check!(Mode, S, |case| {
                let gain = S::one() - case.decay::<S>().sqrt();
                equal(case.second_moment(&gain), case.claimed::<S>())
            }),
        ),
        Mutant::new(
            "root-of-one-minus-modulus",
            "1 − |λ|² is (1 + |λ|) times 1 − |λ|",
            check!(Mode, S, |case| {
                let gain = (S::one() - case.decay::<S>().sqrt()).sqrt();
                equal(case.second_moment(&gain), case.claimed::<S>())
            }),
        ),
        Mutant::new(
            "correlated-inputs",
            "a constant input adds up to γβ/(1 − λ), without bound as λ → 1",
            check!(Mode, S, |case| {
                let zero = Complex::zero();
                let step = |x: Complex<S>, _| case.step(&x, &case.kept(), &S::one());
                equal((0..case.length).fold(zero, step).norm_squared(), case.claimed::<S>())
            }),
        ),
    ],
};

/// One mode over k steps.
#[derive(Debug)]
struct Mode {
    /// p and q.
    parameters: [Rational; 2],
    /// β, as real and imaginary part.
    input: [Rational; 2],
    /// Any γ.
    gain: Rational,
    /// k.
    length: usize,
}

impl Case for Mode {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let length = draw.dim(1, 7);
        let mode = Mode {
            parameters: [draw.entry(), draw.entry()],
            input: [draw.entry(), draw.entry()],
            gain: draw.entry(),
            length,
        };
        if mode.norm::<Rational>().is_one() { Err(Rejected("|λ| < 1")) } else { Ok(mode) }
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |(p, q, over): (i64, i64, u64), length| Mode {
            parameters: [p, q].map(|n| Rational::fraction(n, over)),
            input: [1, 2].map(|n| Rational::fraction(n, 2)),
            gain: Rational::fraction(1, 3),
            length,
        };
        vec![
            ("p = 1/4, q = 1/2: |λ|² = 320/441, twelve steps", case((1, 2, 4), 12)),
            ("|λ| near 1", case((9, 4, 10), 6)),
            ("λ = 0", case((0, 0, 1), 3)),
            ("one step", case((1, 0, 2), 1)),
        ]
    }
}

impl Mode {
    /// s = p² + q².
    fn norm<S: Field>(&self) -> S {
        let [p, q] = &self.parameters;
        S::of(p).square() + S::of(q).square()
    }

    /// λ.
    fn pole<S: Field>(&self) -> Complex<S> {
        let scale = S::count(2) / (S::one() + self.norm::<S>());
        let [re, im] = self.parameters.each_ref().map(|x| S::of(x) * &scale);
        Complex { re, im }
    }

    /// |λ|².
    fn decay<S: Field>(&self) -> S {
        self.pole::<S>().norm_squared()
    }

    /// √(1 − |λ|²).
    fn kept<S: Field>(&self) -> S {
        let norm = self.norm::<Rational>();
        S::of(&((Rational::one() - &norm).abs() / (Rational::one() + norm)))
    }

    /// β.
    fn input<S: Field>(&self) -> Complex<S> {
        let [re, im] = self.input.each_ref().map(S::of);
        Complex { re, im }
    }

    fn steps(&self) -> u32 {
        u32::try_from(self.length).expect("few steps")
    }

    /// λx + γβu.
    fn step<S: Field>(&self, state: &Complex<S>, gain: &S, input: &S) -> Complex<S> {
        self.pole() * state + self.input() * Complex::real(gain * input)
    }

    /// E|x_k|², by running through all signs.
    fn second_moment<S: Field>(&self, gain: &S) -> S {
        self.total(&Complex::zero(), gain, self.length) / S::count(1 << self.length)
    }

    fn total<S: Field>(&self, state: &Complex<S>, gain: &S, left: usize) -> S {
        if left == 0 {
            return state.norm_squared();
        }
        let after = |input: S| self.total(&self.step(state, gain, &input), gain, left - 1);
        after(S::one()) + after(-S::one())
    }

    /// |β|²(1 − |λ|²ᵏ).
    fn claimed<S: Real>(&self) -> S {
        self.input::<S>().norm_squared() * (S::one() - self.decay::<S>().power(self.steps()))
    }
}
