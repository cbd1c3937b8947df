//! The parameters of densely connected layers grow with the square of their number.

use crate::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, identity};
use crate::number::Field;

pub(super) const PARAMETER_COUNT: Claim = Claim {
    id: "dcbilstm-parameter-count",
    statement: "L bidirectional layers of h units a direction, of which layer l reads the embedding and the outputs of all layers before it, \
                d₀ + 2h(l − 1) numbers a token, have 8hL(d₀ + h + 1) + 8h²L(L − 1) parameters",
    hypotheses: "four gates, one bias vector a gate",
    source: "the paper's architecture; derived here, by counting the entries of all matrices",
    kind: Kind::Equality,
    method: Method::Exhaustion { scope: "for d₀ ≤ 5, h ≤ 4, L ≤ 6" },
    check: identity!(Stack, S, |case| {
        let (h, layers) = (case.hidden, case.layers);
        case.has::<S>(case.shared() + 8 * h * h * layers * (layers - 1))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "linear-in-depth",
            "each layer reads 2h numbers more than the one before it, and these add up to a square",
            identity!(Stack, S, |case| {
                case.has::<S>(case.shared() + 8 * case.hidden * case.hidden * case.layers)
            }),
        ),
        Mutant::new(
            "plain-stack",
            "a layer of a plain stack reads the outputs of one layer only",
            identity!(Stack, S, |case| {
                let (h, above) = (case.hidden, case.layers - 1);
                case.has::<S>(8 * h * (case.embedding + h + 1) + 8 * h * above * (3 * h + 1))
            }),
        ),
    ],
};

/// The dimensions of a network.
#[derive(Debug)]
struct Stack {
    /// d₀.
    embedding: usize,
    /// h.
    hidden: usize,
    /// L.
    layers: usize,
}

impl Case for Stack {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Stack { embedding: draw.dim(1, 300), hidden: draw.dim(1, 100), layers: draw.dim(1, 20) })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |embedding, hidden, layers| Stack { embedding, hidden, layers };
        vec![
            ("three layers of one unit", case(1, 1, 3)),
            ("one layer", case(5, 4, 1)),
            ("two layers", case(5, 4, 2)),
            ("fifteen layers of 13 units on 300 numbers", case(300, 13, 15)),
        ]
    }

    fn every() -> Box<dyn Iterator<Item = Self>> {
        Box::new((1..=5).flat_map(|embedding| {
            (1..=4).flat_map(move |hidden| {
                (1..=6).map(move |layers| Stack { embedding, hidden, layers })
            })
        }))
    }
}

impl Stack {
    /// 8hL(d₀ + h + 1).
    fn shared(&self) -> usize {
        8 * self.hidden * self.layers * (self.embedding + self.hidden + 1)
    }

    /// All matrices of the network have so many entries.
    fn has<S: Field>(&self, parameters: usize) -> Compared<S> {
        // What a token has when it comes to a layer: the embedding, then two states a layer.
        let mut read = vec![self.embedding];
        let mut entries = 0;
        for _ in 0..self.layers {
            let shapes = directions_and_gates(read.iter().sum(), self.hidden);
            entries += shapes.iter().map(|(rows, cols)| rows * cols).sum::<usize>();
            read.extend([self.hidden, self.hidden]);
        }
        agree(entries, parameters)
    }
}

/// The shapes of all matrices of a bidirectional layer that reads so many numbers.
fn directions_and_gates(inputs: usize, hidden: usize) -> Vec<(usize, usize)> {
    let gate = [(hidden, inputs), (hidden, hidden), (hidden, 1)];
    let lstm = [gate; 4].concat();
    [lstm.clone(), lstm].concat()
}
