//! Random matrices, and our functions of them.

use super::case::Case;
use super::input::{Digits, Input, centre};
use super::interval::Comparison;
use super::source::Source;
use rug::Float;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Rational};

const OPERATIONS: [&str; 10] = [
    "product",
    "solve",
    "inverse",
    "determinant",
    "exponential",
    "eigenvalues",
    "general-eigenvalues",
    "singular-values",
    "positive-power",
    "positive-sqrt",
];

/// The powers of positive definite matrices.
const POWERS: [(i64, u64); 6] = [(1, 3), (2, 3), (3, 2), (2, 1), (-1, 2), (-1, 1)];

/// A matrix of balls with their points.
type Inputs<const B: u32> = Matrix<Input<B>>;

pub(super) fn case<const B: u32>(source: &mut Source) -> Case {
    let operation = source.pick(&OPERATIONS);
    let n = size(source);
    match operation {
        "product" => {
            // Large ones have a kernel of their own.
            let least = if source.one_in(8) { 16 } else { 1 };
            let [rows, n, cols] = [(); 3].map(|()| size(source).max(least));
            let exponent = if source.one_in(8) { source.between(-200, 200) } else { 0 };
            let left = general::<B>(source, rows, n, exponent);
            let right = general::<B>(source, n, cols, 0);
            let ours = &balls(&left) * &balls(&right);
            entries(operation, "-", &[&left, &right], Some(&ours))
        }
        "solve" => {
            let a = general::<B>(source, n, n, 0);
            let cols = 1 + source.below(3) as usize;
            let rhs = general::<B>(source, n, cols, 0);
            let ours = balls(&a).solve(&balls(&rhs)).ok();
            entries(operation, "-", &[&a, &rhs], ours.as_ref())
        }
        "inverse" => {
            let exponent = if source.one_in(8) { source.between(-200, 200) } else { 0 };
            let a = general::<B>(source, n, n, exponent);
            entries(operation, "-", &[&a], balls(&a).inverse().ok().as_ref())
        }
        "determinant" => {
            let a = general::<B>(source, n, n, 0);
            let ours = balls(&a).determinant().ok().map(|x| Matrix::column(vec![x]));
            entries(operation, "-", &[&a], ours.as_ref())
        }
        "exponential" => {
            let exponent = source.between(-6, 2);
            let a = general::<B>(source, n, n, exponent);
            entries(operation, "-", &[&a], balls(&a).exponential().ok().as_ref())
        }
        "eigenvalues" => {
            let a = symmetric::<B>(source, n);
            let ours = balls(&a).eigenvalues().ok();
            let question = question(operation, "-", &[&a]);
            Case::new(operation, question, ours.as_deref(), Comparison::InOrder)
        }
        "general-eigenvalues" => {
            let a = general::<B>(source, n, n, 0);
            let values = balls(&a).general_eigenvalues().ok();
            let ours: Option<Vec<_>> =
                values.map(|values| values.into_iter().flat_map(|x| [x.re, x.im]).collect());
            let question = question(operation, "-", &[&a]);
            Case::new(operation, question, ours.as_deref(), Comparison::Matched)
        }
        "singular-values" => {
            let cols = size(source);
            let a = general::<B>(source, n, cols, 0);
            let mut ours = balls(&a).singular_values().ok();
            if let Some(values) = &mut ours {
                values.reverse();
            }
            let question = question(operation, "-", &[&a]);
            // FLINT gives the eigenvalues of AᵀA or AAᵀ.
            Case::new(operation, question, ours.as_deref(), Comparison::InOrder).squared()
        }
        "positive-power" | "positive-sqrt" => {
            let a = positive::<B>(source, n);
            let (over, under) =
                if operation == "positive-sqrt" { (1, 2) } else { source.pick(&POWERS) };
            let power = Rational::fraction(over, under);
            let ours = balls(&a).positive_power(&power).ok();
            let question = question("positive-power", &format!("{over}/{under}"), &[&a]);
            let ours = ours.as_ref().map(Matrix::entries);
            Case::new(operation, question, ours, Comparison::Entrywise)
        }
        _ => panic!("no operation: {operation}"),
    }
}

fn entries<const B: u32>(
    operation: &'static str,
    parameter: &str,
    inputs: &[&Inputs<B>],
    ours: Option<&Matrix<Ball<B>>>,
) -> Case {
    let ours = ours.map(Matrix::entries);
    Case::new(operation, question(operation, parameter, inputs), ours, Comparison::Entrywise)
}

