//! Networks of three rectified layers on inputs of rank 1.

use crate::claim::{Case, Draw, Rejected, squares_tape};
use crate::linalg::{Matrix, solve_exactly};
use crate::number::{Field, Rational, Real};
use num_traits::Zero;

/// X = caᵀ and Y = c₊y₊ᵀ + c₋y₋ᵀ, with a network that interpolates.
#[derive(Debug)]
pub(super) struct Rectified {
    /// c (N × 1).
    signs: Matrix<Rational>,
    /// a (d × 1).
    direction: Matrix<Rational>,
    /// y₊ and y₋ (K × 1).
    plus: Matrix<Rational>,
    minus: Matrix<Rational>,
    /// t.
    pub(super) radius: Rational,
    /// W₁, W₂, W₃.
    pub(super) layers: Vec<Matrix<Rational>>,
    /// W₁ (d × 2) and one column of W₂, of any size.
    pub(super) probe: [Matrix<Rational>; 2],
    /// Λ (N × K).
    pub(super) multipliers: Matrix<Rational>,
    /// The least weight decay as quoted.
    pub(super) quoted: Option<&'static str>,
}

impl Case for Rectified {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let outputs = draw.dim(1, 2);
        let (examples, width) = (draw.dim(2, 4), draw.dim(1, 3));
        let (mut signs, direction) = (draw.vector(examples), draw.vector(width));
        signs[(0, 0)] = draw.above("0", "2");
        signs[(1, 0)] = -draw.above("0", "2");
        let plus = Matrix::from_fn(outputs, 1, |_, _| draw.entry());
        let minus = if draw.chance(1, 2) {
            let other = draw.vector(outputs);
            if plus.inner(&other) > Rational::zero() { -&other } else { other }
        } else {
            plus.scale(&draw.above("0", "2"))
        };
        Rectified::with_data(draw, [signs, direction], [plus, minus])
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let column = |texts: &[&str]| Matrix::column(texts.iter().map(|t| number(t)).collect());
        let case = |plus: &[&str], minus: &[&str], quoted| {
            let tape = squares_tape(200, 7, 97);
            let data = [column(&["1", "2", "-1", "-0.5"]), column(&["0.6", "0.8", "0"])];
            let targets = [column(plus), column(minus)];
            let case = Rectified::with_data(&mut Draw::replay(&tape), data, targets);
            Rectified { quoted: Some(quoted), ..case.expect("an interpolating network") }
        };
        vec![
            ("targets 1 and 1", case(&["1"], &["1"], "2.381102")),
            ("targets 2 and .5", case(&["2"], &["0.5"], "2.763024")),
            ("targets 1 and -1", case(&["1"], &["-1"], "3.000000")),
            ("targets 2 and -.5", case(&["2"], &["-0.5"], "3.326042")),
            ("orthogonal targets", case(&["1", "0"], &["0", "1"], "3.000000")),
        ]
    }
}

impl Rectified {
    fn with_data(
        draw: &mut Draw<'_>,
        [signs, direction]: [Matrix<Rational>; 2],
        [plus, minus]: [Matrix<Rational>; 2],
    ) -> Result<Self, Rejected> {
        if [&direction, &plus, &minus].iter().any(|v| v.norm_squared().is_zero()) {
            return Err(Rejected("a, y₊, y₋ ≠ 0"));
        }
        let (width, outputs) = (direction.rows(), plus.rows());
        let [first, second] = [draw.dim(2, 3), draw.dim(2, 3)];
        // Both signs occur in aᵀW₁, and the first two units see both.
        let mut inner = draw.matrix(width, first);
        for (unit, sign) in [(0, 1), (1, -1)] {
            let along = inner.col(unit).inner(&direction);
            let push = (along.abs() + draw.above("0", "1")) * Rational::fraction(sign, 1) - along;
            let push = push / direction.norm_squared();
            for i in 0..width {
                inner[(i, unit)] += &(&push * &direction[(i, 0)]);
            }
        }
        let entry = |draw: &mut Draw<'_>, j: usize| {
            if j < 2 { draw.entry().abs() } else { draw.entry() }
        };
        let outer = Matrix::from_fn(first, second, |_, j| entry(draw, j));
        let spare = draw.matrix(second, outputs);
        let mut case = Rectified {
            probe: [draw.matrix(width, 2), draw.vector(2)],
            multipliers: draw.matrix(signs.rows(), outputs),
            radius: draw.between("0.5", "2"),
            layers: vec![inner, outer],
            quoted: None,
            signs,
            direction,
            plus,
            minus,
        };
        let last = case.interpolating(&spare)?;
        case.layers.push(last);
        Ok(case)
    }

    /// W₃ with the rows of `spare`, but for the first two, which make up for the targets.
    fn interpolating(&self, spare: &Matrix<Rational>) -> Result<Matrix<Rational>, Rejected> {
        let ones = [Rational::from(1), -Rational::from(1)].to_vec();
        let inputs = &Matrix::column(ones) * &self.direction.transpose();
        let units = positive(&(&positive(&(&inputs * &self.layers[0])) * &self.layers[1]));
        let rest = &units.columns(2..units.cols())
            * &Matrix::from_fn(spare.rows() - 2, spare.cols(), |i, j| spare[(i + 2, j)].clone());
        let wanted = self.plus.transpose().stacked(&self.minus.transpose());
        let solved = solve_exactly(&units.columns(0..2), &(&wanted - &rest));
        let solved = solved.map_err(|_| Rejected("two units that reach the targets"))?;
        Ok(Matrix::from_fn(spare.rows(), spare.cols(), |i, j| {
            if i < 2 { solved[(i, j)].clone() } else { spare[(i, j)].clone() }
        }))
    }

    /// X.
    pub(super) fn inputs<S: Field>(&self) -> Matrix<S> {
        &Matrix::of(&self.signs) * &Matrix::of(&self.direction).transpose()
    }

    /// c₊ and c₋.
    pub(super) fn sides<S: Field>(&self) -> [Matrix<S>; 2] {
        [positive(&self.signs), positive(&-&self.signs)].map(|side| Matrix::of(&side))
    }

    /// y₊ and y₋.
    pub(super) fn ends<S: Field>(&self) -> [Matrix<S>; 2] {
        [Matrix::of(&self.plus), Matrix::of(&self.minus)]
    }

    /// a.
    pub(super) fn direction<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&self.direction)
    }

    /// Y.
    pub(super) fn targets<S: Field>(&self) -> Matrix<S> {
        let ([above, below], [plus, minus]) = (self.sides::<S>(), self.ends::<S>());
        &(&above * &plus.transpose()) + &(&below * &minus.transpose())
    }

    /// Whether ⟨y₊, y₋⟩ ≤ 0; else y₋ is a positive multiple of y₊.
    pub(super) fn is_opposed(&self) -> bool {
        self.plus.inner(&self.minus) <= Rational::zero()
    }
}

/// max(z, 0), entry by entry, of exact numbers.
fn positive(matrix: &Matrix<Rational>) -> Matrix<Rational> {
    matrix.map(|z| if *z > Rational::zero() { z.clone() } else { Rational::zero() })
}

/// ((XW₁)₊W₂)₊, and times W₃ where there is one.
pub(super) fn outputs<S: Real>(inputs: &Matrix<S>, layers: &[Matrix<S>]) -> Matrix<S> {
    let relu = |m: Matrix<S>| m.map(|z| z.max(&S::zero()));
    let hidden = relu(&relu(inputs * &layers[0]) * &layers[1]);
    layers.get(2).map_or(hidden.clone(), |last| &hidden * last)
}
