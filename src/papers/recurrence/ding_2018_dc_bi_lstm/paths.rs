//! A dense linear network sums over all ways through its layers.

use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, equal, identity,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};

/// Degree: a product of at most L ≤ 6 weights.
pub(super) const PATH_SUM: Claim = Claim {
    id: "dense-linear-path-sum",
    statement: "∂h_L/∂x = Σ W_{L,j_k}⋯W_{j₂j₁}W_{j₁0} over the 2^{L−1} chains 0 < j₁ < … < j_k < L of layers, the empty one included",
    hypotheses: "L ≥ 1, linear layers",
    source: "the paper's architecture; derived here, by induction on L",
    kind: Kind::Equality,
    method: Method::Identity { degree: 6 },
    check: identity!(Dense, S, |case| {
        let chains = case.chains();
        case.is_sum::<S>(&chains).and(agree(chains.len(), 1 << (case.layers() - 1)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "2-to-the-l-chains",
            "the last layer ends every chain: only the L − 1 layers between may be left out",
            identity!(Dense, S, |case| equal(
                case.chains_by_ones::<S>(),
                S::count(1 << case.layers())
            )),
        ),
        Mutant::new(
            "no-skips",
            "the chain through every layer is one of 2^{L−1}",
            identity!(Dense, S, |case| case.is_sum::<S>(&[(1..case.layers()).collect()])),
        ),
    ],
};

/// A network with its input.
#[derive(Debug)]
struct Dense {
    /// W_{lj} in row l − 1, for j = 0, …, l − 1.
    weights: Vec<Vec<Matrix<Rational>>>,
    /// x.
    input: Matrix<Rational>,
}

impl Case for Dense {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let layers = draw.dim(1, 6);
        let widths: Vec<_> = (0..=layers).map(|_| draw.dim(1, 3)).collect();
        Ok(Dense::with_widths(draw, &widths))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |widths: &[usize]| {
            let tape = squares_tape(300, 7, 83);
            Dense::with_widths(&mut Draw::replay(&tape), widths)
        };
        vec![("three layers", case(&[2, 3, 2, 2])), ("one layer", case(&[2, 1]))]
    }
}

impl Dense {
    fn with_widths(draw: &mut Draw<'_>, widths: &[usize]) -> Self {
        let row = |draw: &mut Draw<'_>, l: usize| -> Vec<_> {
            (0..l).map(|j| draw.matrix(widths[l], widths[j])).collect()
        };
        let weights = (1..widths.len()).map(|l| row(draw, l)).collect();
        Dense { weights, input: draw.vector(widths[0]) }
    }

    /// L.
    fn layers(&self) -> usize {
        self.weights.len()
    }

    /// All increasing lists of layers below L.
    fn chains(&self) -> Vec<Vec<usize>> {
        let of = |set: usize| (1..self.layers()).filter(|l| set >> (l - 1) & 1 == 1).collect();
        (0..1 << (self.layers() - 1)).map(of).collect()
    }

    /// ∂h_L/∂x, row by row, is the sum over these chains.
    fn is_sum<S: Field>(&self, chains: &[Vec<usize>]) -> Compared<S> {
        let top = self.layers();
        let weight = |l: usize, j: usize| Matrix::<S>::of(&self.weights[l - 1][j]);
        let product = |chain: &Vec<usize>| {
            let mut ends = chain.iter().copied().chain([top]);
            let first = ends.next().expect("the top at least");
            let step =
                |(at, product): (usize, Matrix<S>), next| (next, weight(next, at).times(&product));
            ends.fold((first, weight(first, 0)), step).1
        };
        let sum = chains.iter().map(product).reduce(|a, b| &a + &b).expect("a chain at least");
        let row = |k: usize| {
            let slopes = gradient(&[Matrix::of(&self.input)], |x| {
                outputs(&self.weights, &x[0])[(k, 0)].clone()
            });
            slopes[0].transpose()
        };
        let rows = (0..sum.rows()).map(row).reduce(|a, b| a.stacked(&b));
        equal(rows.expect("an output at least"), sum)
    }

    /// The number of chains, as the output of the same layers with one unit each, all weights and the input 1.
    fn chains_by_ones<S: Field>(&self) -> S {
        let one = |l: usize| vec![Matrix::ones(1, 1); l];
        let weights: Vec<_> = (1..=self.layers()).map(one).collect();
        outputs(&weights, &Matrix::<S>::ones(1, 1))[(0, 0)].clone()
    }
}

/// h_L.
fn outputs<T: Field>(weights: &[Vec<Matrix<Rational>>], input: &Matrix<T>) -> Matrix<T> {
    let mut hidden = vec![input.clone()];
    for row in weights {
        let terms = row.iter().zip(&hidden).map(|(w, h)| Matrix::of(w).times(h));
        hidden.push(terms.reduce(|a, b| &a + &b).expect("a layer reads the input at least"));
    }
    hidden.pop().expect("the input at least")
}