fn question<const B: u32>(function: &str, parameter: &str, inputs: &[&Inputs<B>]) -> String {
    let mut words = vec![format!("{B} {function} {parameter}")];
    for matrix in inputs {
        words.push(format!("{}x{}", matrix.rows(), matrix.cols()));
        words.extend(matrix.entries().iter().map(|x| x.text.clone()));
    }
    words.join(" ")
}

fn balls<const B: u32>(inputs: &Inputs<B>) -> Matrix<Ball<B>> {
    inputs.map(|x| x.ball)
}

/// 1 to 8, now and then 16 and 32.
fn size(source: &mut Source) -> usize {
    match source.below(400) {
        0 => 32,
        1..5 => 16,
        _ => 1 + source.below(8) as usize,
    }
}

/// The radii of a matrix, relative to its entries: none, narrow, and a few wide ones.
fn width<const B: u32>(source: &mut Source) -> Option<i32> {
    match source.below(16) {
        0 => Some(source.between(-20, -6)),
        1..9 => Some(source.between(-4 - B.cast_signed(), -20)),
        _ => None,
    }
}

/// Full entries, or small integers with zeros, or of rows and columns of different sizes, or nearly singular.
fn general<const B: u32>(
    source: &mut Source,
    rows: usize,
    cols: usize,
    exponent: i32,
) -> Inputs<B> {
    let width = width::<B>(source);
    let style = source.below(6);
    let digits = if style == 0 { Digits::Few } else { Digits::Full };
    let uneven = style == 1 && rows.max(cols) <= 8;
    let mut scales = |count: usize| -> Vec<i32> {
        (0..count).map(|_| if uneven { source.between(-20, 20) } else { 0 }).collect()
    };
    let (left, right) = (scales(rows), scales(cols));
    let mut centres = Matrix::from_fn(rows, cols, |i, j| {
        centre::<B>(source, digits, exponent + left[i] + right[j])
    });
    if style == 2 && rows > 1 {
        let near = source.between(8, 40);
        for j in 0..cols {
            let small = Float::with_val(B, &centres[(rows - 1, j)] >> near);
            centres[(rows - 1, j)] = Float::with_val(B, &centres[(0, j)] + small);
        }
    }
    Matrix::from_fn(rows, cols, |i, j| {
        Input::around(source, &centres[(i, j)], exponent + left[i] + right[j], width)
    })
}

/// Full entries, or small integers, or of very different sizes, or a multiple of the identity and a little more.
fn symmetric<const B: u32>(source: &mut Source, size: usize) -> Inputs<B> {
    let style = source.below(5);
    let digits = if style == 0 { Digits::Few } else { Digits::Full };
    let (scale, shrink, shift) = match style {
        1 => (20, 0, 0),
        2 => (0, source.between(8, 60), 1),
        _ => (0, 0, 0),
    };
    mirrored(source, size, digits, scale, shrink, shift)
}

/// D(S + shift)D with |S| < shift and D of powers of two.
fn positive<const B: u32>(source: &mut Source, size: usize) -> Inputs<B> {
    let scale = if source.one_in(4) { 20 } else { 0 };
    let digits = if source.one_in(4) { Digits::Few } else { Digits::Full };
    mirrored(source, size, digits, scale, 0, u32::try_from(size).expect("a small matrix"))
}

/// D(S/2^shrink + shift)D for a random symmetric S with entries in (−1, 1) and D = diag(2^d), |d| ≤ scale.
fn mirrored<const B: u32>(
    source: &mut Source,
    size: usize,
    digits: Digits,
    scale: i32,
    shrink: i32,
    shift: u32,
) -> Inputs<B> {
    let width = width::<B>(source);
    let scales: Vec<i32> = (0..size).map(|_| source.between(-scale, scale)).collect();
    let lower = Matrix::from_fn(size, size, |i, j| {
        let mut entry = centre::<B>(source, digits, -shrink);
        if i == j {
            entry += shift;
        }
        let exponent = scales[i] + scales[j];
        Input::around(source, &(entry << exponent), exponent - shrink, width)
    });
    Matrix::from_fn(size, size, |i, j| lower[(i.max(j), i.min(j))].clone())
}
