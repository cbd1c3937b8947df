//! The energy drifts by what the residual does along ∇H.

use super::system::{henon_heiles, slopes, turned};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, identity,
};
use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Field, Rational, Rung, sum};
use num_traits::{One, Zero};

/// z(s) has degree 3 in the coefficients and t, H(z(t)) degree 9, ∇H·r degree 12, times t 13.
pub(super) const ENERGY_DRIFT: Claim = Claim {
    id: "energy-drift-identity",
    statement: "H(z(t)) − H(z(0)) = ∫₀ᵗ ∇H(z)·r ds for r = z′ − J∇H(z), so that r ≡ 0 conserves H; Hénon–Heiles",
    hypotheses: "z(s) = c₀ + c₁s + c₂s² in all four coordinates; the integral by Newton and Cotes' rule of 9 nodes, exact up to degree 9",
    source: "abstract (energy is conserved); derived here: ∇H·J∇H = 0",
    kind: Kind::Equality,
    method: Method::Identity { degree: 13 },
    check: identity!(Curve, S, |curve| curve.drifts::<S>(-1, -1)),
    witness: None,
    mutants: &[
        Mutant::new(
            "cubic-term-of-the-other-sign",
            "H with +y³/3 is not conserved by the forces of −y³/3",
            identity!(Curve, S, |curve| curve.drifts::<S>(1, -1)),
        ),
        Mutant::new(
            "drift-is-the-length-of-the-residual",
            "a point at rest has the residual −J∇H and keeps its energy",
            check!(Rest, S, |rest| rest.drifts_by_length::<S>()),
        ),
        Mutant::new(
            "forces-with-y-squared-flipped",
            "ÿ = −y − x² + y²: with −y² the forces are those of another H",
            identity!(Curve, S, |curve| curve.drifts::<S>(-1, 1)),
        ),
    ],
};

/// z(s) = c₀ + c₁s + c₂s², 0 ≤ s ≤ t.
#[derive(Debug)]
struct Curve {
    /// c₀, c₁, c₂ (4 × 1).
    coefficients: [Matrix<Rational>; 3],
    /// t.
    time: Rational,
}

impl Case for Curve {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let coefficients = [(); 3].map(|()| draw.vector(4));
        Ok(Curve { coefficients, time: draw.entry() })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let vector = |entries: [i64; 4]| {
            Matrix::column(entries.iter().map(|&x| Rational::fraction(x, 2)).collect())
        };
        let case = |coefficients: [[i64; 4]; 3]| Curve {
            coefficients: coefficients.map(vector),
            time: Rational::from(1),
        };
        vec![
            ("at rest", case([[1, 2, 0, 1], [0; 4], [0; 4]])),
            ("a straight line", case([[1, -1, 2, 0], [2, 1, 0, 1], [0; 4]])),
            ("a parabola", case([[1, -1, 2, 0], [2, 1, 0, 1], [0, -3, 1, 2]])),
        ]
    }
}

/// A curve that does not move.
#[derive(Debug)]
struct Rest(Curve);

impl Case for Rest {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let place = draw.vector(4);
        if place.entries().iter().all(Zero::is_zero) {
            return Err(Rejected("∇H ≠ 0"));
        }
        let still = || Matrix::zeros(4, 1);
        Ok(Rest(Curve { coefficients: [place, still(), still()], time: draw.above("0", "1") }))
    }
}

impl Curve {
    /// z(s) and z′(s).
    fn at<S: Field>(&self, s: &S) -> [Matrix<S>; 2] {
        let [place, speed, curve] = self.coefficients.each_ref().map(Matrix::<S>::of);
        let moving = &speed + &curve.scale(&(S::count(2) * s));
        [&(&place + &speed.scale(s)) + &curve.scale(&s.square()), moving]
    }

    /// The drift, where H has `energy`·y³/3 and the forces are those of `forces`·y³/3.
    fn drifts<S: Field>(&self, energy: i64, forces: i64) -> Compared<S> {
        let time = S::of(&self.time);
        let value = |s: &S| henon_heiles(&self.at(s)[0], energy);
        let power = |s: &S| {
            let [z, moving] = self.at(s);
            let force = turned(&slopes(&z, |z| henon_heiles(z, forces)));
            slopes(&z, |z| henon_heiles(z, energy)).inner(&(&moving - &force))
        };
        let terms = newton_cotes()
            .into_iter()
            .map(|(node, weight)| power(&(S::of(&node) * &time)) * S::of(&weight));
        equal(value(&time), value(&S::zero()) + sum(terms) * &time)
    }
}

impl Rest {
    /// H(z(t)) − H(z(0)) = ∫‖r‖ds, for r that does not move either.
    fn drifts_by_length<S: Rung>(&self) -> Compared<S> {
        let time = S::of(&self.0.time);
        let value = |s: &S| henon_heiles(&self.0.at(s)[0], -1);
        let residual = slopes(&self.0.at(&S::zero())[0], |z| henon_heiles(z, -1)).norm();
        equal(value(&time) - value(&S::zero()), residual * time)
    }
}

/// Nodes and weights on [0, 1], of equal distance, exact for polynomials of degree ≤ 9.
fn newton_cotes() -> Vec<(Rational, Rational)> {
    let node = |i: usize| Rational::from(i) / Rational::from(8);
    let power = |k: usize, i: usize| (0..k).fold(Rational::one(), |power, _| power * node(i));
    let moments = Matrix::from_fn(9, 1, |k, _| Rational::one() / Rational::from(k + 1));
    let weights = solve_exactly(&Matrix::from_fn(9, 9, power), &moments)
        .expect("nodes that differ have a regular Vandermonde matrix");
    (0..9).map(|i| (node(i), weights[(i, 0)].clone())).collect()
}
