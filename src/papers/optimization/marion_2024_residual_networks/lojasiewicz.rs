//! A Polyak–Łojasiewicz condition with a constant that does not depend on the depth.

use super::network::{Loss, Network};
use crate::claim::{Case, Claim, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal};
use crate::linalg::{Matrix, rank, solve_exactly};
use crate::number::{Rational, Real, Rung, largest, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// ‖∂ℓ/∂A_k‖ ≥ Π_{j≠k}σ_min(A_j)·‖(h_L − Y)Xᵀ‖, and σ_min(A_j) ≥ 1 − R/L.
pub(super) const LOCAL_PL: Claim = Claim {
    id: "local-pl-depth-uniform",
    statement: "LΣ_k‖∂ℓ/∂W_k‖² ≥ μℓ with μ = 2σ_n(X)²(1 − R/L)^{2(L−1)}, R = max_k‖W_k‖₂ < L, bounded below for all L ≥ 2R; with equality for \
        d = n = 1 and W_k = −R for all k",
    hypotheses: "linear residual layers, squares; n ≤ d, σ_n(X) > 0; L = 1..4, d ≤ 3, not L = n = 1, where it is an equality",
    source: "linear analogue of the paper's condition; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Wide, S, |case| {
        let norms: Result<Vec<S>, Obstacle> =
            case.0.layers::<S>().iter().map(Matrix::spectral_norm).collect();
        let radius = largest(norms?);
        let least = Matrix::<S>::of(&case.0.inputs).singular_values()?.pop();
        let constant = case.0.constant(&least.expect("n ≥ 1").square(), &radius, 2);
        let [loss, squares] = case.0.energies::<S>();
        Ok(at_most(constant * loss, squares))
    }),
    witness: Some(check!(Scalar, S, |case| {
        let [loss, squares] = case.0.energies::<S>();
        equal(case.constant::<S>(2) * loss, squares)
    })),
    mutants: &[
        Mutant::new(
            "exponent-halved",
            "the gradient has L − 1 factors, and its square twice as many",
            check!(Scalar, S, |case| {
                let [loss, squares] = case.0.energies::<S>();
                at_most(case.constant::<S>(1) * loss, squares)
            }),
        ),
        Mutant::new(
            "more-samples-than-width",
            "a residual orthogonal to the rows of X is not seen by the gradient",
            check!(Blind, S, |case| {
                let inputs = Matrix::<S>::of(&case.0.inputs);
                let least = (&inputs * &inputs.transpose()).eigenvalues()?.swap_remove(0);
                let norms = case.0.layers::<S>().iter().map(Matrix::norm).collect::<Vec<_>>();
                let [loss, squares] = case.0.energies::<S>();
                Ok(at_most(case.0.constant(&least, &largest(norms), 2) * loss, squares))
            }),
        ),
        Mutant::new(
            "constant-doubled",
            "ℓ is half the squared residual",
            check!(Scalar, S, |case| {
                let [loss, squares] = case.0.energies::<S>();
                at_most(S::count(2) * case.constant::<S>(2) * loss, squares)
            }),
        ),
    ],
};

/// As wide as there are samples.
#[derive(Debug)]
struct Wide(Network);

impl Case for Wide {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let dims = *draw.pick(&[
            [2, 1, 1],
            [2, 2, 1],
            [1, 2, 2],
            [3, 2, 2],
            [2, 3, 3],
            [4, 2, 1],
            [3, 3, 2],
        ]);
        let network = short(Network::of(draw, dims, Loss::Squares));
        if rank(&network.inputs) < dims[2] {
            return Err(Rejected("σ_n(X) > 0"));
        }
        Ok(Wide(network))
    }
}

/// The layers times L/8: of Frobenius norm ≤ 3L/4 for d ≤ 3.
fn short(network: Network) -> Network {
    let scale = Rational::fraction(1, 8) * Rational::from(network.layers.len());
    let layers = network.layers.iter().map(|w| w.scale(&scale)).collect();
    Network { layers, ..network }
}

/// d = n = 1, W_k = −R.
#[derive(Debug)]
struct Scalar(Network);

impl Case for Scalar {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(1, 6);
        let radius = draw.between("0.1", "0.875") * Rational::from(depth);
        let layers = vec![Matrix::column(vec![-&radius]); depth];
        let network = Network { layers, ..Network::of(draw, [1, 1, 1], Loss::Squares) };
        if network.inputs[(0, 0)].is_zero() || network.value::<Rational>(&network.layers).is_zero()
        {
            return Err(Rejected("X ≠ 0 and ℓ > 0"));
        }
        Ok(Scalar(network))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |n, d| Matrix::column(vec![Rational::fraction(n, d)]);
        let network = Network {
            layers: vec![number(-3, 2); 3],
            inputs: number(1, 1),
            targets: number(0, 1),
            loss: Loss::Squares,
        };
        vec![("three layers of half the radius", Scalar(network))]
    }
}

impl Scalar {
    /// 2X²(1 − R/L)^{power·(L−1)}.
    fn constant<S: Real>(&self, power: u32) -> S {
        let square = S::of(&self.0.inputs[(0, 0)]).square();
        self.0.constant(&square, &-S::of(&self.0.layers[0][(0, 0)]), power)
    }
}

/// One sample more than the width, and h_L − Y orthogonal to the rows of X.
#[derive(Debug)]
struct Blind(Network);

impl Case for Blind {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (depth, size) = (draw.dim(1, 3), draw.dim(1, 2));
        let network = short(Network::of(draw, [depth, size, size + 1], Loss::Squares));
        let (inputs, any) = (&network.inputs, &network.targets);
        if rank(&inputs.stacked(any)) <= size {
            return Err(Rejected("X of full rank, and a residual that is not 0"));
        }
        let gram = inputs * &inputs.transpose();
        let seen = solve_exactly(&gram, &(inputs * &any.transpose())).expect("X has full rank");
        let residual = any - &(&seen.transpose() * inputs);
        let outputs = network.states::<Rational>(&network.layers).pop().expect("X at least");
        Ok(Blind(Network { targets: &outputs - &residual, ..network }))
    }
}

impl Network {
    /// 2·square·(1 − R/L)^{power·(L−1)}.
    pub(super) fn constant<S: Real>(&self, square: &S, radius: &S, power: u32) -> S {
        let exponent = power * u32::try_from(self.layers.len() - 1).expect("few layers");
        S::count(2) * square * (S::one() - radius / self.depth::<S>()).power(exponent)
    }

    /// ℓ and LΣ‖∂ℓ/∂W_k‖².
    fn energies<S: Rung>(&self) -> [S; 2] {
        let layers = self.layers::<S>();
        let squares = sum(self.slopes(&layers).iter().map(Matrix::norm_squared));
        [self.value(&layers), squares * self.depth::<S>()]
    }
}
