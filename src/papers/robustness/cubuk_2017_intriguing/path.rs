//! A relu network changes by at most its path norm.

use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, equal, identity,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::ReluNetwork;
use crate::number::{Field, Rational, Traced, sum};
use num_traits::One;

/// |Δh_l| ≤ |W_l||Δh_{l−1}|, entry by entry. Every number is exact: which units are active is decided in rationals.
pub(super) const PATH_NORM: Claim = Claim {
    id: "adv-path-norm-certificate",
    statement: "‖δ‖_∞ ≤ ε ⇒ |f(x+δ) − f(x)| ≤ ε|W_L||W_{L−1}|⋯|W₁|1; equality for W_l ≥ 0, all preactivations positive, δ = ε1",
    hypotheses: "relu, any biases; corners δ ∈ {±ε}^d, 0 < ε ≤ 3; L = 2..4, widths 1..4",
    source: "standard; the worst case that a linear response leaves out",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: identity!(Attacked, S, |case| {
        let bound = case.path_norm::<S>() * S::of(&case.size);
        case.changes_by_at_most(&bound)
    }),
    witness: Some(identity!(Raised, S, |case| {
        let case = &case.0;
        equal(case.changes::<S>().swap_remove(0), case.path_norm::<S>() * S::of(&case.size))
    })),
    mutants: &[Mutant::new(
        "linearised-attack",
        "an attack may cross into a region of steeper slope, as relu does from x = −0.1",
        identity!(Attacked, S, |case| {
            let bound = S::of(&(case.slope_norm() * &case.size));
            case.changes_by_at_most(&bound)
        }),
    )],
};

/// A network, an input, and attacks of one size.
#[derive(Debug)]
struct Attacked {
    network: ReluNetwork<Rational>,
    /// x, d × 1.
    input: Matrix<Rational>,
    /// ε.
    size: Rational,
    /// δ/ε, d × 4, of entries ±1.
    corners: Matrix<Rational>,
}

impl Case for Attacked {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 4);
        let mut widths: Vec<_> = (0..depth).map(|_| draw.dim(1, 4)).collect();
        widths.push(1);
        Ok(Attacked::of(draw, &widths))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |n, d| Matrix::from_entries(1, 1, vec![Rational::fraction(n, d)]);
        let relu = ReluNetwork {
            layers: vec![(number(1, 1), number(0, 1)), (number(1, 1), number(0, 1))],
        };
        let corner = Attacked {
            network: relu,
            input: number(-1, 10),
            size: Rational::one(),
            corners: Matrix::ones(1, 1),
        };
        let tape: Vec<u64> = squares_tape(300, 7, 97);
        let deep = Attacked::of(&mut Draw::replay(&tape), &[5, 5, 4, 5, 4, 1]);
        vec![("relu at −0.1: 0.9 of 1", corner), ("five layers", deep)]
    }
}

/// W_l ≥ 0, b_l > 0, x ≥ 0 and δ = ε1.
#[derive(Debug)]
struct Raised(Attacked);

impl Case for Raised {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Attacked::draw(draw).map(Raised::from)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let cases = Attacked::known().into_iter();
        cases.map(|(name, case)| (name, Raised::from(case))).collect()
    }
}

impl From<Attacked> for Raised {
    fn from(case: Attacked) -> Self {
        let size = |matrix: &Matrix<Rational>| matrix.map(Rational::abs);
        let raised = |bias: &Matrix<Rational>| bias.map(|b| b.abs() + Rational::one());
        let layers =
            case.network.layers.iter().map(|(weights, bias)| (size(weights), raised(bias)));
        Raised(Attacked {
            network: ReluNetwork { layers: layers.collect() },
            input: size(&case.input),
            corners: Matrix::ones(case.input.rows(), 1),
            size: case.size,
        })
    }
}

impl Attacked {
    fn of(draw: &mut Draw<'_>, widths: &[usize]) -> Self {
        let layers = widths
            .windows(2)
            .map(|around| (draw.matrix(around[1], around[0]), draw.vector(around[1])));
        let network = ReluNetwork { layers: layers.collect() };
        let input = draw.vector(widths[0]);
        let sign = |draw: &mut Draw<'_>| Rational::fraction(2 * draw.integer(0, 1) - 1, 1);
        let corners = Matrix::from_fn(widths[0], 4, |_, _| sign(draw));
        Attacked { network, input, size: draw.above("0", "3"), corners }
    }

    /// f(x+δ) − f(x) for every corner.
    fn changes<S: Field>(&self) -> Vec<S> {
        let network = self.network.of::<S>();
        let at = |input: &Matrix<Rational>| {
            let pattern = self.network.pattern(input);
            network.on_pattern(&Matrix::of(input), &pattern)[(0, 0)].clone()
        };
        let before = at(&self.input);
        let attacks = (0..self.corners.cols()).map(|k| self.corners.col(k).scale(&self.size));
        attacks.map(|attack| at(&(&self.input + &attack)) - &before).collect()
    }

    fn changes_by_at_most<S: Field>(&self, bound: &S) -> Compared<S> {
        let changes = self.changes::<S>().into_iter();
        Compared::all(changes.map(|change| at_most(-&change, bound).and(at_most(change, bound))))
    }

    /// |W_L|⋯|W₁|1.
    fn path_norm<S: Field>(&self) -> S {
        let ones = Matrix::ones(self.input.rows(), 1);
        let layers = self.network.layers.iter();
        let sizes = layers.map(|(weights, _)| Matrix::<S>::of(&weights.map(Rational::abs)));
        sizes.fold(ones, |total, weights| &weights * &total)[(0, 0)].clone()
    }

    /// ‖∇f(x)‖₁, exact.
    fn slope_norm(&self) -> Rational {
        let pattern = self.network.pattern(&self.input);
        let slopes = gradient(std::slice::from_ref(&self.input), |at| {
            let network = self.network.of::<Traced<Rational>>();
            network.on_pattern(&at[0], &pattern)[(0, 0)].clone()
        });
        sum(slopes[0].entries().iter().map(Rational::abs))
    }
}
