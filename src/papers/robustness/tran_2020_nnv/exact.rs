//! Splitting a star at each unit reaches exactly what the network reaches.

use super::star::{Split, Star, middle};
use super::{column, short_matrix, short_network, value};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, equal, identity,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::ReluNetwork;
use crate::number::{Field, Rational};

/// relu is the identity and zero on the two half-spaces; α is unchanged.
pub(super) const SOUND_AND_COMPLETE: Claim = Claim {
    id: "star-relu-exact-sound-and-complete",
    statement: "W·Θ + b = ⟨Wc+b, WV, C, d⟩; relu of unit i of Θ is Θ₁ ∪ Θ₂, Θ₁ = ⟨c, V, [C; −Vᵢ], [d; cᵢ]⟩, Θ₂ = ⟨(I−eᵢeᵢᵀ)c, (I−eᵢeᵢᵀ)V, [C; Vᵢ], [d; −cᵢ]⟩; unit by unit and layer \
                by layer this is f(Θ): for every α of Θ some output star has f of the input with the same α, and every point of an output star is f of the \
                input with its α",
    hypotheses: "box inputs, m = 2; two hidden layers of 1, 2 units, in known cases of 4, and of 3 with m = 3; α the corners of the box and 6 points of it, and all vertices and their mean of every output star; \
                 all in rationals",
    source: "abstract (exact is sound and complete); derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: identity!(Reached, S, |case| case.is_exact::<S>(Split::Exact)),
    witness: None,
    mutants: &[
        Mutant::new(
            "half-space-forgotten",
            "where the unit is below 0 the first child holds what relu does not reach",
            identity!(Reached, S, |case| case.is_exact::<S>(Split::WithoutHalfSpace)),
        ),
        Mutant::new(
            "row-of-v-kept",
            "only the centre of the unit is 0 then, and the outputs leave the range of relu",
            identity!(Reached, S, |case| case.is_exact::<S>(Split::CentreAlone)),
        ),
        Mutant::new(
            "sign-of-the-second-bound",
            "xᵢ ≤ 0 is Vᵢα ≤ −cᵢ: with +cᵢ outputs are in no star",
            identity!(Reached, S, |case| case.is_exact::<S>(Split::WrongSign)),
        ),
    ],
};

/// A network and a box of inputs.
#[derive(Debug)]
struct Reached {
    network: ReluNetwork<Rational>,
    input: Star,
    /// α in the box, m × 6.
    samples: Matrix<Rational>,
}

impl Case for Reached {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let widths = [draw.dim(1, 2), draw.dim(1, 2), draw.dim(1, 2), 1];
        let network = short_network(draw, &widths);
        let input =
            Star::of_box(short_matrix(draw, widths[0], 1), short_matrix(draw, widths[0], 2));
        let samples = Matrix::from_fn(2, 6, |_, _| Rational::fraction(draw.integer(-32, 32), 32));
        Ok(Reached { network, input, samples })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let third = Rational::fraction(1, 3);
        let bent = Reached {
            network: ReluNetwork {
                layers: vec![
                    (
                        Matrix::from_rows(&[vec![1, -1], vec![1, 1]])
                            .map(|&x| Rational::fraction(x, 1)),
                        column(&[0, 0]),
                    ),
                    (Matrix::identity(2), column(&[0, 0])),
                ],
            },
            input: Star::of_box(Matrix::column(vec![third.clone(), third]), Matrix::identity(2)),
            samples: Matrix::zeros(2, 6),
        };
        let wide = |widths: &[usize]| {
            let tape = squares_tape(300, 7, 97);
            let mut draw = Draw::replay(&tape);
            let network = short_network(&mut draw, widths);
            let centre = short_matrix(&mut draw, widths[0], 1);
            let input = Star::of_box(centre, short_matrix(&mut draw, widths[0], widths[0]));
            let sample = |_, _| Rational::fraction(draw.integer(-32, 32), 32);
            Reached { network, input, samples: Matrix::from_fn(widths[0], 6, sample) }
        };
        vec![
            ("two units on a square", bent),
            ("widths 2-4-4-1", wide(&[2, 4, 4, 1])),
            ("widths 3-3-3-1", wide(&[3, 3, 3, 1])),
        ]
    }
}

/// All stars that a network makes of one.
pub(super) fn reached(network: &ReluNetwork<Rational>, input: &Star, how: Split) -> Vec<Star> {
    let (last, hidden) = network.layers.split_last().expect("one layer at least");
    let stars = hidden.iter().fold(vec![input.clone()], |stars, (weights, bias)| {
        stars.iter().flat_map(|star| star.mapped(weights, bias).relu(how)).collect()
    });
    stars.iter().map(|star| star.mapped(&last.0, &last.1)).collect()
}

/// Every point of the stars is what `truth` says of its α, at all vertices and their mean, and every sample is in a star.
pub(super) fn are_exactly<S: Field>(
    stars: &[Star],
    samples: &[Matrix<Rational>],
    truth: impl Fn(&Matrix<Rational>) -> Matrix<Rational>,
) -> Compared<S> {
    let in_a_star = |alpha: &&Matrix<Rational>| {
        stars.iter().any(|star| star.admits(alpha) && star.at(alpha) == truth(alpha))
    };
    let found = samples.iter().filter(in_a_star).count();
    let points = stars.iter().flat_map(|star| {
        let mut points = star.vertices();
        points.extend(middle(&points));
        points.into_iter().map(|alpha| (star.at(&alpha), truth(&alpha)))
    });
    Compared::all(points.map(|(point, value)| equal(Matrix::of(&point), Matrix::<S>::of(&value))))
        .and(agree(found, samples.len()))
}

impl Reached {
    fn is_exact<S: Field>(&self, how: Split) -> Compared<S> {
        let mut samples: Vec<_> = (0..self.samples.cols()).map(|k| self.samples.col(k)).collect();
        samples.extend(self.input.vertices());
        let truth = |alpha: &Matrix<Rational>| value(&self.network, &self.input.at(alpha));
        are_exactly(&reached(&self.network, &self.input, how), &samples, truth)
    }
}
