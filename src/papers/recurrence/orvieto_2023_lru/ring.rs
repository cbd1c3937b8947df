//! Eigenvalues drawn uniformly from a ring.

use crate::calculus::{Jet, gradient, integral};
use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal};
use crate::linalg::Matrix;
use crate::number::{Complex, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// Uniform: the map from (u, φ) to the plane has a constant Jacobian determinant, so that the density is
/// (1/2π)/((R − ρ)/2), one over the ring's area.
pub(super) const RING: Claim = Claim {
    id: "lru-ring-initialisation",
    statement: "for |λ|² = ρ + u(R − ρ) with u uniform in [0, 1] and a uniform phase φ: det ∂(Re λ, Im λ)/∂(u, φ) = (R − ρ)/2, so that λ is uniform by \
                area; E|λ|²ᵐ = (Rᵐ⁺¹ − ρᵐ⁺¹)/((m + 1)(R − ρ)); E 1/(1 − |λ|²) = ln((1 − ρ)/(1 − R))/(R − ρ), which is Σ_m E|λ|²ᵐ (the series for \
                r_max ≤ 0.95); and λ = exp(−exp ν + iφ) with ν = ln(−½ ln|λ|²)",
    hypotheses: "0 ≤ r_min < r_max < 1; λ ≠ 0 for ν; m ≤ 6",
    source: "the paper's initialisation on a ring and its gain on white noise (numbers not verified); derived here by integration",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Ring, S, |case| Ok(case
        .is_uniform::<S>()
        .and(case.is_parametrised())
        .and(equal(
            case.moment::<S>(Uniform::Area, case.power)?,
            case.closed_moment::<S>(case.power)
        ))
        .and(case.has_gain(&(case.spread::<S>() / case.width::<S>()))?))),
    witness: None,
    mutants: &[
        Mutant::new(
            "uniform-radius",
            "a radius uniform in [r_min, r_max] puts too many eigenvalues near the inner circle",
            check!(Ring, S, |case| Ok(equal(
                case.moment::<S>(Uniform::Radius, case.power + 1)?,
                case.closed_moment::<S>(case.power + 1)
            ))),
        ),
        Mutant::new(
            "gain-of-the-outer-circle",
            "1/(1 − R) is the largest gain, not the mean",
            check!(Ring, S, |case| case.has_gain(&(S::one() / (S::one() - case.outer::<S>())))),
        ),
        Mutant::new(
            "logarithm-alone",
            "the mean over u divides the integral over |λ|² by R − ρ",
            check!(Ring, S, |case| case.has_gain(&case.spread::<S>())),
        ),
    ],
};

/// A ring with a point of it.
#[derive(Debug)]
struct Ring {
    /// r_min and r_max.
    radii: [Rational; 2],
    /// u and φ.
    point: [Rational; 2],
    /// m.
    power: usize,
}

/// What is drawn uniformly.
#[derive(Clone, Copy, PartialEq)]
enum Uniform {
    Area,
    Radius,
}

impl Case for Ring {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let outer = draw.above("0.05", "0.95");
        let inner = &outer * draw.between("0", "0.95");
        let point = [draw.above("0", "1"), draw.between("-3", "3")];
        Ok(Ring { radii: [inner, outer], point, power: draw.dim(0, 6) })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |inner, outer, power| Ring {
            radii: [inner, outer].map(|n| Rational::fraction(n, 1000)),
            point: [Rational::fraction(1, 3), Rational::fraction(5, 2)],
            power,
        };
        vec![
            ("the ring from 0.4 to 0.9", case(400, 900, 2)),
            ("the disk of radius 0.9", case(0, 900, 1)),
            ("the ring from 0.9 to 0.99", case(900, 990, 3)),
        ]
    }
}

impl Ring {
    fn inner<S: Field>(&self) -> S {
        S::of(&self.radii[0]).square()
    }

    fn outer<S: Field>(&self) -> S {
        S::of(&self.radii[1]).square()
    }

    /// R − ρ.
    fn width<S: Field>(&self) -> S {
        self.outer::<S>() - self.inner::<S>()
    }

    /// ln((1 − ρ)/(1 − R)).
    fn spread<S: Real>(&self) -> S {
        ((S::one() - self.inner::<S>()) / (S::one() - self.outer::<S>())).ln()
    }

