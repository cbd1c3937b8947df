//! Band-limited signals hardly change when they are deformed.

use crate::calculus::{Jet, integral};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check};
use crate::number::{Complex, Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// F_τf − f = −∫₀¹ τ(x) f′(x − sτ(x)) ds; x ↦ x − sτ(x) has a slope ≥ ½, and ‖f′‖ ≤ 2πR‖f‖.
pub(super) const DEFORMATION: Claim = Claim {
    id: "deformation-bound-bandlimited",
    statement: "f a trigonometric polynomial of degree ≤ R on the circle [0, 1), (F_τf)(x) = f(x − τ(x)), ‖τ′‖_∞ ≤ ½: ‖F_τf − f‖₂ ≤ 2√2πR‖τ‖_∞‖f‖₂, and so |||Φ(F_τf) \
                − Φ(f)||| for a Φ that does not expand",
    hypotheses: "R = 1, 2, τ = a sin(2π(mx+φ)) + shift, 2πma < ½, ‖τ‖_∞ = a + shift, by quadrature (one case of 24, and a known one); R = 1..5 and constant τ ≠ 0, by \
                 Parseval's identity; f not constant",
    source: "abstract; the constant derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Deformed, S, |case| case.is_bounded_by::<S>(&S::count(2), case.degree())),
    witness: None,
    mutants: &[
        Mutant::new(
            "half-the-constant",
            "a small constant τ on the frequency R needs 2πR",
            check!(Deformed, S, |case| case.is_bounded_by::<S>(&S::one(), case.degree())),
        ),
        Mutant::new(
            "degree-forgotten",
            "for R ≥ 2 the slope of f is up to 2πR‖f‖",
            check!(Deformed, S, |case| case.is_bounded_by::<S>(&S::count(2), 1)),
        ),
        Mutant::new(
            "without-band-limit",
            "a square wave of values ±1 moved by τ differs by 2 on the length 2τ: its change is √(8τ)",
            check!(Deformed, S, |case| {
                // The square wave has the norm 1.
                let bound = case.bound(&S::count(2), case.degree()) / case.norm::<S>();
                at_most((S::count(8) * S::of(&case.shift)).sqrt(), bound)
            }),
        ),
    ],
};

/// A trigonometric polynomial and a deformation.
#[derive(Debug)]
struct Deformed {
    /// (aᵣ, bᵣ) of Σ aᵣ cos 2πrx + bᵣ sin 2πrx, r = 0..R.
    coefficients: Vec<(Rational, Rational)>,
    /// a, 0 for a constant τ.
    amplitude: Rational,
    /// m.
    waves: usize,
    /// φ.
    phase: Rational,
    shift: Rational,
}

impl Case for Deformed {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let varies = draw.chance(1, 24);
        let degree = draw.dim(1, if varies { 2 } else { 5 });
        let coefficients: Vec<_> = (0..=degree).map(|_| (draw.entry(), draw.entry())).collect();
        let flat = |(a, b): &(Rational, Rational)| a.is_zero() && b.is_zero();
        if coefficients[1..].iter().all(flat) {
            return Err(Rejected("f not constant"));
        }
        let waves = draw.dim(1, 2);
        let amplitude = draw.above("0", "0.07") / Rational::from(waves);
        Ok(Deformed {
            coefficients,
            amplitude: if varies { amplitude } else { Rational::zero() },
            waves,
            phase: draw.between("0", "1"),
            shift: draw.above("0", "0.5"),
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let (zero, one) = (Rational::zero(), Rational::one());
        let constant = Deformed {
            coefficients: [0, 0, 0, 1].map(|a: usize| (Rational::from(a), zero.clone())).to_vec(),
            amplitude: zero.clone(),
            waves: 1,
            phase: zero.clone(),
            shift: Rational::fraction(1, 1000),
        };
        let varying = Deformed {
            coefficients: vec![(one.clone(), zero.clone()), (one.clone(), -&one), (zero, one)],
            amplitude: Rational::fraction(7, 100),
            waves: 1,
            phase: Rational::fraction(1, 3),
            shift: Rational::fraction(1, 100),
        };
        let five = Deformed {
            coefficients: [1, 2, 0, 1, 3, 1]
                .map(|a: usize| (Rational::from(a), Rational::fraction(1, 2)))
                .to_vec(),
            amplitude: Rational::fraction(1, 30),
            waves: 2,
            phase: Rational::fraction(1, 5),
            shift: Rational::fraction(1, 50),
        };
        vec![
            ("frequency 3, τ = 10⁻³: ratio 1/√2", constant),
            ("R = 2, a wave of τ", varying),
            ("R = 5, two waves of τ", five),
        ]
    }
}

impl Deformed {
    /// R.
    fn degree(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// (a₀² + ½Σ_{r≥1}(aᵣ² + bᵣ²)·weight(r)).
    fn weighted<S: Field>(&self, weight: impl Fn(usize) -> S) -> S {
        let half = S::ratio(1, 2);
        sum(self.coefficients.iter().enumerate().map(|(r, (a, b))| {
            let energy = S::of(a).square() + if r == 0 { S::zero() } else { S::of(b).square() };
            energy * if r == 0 { S::one() } else { half.clone() } * weight(r)
        }))
    }

    /// c√2πR‖τ‖_∞‖f‖₂.
    fn bound<S: Rung>(&self, factor: &S, degree: usize) -> S {
        let size = S::of(&(&self.amplitude + &self.shift));
        factor * S::count(2).sqrt() * S::pi() * S::count(degree) * size * self.norm::<S>()
    }

    /// ‖f‖₂.
    fn norm<S: Rung>(&self) -> S {
        self.weighted::<S>(|_| S::one()).sqrt()
    }

    fn is_bounded_by<S: Rung>(&self, factor: &S, degree: usize) -> Result<Compared<S>, Obstacle> {
        let squared: S = if self.amplitude.is_zero() { self.moved() } else { self.deformed()? };
        Ok(at_most(squared.sqrt(), self.bound(factor, degree)))
    }

    /// ‖F_τf − f‖₂² for a constant τ: the rth coefficient is multiplied by e^{−2πirτ}.
    fn moved<S: Rung>(&self) -> S {
        let turn = S::count(2) * S::pi() * S::of(&self.shift);
        let one = Complex::real(S::one());
        self.weighted(|r| (Complex::unit(&(&turn * S::count(r))) - &one).norm_squared())
    }

    /// ‖F_τf − f‖₂² by quadrature.
    fn deformed<S: Rung>(&self) -> Result<S, Obstacle> {
        let turn = S::count(2) * S::pi();
        let (amplitude, shift) = (S::of(&self.amplitude), S::of(&self.shift));
        let change = |x: &Jet<S>| {
            let angle = x.scale(&S::count(self.waves)).shift(&S::of(&self.phase)).scale(&turn);
            let moved = x.minus(&angle.sin_cos().0.scale(&amplitude)).shift(&-&shift);
            let difference = self.at(&moved.scale(&turn)).minus(&self.at(&x.scale(&turn)));
            difference.times(&difference)
        };
        integral(change, &S::zero(), &S::one())
    }

    /// f where 2πx is this angle.
    fn at<S: Rung>(&self, angle: &Jet<S>) -> Jet<S> {
        let (sine, cosine) = angle.sin_cos();
        let mut wave = (angle.constant(S::zero()), angle.constant(S::one()));
        let mut total = angle.constant(S::zero());
        for (a, b) in &self.coefficients {
            let (s, c) = &wave;
            total = total.plus(&c.scale(&S::of(a))).plus(&s.scale(&S::of(b)));
            let next = s.times(&cosine).plus(&c.times(&sine));
            wave = (next, c.times(&cosine).minus(&s.times(&sine)));
        }
        total
    }
}
