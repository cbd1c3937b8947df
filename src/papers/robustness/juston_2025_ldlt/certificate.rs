//! The matrix inequality certifies a Lipschitz constant.

use super::wide::Wide;
use super::{dominating, is_definite, short_matrix};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, at_most, check,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::ResidualLayer;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};

/// [Δx; Δσ]ᵀM[Δx; Δσ] = L²‖Δx‖² − ‖Δf‖² − 2ΔσᵀΛ(CΔx − Δσ), and the last product is ≥ 0 coordinate by coordinate.
pub(super) const CERTIFICATE: Claim = Claim {
    id: "lmi-certifies-lipschitz",
    statement: "M ⪰ 0 ⇒ ‖A + BDC‖ ≤ L for every diagonal 0 ⪯ D ⪯ I, and ‖f(x)−f(x′)‖ ≤ L‖x−x′‖ for σ = tanh",
    hypotheses: "2Λ ≻ BᵀB, M ≻ 0 decided in rationals, L² above the least such by 2⁻⁹ of it at most; m, n = 1..3, h = 1..3, and m = n = 4, h = 6; all 2^h patterns D, which \
                 suffice as norms are convex; x ≠ x′; in a known case m = n = 64, h = 256, L² within 1.5 % of the least for Λ = 9/4 I, M ≻ 0 decided in balls, and 17 patterns",
    source: "abstract (the inequality); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Layer, S, |layer| match layer {
        Layer::Narrow(case) => case.is_certified::<S>(),
        Layer::Wide(wide) => Ok(wide.is_certified()),
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "coupled-multiplier",
            "ΔσᵀT(CΔx − Δσ) ≥ 0 needs a diagonal T; the once published form T = εI + s(e₁−e₂)(e₁−e₂)ᵀ certifies L² = ε where 1 is true",
            check!(Layer, S, |layer| {
                let Layer::Narrow(case) = layer else { return Ok(Compared::nothing()) };
                let (quarter, half) = (Rational::fraction(1, 4), Rational::fraction(1, 2));
                let coupled = |i: usize, j: usize| match (i, j) {
                    (0, 1) | (1, 0) => -&half,
                    _ if i == j && i < 2 => &half + &quarter,
                    _ if i == j => quarter.clone(),
                    _ => Rational::zero(),
                };
                let units = case.layer.inner.rows();
                if units == 1 {
                    return Ok::<_, Obstacle>(Compared::nothing());
                }
                case.is_bounded_by(&case.layer, &Matrix::from_fn(units, units, coupled), &two())
            }),
        ),
        Mutant::new(
            "four-times-the-multiplier",
            "with 4Λ in the corner, Δσ² is counted twice (Λ halved, so that 4Λ ≻ BᵀB still)",
            check!(Layer, S, |layer| {
                let Layer::Narrow(case) = layer else { return Ok(Compared::nothing()) };
                let halved = case.multipliers().scale(&Rational::fraction(1, 2));
                case.is_bounded_by(&case.layer, &halved, &Rational::from(4))
            }),
        ),
        Mutant::new(
            "sign-of-the-cross-term",
            "with +AᵀB in both cross blocks M certifies A − BDC",
            check!(Layer, S, |layer| {
                let Layer::Narrow(case) = layer else { return Ok(Compared::nothing()) };
                let opposite = ResidualLayer { outer: -&case.layer.outer, ..case.layer.clone() };
                case.is_bounded_by(&opposite, &case.multipliers(), &two())
            }),
        ),
    ],
};

/// What is certified.
#[derive(Debug)]
enum Layer {
    /// All patterns, all in rationals.
    Narrow(Certified),
    Wide(Wide),
}

/// A layer with multipliers and a bound that they certify.
#[derive(Debug)]
struct Certified {
    layer: ResidualLayer<Rational>,
    /// Λ.
    multipliers: Vec<Rational>,
    /// L².
    squared_bound: Rational,
    /// b, h × 1.
    bias: Matrix<Rational>,
    /// x and x′, n × 1 each.
    inputs: [Matrix<Rational>; 2],
}

impl Case for Layer {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let dims = [draw.dim(1, 3), draw.dim(1, 3), draw.dim(1, 3)];
        let case = Certified::drawn(draw, dims);
        if (&case.inputs[0] - &case.inputs[1]).norm_squared().is_zero() {
            return Err(Rejected("x ≠ x′"));
        }
        Ok(Layer::Narrow(case))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let matrix = |rows: &[&[i64]]| {
            let row = |row: &&[i64]| row.iter().map(|&x| Rational::fraction(x, 1)).collect();
            Matrix::from_rows(&rows.iter().map(row).collect::<Vec<_>>())
        };
        let case = |[a, b, c]: [&[&[i64]]; 3], multiplier: Rational| {
            let layer = ResidualLayer { skip: matrix(a), outer: matrix(b), inner: matrix(c) };
            let (h, n) = layer.inner.shape();
            let inputs = [Matrix::ones(n, 1), Matrix::zeros(n, 1)];
            let multipliers = vec![multiplier; h];
            Layer::Narrow(Certified::of(layer, multipliers, Matrix::zeros(h, 1), inputs))
        };
        let tape = squares_tape(200, 7, 97);
        let six = Certified::drawn(&mut Draw::replay(&tape), [4, 4, 6]);
        vec![
            ("B = C = 1, A = 0", case([&[&[0]], &[&[1]], &[&[1]]], Rational::one())),
            ("A = B = C = 1", case([&[&[1]], &[&[1]], &[&[1]]], Rational::one())),
            (
                "opposite outputs of two equal units",
                case([&[&[0]], &[&[1, -1]], &[&[1], &[1]]], Rational::fraction(65, 64)),
            ),
            ("n = m = 4, h = 6", Layer::Narrow(six)),
            ("n = m = 64, h = 256", Layer::Wide(Wide::of_256_units())),
        ]
    }
}

