//! The distance bends without bound where a covariance becomes singular, and is convex all the same.

use super::generator::{Target, root_slopes};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, rounds_to,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Rational, Rung, sum};
use crate::obstacle::Obstacle;

/// Along Σ + sE the root R of Σ₀^{1/2}(Σ + sE)Σ₀^{1/2} has RR′ + R′R = M′ and RR″ + R″R = −2R′².
pub(super) const BLOWUP: Claim = Claim {
    id: "bw-hessian-blowup",
    statement: "for Σ = Ω diag(μ)Ωᵀ the second derivative of Σ ↦ B(Σ₀, Σ) along ω_iω_iᵀ is ½λᵢ^{1/2}μᵢ^{−3/2}, which → ∞ as μᵢ → 0; yet \
                B(Σ₀, ½(Σ₁ + Σ₂)) ≤ ½B(Σ₀, Σ₁) + ½B(Σ₀, Σ₂), of any ranks",
    hypotheses: "ΣΣ₀ = Σ₀Σ, both ≻ 0; Σ₁ = A₁A₁ᵀ ≠ Σ₂ = A₂A₂ᵀ ⪰ 0; known: λ₅ = .4, μ₅ from .01 to 10⁻⁶, times μ₅^{3/2}",
    source: "abstract (the Hessian blows up); derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Commuting, S, |case| {
        let second = case.second_derivative::<S>()?;
        let value = case.power::<S>(1) * S::ratio(1, 2) / case.moment_power::<S>(3);
        Ok(equal(&second, value).and(case.is_quoted(&second)).and(case.is_convex::<S>()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "rate-minus-one-half",
            "−2(λμ)^{1/2} has the second derivative ½λ^{1/2}μ^{−3/2}; μ^{−1/2} is the first",
            check!(Commuting, S, |case| {
                let value = case.power::<S>(1) * S::ratio(1, 2) / case.moment_power::<S>(1);
                Ok(equal(case.second_derivative::<S>()?, value))
            }),
        ),
        Mutant::new(
            "convex-in-the-factor",
            "W and −W generate the same; halfway between them is nothing",
            check!(Commuting, S, |case| {
                let w = case.target.root::<S>();
                let nothing = Matrix::<S>::zeros(w.rows(), w.cols());
                let ends = case.value_of(&w)? + case.value_of(&-&w)?;
                Ok(at_most(case.value_of::<S>(&nothing)?, ends * S::ratio(1, 2)))
            }),
        ),
    ],
};

/// A covariance with the target's eigenvectors, and two others.
#[derive(Debug)]
struct Commuting {
    target: Target,
    /// μ.
    moments: Vec<Rational>,
    /// i.
    direction: usize,
    /// A₁ and A₂.
    factors: [Matrix<Rational>; 2],
    /// ½λᵢ^{1/2}.
    quoted: Option<&'static str>,
}

impl Case for Commuting {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 3);
        let moments = (0..size).map(|_| draw.log_uniform("1e-3", "4")).collect();
        Commuting::with_moments(draw, Target::drawn, moments)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let case = |last: &str| {
            let tape = squares_tape(400, 7, 97);
            let moments = ["2", "1", "3", "0.5", last].map(number).to_vec();
            let values = ["5", "3", "2", "1", "0.4"].map(number).to_vec();
            let target = |draw: &mut Draw<'_>, size| {
                Ok(Target { frame: draw.orthogonal(size), values: values.clone() })
            };
            let case = Commuting::with_moments(&mut Draw::replay(&tape), target, moments);
            let case = case.expect("two covariances");
            Commuting { direction: 4, quoted: Some("0.316228"), ..case }
        };
        vec![
            ("moment .01", case("0.01")),
            ("moment .0001", case("0.0001")),
            ("moment .000001", case("0.000001")),
        ]
    }
}

impl Commuting {
    fn with_moments(
        draw: &mut Draw<'_>,
        target: impl Fn(&mut Draw<'_>, usize) -> Result<Target, Rejected>,
        moments: Vec<Rational>,
    ) -> Result<Self, Rejected> {
        let size = moments.len();
        let target = target(draw, size)?;
        let ranks = [draw.dim(1, size), draw.dim(1, size)];
        let factors = ranks.map(|rank| draw.matrix(size, rank));
        let [first, second] = [&factors[0], &factors[1]].map(|a| a * &a.transpose());
        if first == second {
            return Err(Rejected("Σ₁ ≠ Σ₂"));
        }
        Ok(Commuting { direction: draw.dim(0, size - 1), target, moments, factors, quoted: None })
    }

    /// λᵢ^{power/2}.
    fn power<S: Rung>(&self, power: u32) -> S {
        S::of(&self.target.values[self.direction]).sqrt().power(power)
    }

    /// μᵢ^{power/2}.
    fn moment_power<S: Rung>(&self, power: u32) -> S {
        S::of(&self.moments[self.direction]).sqrt().power(power)
    }

    fn second_derivative<S: Rung>(&self) -> Result<S, Obstacle> {
        let frame = Matrix::<S>::of(&self.target.frame);
        let moments: Vec<S> = self.moments.iter().map(S::of).collect();
        let covariance = &(&frame * &Matrix::diagonal(&moments)) * &frame.transpose();
        let root = self.target.root::<S>();
        let between = |m: &Matrix<S>| &(&root * m) * &root;
        let axis = frame.col(self.direction);
        let first = between(&(&axis * &axis.transpose()));
        let middle = between(&covariance).positive_sqrt()?;
        let slope = root_slopes(&middle, &[first])?.swap_remove(0);
        let bent = (&slope * &slope).scale(&-S::count(2));
        let second = root_slopes(&middle, &[bent])?.swap_remove(0);
        Ok(-(S::count(2) * second.trace()))
    }

    fn is_quoted<S: Rung>(&self, second: &S) -> Compared<S> {
        let value = second * self.moment_power::<S>(3);
        self.quoted.map_or(Compared::nothing(), |text| rounds_to(&value, text))
    }

    /// B(Σ₀, AAᵀ).
    fn value_of<S: Rung>(&self, factor: &Matrix<S>) -> Result<S, Obstacle> {
        let nuclear = sum((&self.target.root::<S>() * factor).singular_values()?);
        Ok(self.target.trace::<S>() + factor.norm_squared() - S::count(2) * nuclear)
    }

    /// ½(A₁A₁ᵀ + A₂A₂ᵀ) has the factor (A₁, A₂)/√2.
    fn is_convex<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let [first, second] = [&self.factors[0], &self.factors[1]].map(Matrix::<S>::of);
        let half = S::ratio(1, 2);
        let middle = first.beside(&second).scale(&half.sqrt());
        let ends = self.value_of(&first)? + self.value_of(&second)?;
        Ok(at_most(self.value_of(&middle)?, ends * half))
    }
}
