//! A mode that cannot explode, and scans in any order.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    squares_tape,
};
use crate::networks::bracketings;
use crate::number::{Complex, Field, Rational, Rung, largest};
use num_traits::{One, Zero};

pub(super) const STABILITY: Claim = Claim {
    id: "lru-exponential-stability",
    statement: "|exp(−exp ν + iθ)| < 1; x_k = λx_{k−1} + βu_k from 0 has |x_k| ≤ |β|max|u|/(1 − |λ|) for k ≤ 64; and with \
                (a, b)∘(a′, b′) = (aa′, a′b + b′) the pairs (a₁, b₁), …, (a_T, b_T) combine in every bracketing to (a_T⋯a₁, h_T) for \
                h_t = a_th_{t−1} + b_t, h₀ = 0, T ≤ 6",
    hypotheses: "all real ν and θ; ν ∈ [−8, 3] where it is drawn",
    source: "the paper's exponential parametrisation and parallel scans; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Mode, S, |case| {
        let pole = case.pole::<S>();
        below(pole.abs(), S::one()).and(case.is_bounded(&pole)).and(case.scans(combined))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-exponential",
            "|exp(−ν + iθ)| = e^{−ν} exceeds 1 for ν < 0",
            check!(Mode, S, |case| {
                let [nu, theta] = case.angles.each_ref().map(S::of);
                below(Complex { re: -nu, im: theta }.exp().abs(), S::one())
            }),
        ),
        Mutant::new(
            "scan-in-the-wrong-order",
            "the earlier b must pass through the later a′",
            check!(Mode, S, |case| case
                .scans::<S>(|(a, b), (next_a, next_b)| { (a * next_a, a * b + next_b) })),
        ),
    ],
};

/// (a, b).
type Step<S> = (Complex<S>, Complex<S>);

/// One mode and its inputs.
#[derive(Debug)]
struct Mode {
    /// ν and θ.
    angles: [Rational; 2],
    /// β, as real and imaginary part.
    input: [Rational; 2],
    /// u₁, …, u₆₄.
    inputs: Vec<Rational>,
    /// a_t and b_t, t = 1..T, as real and imaginary parts.
    steps: Vec<[Rational; 4]>,
}

impl Case for Mode {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (length, angles) = (draw.dim(1, 6), [draw.between("-8", "3"), draw.between("-3", "3")]);
        Ok(Mode::with_angles(draw, angles, length))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |nu, length| {
            let tape = squares_tape(120, 3, 59);
            let angles = [Rational::fraction(nu, 1), Rational::fraction(1, 3)];
            Mode::with_angles(&mut Draw::replay(&tape), angles, length)
        };
        vec![
            ("ν = −1", case(-1, 6)),
            ("ν = 3", case(3, 2)),
            ("ν = −20, where |λ| rounds to 1 in f32", case(-20, 4)),
        ]
    }
}

impl Mode {
    fn with_angles(draw: &mut Draw<'_>, angles: [Rational; 2], length: usize) -> Self {
        Mode {
            angles,
            input: [(); 2].map(|()| draw.entry()),
            inputs: (0..64).map(|_| draw.entry()).collect(),
            steps: (0..length).map(|_| [(); 4].map(|()| draw.entry())).collect(),
        }
    }

    /// λ.
    fn pole<S: Rung>(&self) -> Complex<S> {
        let [nu, theta] = self.angles.each_ref().map(S::of);
        Complex { re: -nu.exp(), im: theta }.exp()
    }

    fn is_bounded<S: Rung>(&self, pole: &Complex<S>) -> Compared<S> {
        let [re, im] = self.input.each_ref().map(S::of);
        let input = Complex { re, im };
        let loudest = largest(self.inputs.iter().map(|u| S::of(&u.abs())));
        let bound = input.abs() * loudest / (S::one() - pole.abs());
        let mut state = Complex::zero();
        Compared::all(self.inputs.iter().map(|u| {
            state = pole * &state + &input * Complex::of(u);
            at_most(state.abs(), &bound)
        }))
    }

    /// All bracketings by `combine` give the product and the last state of the recurrence.
    fn scans<S: Rung>(&self, combine: fn(&Step<S>, &Step<S>) -> Step<S>) -> Compared<S> {
        let number = |re: &Rational, im: &Rational| Complex { re: S::of(re), im: S::of(im) };
        let step = |[a, b, c, d]: &[Rational; 4]| (number(a, b), number(c, d));
        let steps: Vec<_> = self.steps.iter().map(step).collect();
        let (mut product, mut state) = (Complex::one(), Complex::zero());
        for (a, b) in &steps {
            product *= a;
            state = a * state + b;
        }
        let parts = |(a, b): Step<S>| vec![a.re, a.im, b.re, b.im];
        let last = parts((product, state));
        let all = bracketings(&steps, &combine).into_iter();
        Compared::all(all.map(|found| equal(parts(found), last.clone())))
    }
}

/// (aa′, a′b + b′).
fn combined<S: Field>((a, b): &Step<S>, (next_a, next_b): &Step<S>) -> Step<S> {
    (a * next_a, next_a * b + next_b)
}