fn two() -> Rational {
    Rational::from(2)
}

/// M with a multiplier T in the cross block and factor·T in the corner.
pub(super) fn inequality<S: Field>(
    layer: &ResidualLayer<S>,
    multiplier: &Matrix<S>,
    factor: &S,
    squared_bound: &S,
) -> Matrix<S> {
    let ResidualLayer { skip, outer, inner } = layer;
    let (forward, back) = (skip.transpose(), outer.transpose());
    let first = &Matrix::identity(skip.cols()).scale(squared_bound) - &(&forward * skip);
    let cross = -&(&(&forward * outer) + &(&inner.transpose() * multiplier));
    let corner = &multiplier.scale(factor) - &(&back * outer);
    first.beside(&cross).stacked(&cross.transpose().beside(&corner))
}

/// A squared bound for which M ≻ 0, above the least one by 2⁻⁹ of it at most; none when no bound up to 2²⁰ is one.
fn least_bound(
    layer: &ResidualLayer<Rational>,
    multiplier: &Matrix<Rational>,
    factor: &Rational,
) -> Option<Rational> {
    let holds = |bound: &Rational| is_definite(&inequality(layer, multiplier, factor, bound));
    let doubled = (-10..=20).map(|exponent| Rational::dyadic(1, exponent));
    let mut high = doubled.into_iter().find(|bound| holds(bound))?;
    let mut low = &high * &Rational::fraction(1, 2);
    for _ in 0..10 {
        let middle = (&low + &high) * Rational::fraction(1, 2);
        if holds(&middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

impl Certified {
    fn is_certified<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let bound = S::of(&self.squared_bound);
        let holds =
            is_definite(&inequality(&self.layer, &self.multipliers(), &two(), &self.squared_bound));
        let (changed, moved) = self.changes::<S>();
        Ok(agree(usize::from(holds), 1)
            .and(at_most(self.layer.of::<S>().steepest()?.square(), &bound))
            .and(at_most(changed, bound * moved)))
    }

    fn drawn(draw: &mut Draw<'_>, [m, n, h]: [usize; 3]) -> Self {
        let layer = ResidualLayer {
            skip: short_matrix(draw, m, n),
            outer: short_matrix(draw, m, h),
            inner: short_matrix(draw, h, n),
        };
        let multipliers = dominating(draw, &(&layer.outer.transpose() * &layer.outer));
        Certified::of(layer, multipliers, draw.vector(h), [draw.vector(n), draw.vector(n)])
    }

    fn of(
        layer: ResidualLayer<Rational>,
        multipliers: Vec<Rational>,
        bias: Matrix<Rational>,
        inputs: [Matrix<Rational>; 2],
    ) -> Self {
        let squared_bound = least_bound(&layer, &Matrix::diagonal(&multipliers), &two())
            .expect("2Λ ≻ BᵀB and short entries");
        Certified { layer, multipliers, squared_bound, bias, inputs }
    }

    /// Λ.
    fn multipliers(&self) -> Matrix<Rational> {
        Matrix::diagonal(&self.multipliers)
    }

    /// ‖f(x)−f(x′)‖² and ‖x−x′‖², with tanh.
    fn changes<S: Rung>(&self) -> (S, S) {
        let (layer, bias) = (self.layer.of::<S>(), Matrix::<S>::of(&self.bias));
        let [x, z] = self.inputs.each_ref().map(Matrix::<S>::of);
        let after = |x: &Matrix<S>| {
            let hidden = (&(&layer.inner * x) + &bias).map(S::tanh);
            &(&layer.skip * x) + &(&layer.outer * &hidden)
        };
        ((&after(&x) - &after(&z)).norm_squared(), (&x - &z).norm_squared())
    }

    /// ‖A + BDC‖² at most the least bound that some other inequality gives.
    fn is_bounded_by<S: Rung>(
        &self,
        read: &ResidualLayer<Rational>,
        multiplier: &Matrix<Rational>,
        factor: &Rational,
    ) -> Result<Compared<S>, Obstacle> {
        let Some(bound) = least_bound(read, multiplier, factor) else {
            return Ok(Compared::nothing());
        };
        Ok(at_most(self.layer.of::<S>().steepest()?.square(), S::of(&bound)))
    }
}
