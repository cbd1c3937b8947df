//! A trellis of depth M + L − 1 computes what L recurrent layers make of the last M inputs.

use super::networks::{Recurrent, Trellis};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung};

/// By induction on i: block l at depth i ≥ l has seen i − l + 1 inputs, and is zero at depth i < l because tanh 0 = 0.
pub(super) const EQUALS_TRUNCATED_RNN: Claim = Claim {
    id: "trellis-equals-truncated-rnn",
    statement: "the trellis of width Ld with blocks (l, l) of W₁ on z equal to R_l, block 1 of W₂ on x equal to A₁, blocks (l, l − 1) \
                of W₂ on z equal to A_l and zeros elsewhere has at depth M + L − 1 and every time t ≥ M as its last block the state h^L \
                that the recurrent layers reach from states of zero on x_{t−M+1}, …, x_t",
    hypotheses: "tanh 0 = 0, no biases; M ≤ t ≤ T",
    source: "the paper's theorem on truncated recurrent networks (depth and width from memory); that biases break it is found here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(Sequence, S, |case| case.agrees::<S>(&case.network(), case.depth())),
    witness: None,
    mutants: &[
        Mutant::new(
            "one-layer-less",
            "the last block has then seen M − 1 inputs only",
            check!(Sequence, S, |case| case.agrees::<S>(&case.network(), case.depth() - 1)),
        ),
        Mutant::new(
            "one-layer-more",
            "the last block has then seen M + 1 inputs, for t > M",
            check!(Sequence, S, |case| case.agrees::<S>(&case.network(), case.depth() + 1)),
        ),
        Mutant::new(
            "with-biases",
            "tanh b ≠ 0 starts the upper blocks before the first input has reached them",
            check!(Sequence, S, |case| case.agrees::<S>(&case.biased(), case.depth())),
        ),
    ],
};

/// A recurrent network and what it reads.
#[derive(Debug)]
struct Sequence {
    /// A_l.
    upward: Vec<Matrix<Rational>>,
    /// R_l.
    onward: Vec<Matrix<Rational>>,
    /// For the mutant with biases.
    biases: Vec<Matrix<Rational>>,
    /// x₁, …, x_T.
    inputs: Vec<Matrix<Rational>>,
    /// M.
    window: usize,
}

impl Case for Sequence {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let dims = [draw.dim(1, 2), draw.dim(1, 2), draw.dim(1, 4)];
        let window = draw.dim(1, 5);
        let length = window + draw.dim(1, 2);
        Ok(Sequence::with_dims(draw, dims, window, length))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |dims, window, length| {
            let tape = squares_tape(200, 5, 61);
            Sequence::with_dims(&mut Draw::replay(&tape), dims, window, length)
        };
        vec![
            ("d = 3, p = 2, L = 3, M = 4, T = 9", case([3, 2, 3], 4, 9)),
            ("one unit, one layer, one input", case([1, 1, 1], 1, 2)),
            ("one unit, four layers, M = 1", case([1, 1, 4], 1, 3)),
        ]
    }
}

impl Sequence {
    /// `dims` are d, p and L.
    fn with_dims(
        draw: &mut Draw<'_>,
        [width, inputs, layers]: [usize; 3],
        window: usize,
        length: usize,
    ) -> Self {
        let below = |l| if l == 0 { inputs } else { width };
        Sequence {
            upward: (0..layers).map(|l| draw.matrix(width, below(l))).collect(),
            onward: (0..layers).map(|_| draw.matrix(width, width)).collect(),
            biases: (0..layers).map(|_| draw.vector(width)).collect(),
            inputs: (0..length).map(|_| draw.vector(inputs)).collect(),
            window,
        }
    }

    /// M + L − 1.
    fn depth(&self) -> usize {
        self.window + self.upward.len() - 1
    }

    fn network<S: Field>(&self) -> Recurrent<S> {
        let zero = |b: &Matrix<Rational>| Matrix::zeros(b.rows(), 1);
        Recurrent { biases: self.biases.iter().map(zero).collect(), ..self.biased() }
    }

    fn biased<S: Field>(&self) -> Recurrent<S> {
        let [upward, onward, biases] = [&self.upward, &self.onward, &self.biases]
            .map(|all| all.iter().map(Matrix::of).collect());
        Recurrent { upward, onward, biases }
    }

    /// The trellis's last block at `depth` is the recurrent network's top state on the last M inputs, at all t ≥ M.
    fn agrees<S: Rung>(&self, network: &Recurrent<S>, depth: usize) -> Compared<S> {
        let inputs: Vec<_> = self.inputs.iter().map(Matrix::of).collect();
        let hidden = Trellis::simulating(network).hidden(&inputs, depth);
        let at = |t: usize| {
            let expected = network.top(&inputs[t - self.window..t]);
            let (width, all) = (expected.rows(), &hidden[t - 1]);
            let last = Matrix::from_fn(width, 1, |i, _| all[(all.rows() - width + i, 0)].clone());
            equal(last, expected)
        };
        Compared::all((self.window..=inputs.len()).map(at))
    }
}