    /// |λ|² at u.
    fn square<S: Rung>(&self, uniform: Uniform, u: &Jet<S>) -> Jet<S> {
        match uniform {
            Uniform::Area => u.scale(&self.width()).shift(&self.inner()),
            Uniform::Radius => {
                let [inner, outer] = self.radii.each_ref().map(S::of);
                let radius = u.scale(&(outer - &inner)).shift(&inner);
                radius.times(&radius)
            }
        }
    }

    /// E|λ|²ᵐ.
    fn moment<S: Rung>(&self, uniform: Uniform, power: usize) -> Result<S, Obstacle> {
        let power_of_square = |u: &Jet<S>| {
            let square = self.square(uniform, u);
            (0..power).fold(u.constant(S::one()), |product, _| product.times(&square))
        };
        integral(power_of_square, &S::zero(), &S::one())
    }

    /// (Rᵐ⁺¹ − ρᵐ⁺¹)/((m + 1)(R − ρ)).
    fn closed_moment<S: Field>(&self, power: usize) -> S {
        let exponent = u32::try_from(power + 1).expect("a small power");
        let difference = self.outer::<S>().power(exponent) - self.inner::<S>().power(exponent);
        difference / (S::count(power + 1) * self.width::<S>())
    }

    /// E 1/(1 − |λ|²), by its integral and by the series of moments.
    fn has_gain<S: Rung>(&self, claimed: &S) -> Result<Compared<S>, Obstacle> {
        let one = S::one();
        let gain = |u: &Jet<S>| {
            let rest = self.square(Uniform::Area, u).scale(&-&one).shift(&one);
            u.constant(one.clone()).over(&rest)
        };
        let by_integral = equal(integral(gain, &S::zero(), &one)?, claimed);
        let converges = self.radii[1] <= Rational::fraction(19, 20);
        Ok(if converges {
            by_integral.and(equal(self.series::<S>(), claimed))
        } else {
            by_integral
        })
    }

    /// Σ_m E|λ|²ᵐ; the terms left out from m = K on sum to at most Rᴷ/(1 − R), and are not negative.
    fn series<S: Rung>(&self) -> S {
        let (outer, inner) = (self.outer::<S>(), self.inner::<S>());
        let falls = -self.outer::<Rational>().reading().to_f64().log2();
        let terms = (f64::from(S::BITS + 16) / falls).ceil();
        let (mut sum, mut powers, mut m) = (S::zero(), [outer.clone(), inner.clone()], 0);
        while (m as f64) < terms {
            m += 1;
            sum += &((&powers[0] - &powers[1]) / S::count(m));
            powers = [&powers[0] * &outer, &powers[1] * &inner];
        }
        let half_rest = &powers[0] / &outer / (S::one() - &outer) * S::ratio(1, 2);
        (sum / self.width::<S>() + &half_rest).widened(&half_rest)
    }

    /// λ at (u, φ).
    fn eigenvalue<T: Real>(&self, u: &T, phase: &T) -> [T; 2] {
        let radius = (self.inner::<T>() + u * self.width::<T>()).sqrt();
        [&radius * phase.cos(), radius * phase.sin()]
    }

    fn point<S: Field>(&self) -> [S; 2] {
        self.point.each_ref().map(S::of)
    }

    /// det ∂λ/∂(u, φ) = (R − ρ)/2.
    fn is_uniform<S: Rung>(&self) -> Compared<S> {
        let point = [Matrix::column(self.point().to_vec())];
        let [x, y] = [0, 1].map(|part| {
            gradient(&point, |at| {
                let [x, y] = self.eigenvalue(&at[0][(0, 0)], &at[0][(1, 0)]);
                if part == 0 { x } else { y }
            })
            .remove(0)
        });
        let determinant = &x[(0, 0)] * &y[(1, 0)] - &x[(1, 0)] * &y[(0, 0)];
        equal(determinant, self.width::<S>() * S::ratio(1, 2))
    }

    /// exp(−exp ν + iφ) = λ.
    fn is_parametrised<S: Rung>(&self) -> Compared<S> {
        let [u, phase] = self.point::<S>();
        let square = self.inner::<S>() + &u * self.width::<S>();
        let nu = (-(square.ln() * S::ratio(1, 2))).ln();
        let found = Complex { re: -nu.exp(), im: phase.clone() }.exp();
        equal(vec![found.re, found.im], self.eigenvalue(&u, &phase).to_vec())
    }
}
