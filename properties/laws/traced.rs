//! Reverse mode gives the derivatives that forward mode gives, on random computations.

use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use theoremcheck::linalg::Matrix;
use theoremcheck::number::{Ball, Dual, Field, Rational, Real, Trace, Traced};

/// What is computed from earlier numbers, which are named by their places.
#[derive(Clone, Copy, Debug)]
enum Step {
    Sum(usize, usize),
    Difference(usize, usize),
    Product(usize, usize),
    Quotient(usize, usize),
    Negation(usize),
    Power(usize, u32),
    Dot([usize; 4]),
    MatrixProduct([usize; 4]),
    Function(usize, usize),
    Pow(usize, usize),
    Max(usize, usize),
}

fn steps(functions: bool) -> impl Strategy<Value = Vec<Step>> {
    let at = || 0..1000_usize;
    let two = move || (at(), at());
    let field = prop_oneof![
        two().prop_map(|(a, b)| Step::Sum(a, b)),
        two().prop_map(|(a, b)| Step::Difference(a, b)),
        two().prop_map(|(a, b)| Step::Product(a, b)),
        two().prop_map(|(a, b)| Step::Quotient(a, b)),
        at().prop_map(Step::Negation),
        (at(), 0..4_u32).prop_map(|(a, n)| Step::Power(a, n)),
        [at(), at(), at(), at()].prop_map(Step::Dot),
        [at(), at(), at(), at()].prop_map(Step::MatrixProduct),
    ];
    let real = prop_oneof![
        (at(), 0..8_usize).prop_map(|(a, f)| Step::Function(a, f)),
        two().prop_map(|(a, b)| Step::Pow(a, b)),
        two().prop_map(|(a, b)| Step::Max(a, b)),
    ];
    let step = if functions { prop_oneof![field, real].boxed() } else { field.boxed() };
    prop::collection::vec(step, 1..12)
}

/// The last number, from the field operations alone.
fn in_a_field<T: Field>(start: &[T], steps: &[Step], other: impl Fn(&[T], Step) -> T) -> T {
    let mut numbers = start.to_vec();
    for &step in steps {
        let at = |place: usize| numbers[place % numbers.len()].clone();
        let next = match step {
            Step::Sum(a, b) => at(a) + at(b),
            Step::Difference(a, b) => at(a) - &at(b),
            Step::Product(a, b) => &at(a) * at(b),
            Step::Quotient(a, b) => at(a) / (at(b).square() + T::one()),
            Step::Negation(a) => -at(a),
            Step::Power(a, n) => at(a).power(n),
            Step::Dot([a, b, c, d]) => T::dot(&[at(a), at(b)], &[at(c), at(d)]),
            Step::MatrixProduct([a, b, c, d]) => {
                let (left, right) =
                    (Matrix::from_rows(&[vec![at(a), at(b)]]), Matrix::column(vec![at(c), at(d)]));
                left.times(&right)[(0, 0)].clone()
            }
            Step::Function(..) | Step::Pow(..) | Step::Max(..) => other(&numbers, step),
        };
        numbers.push(next);
    }
    numbers.pop().expect("there are numbers to start with")
}

/// The same with functions, where they are kept within their domains and from growing.
fn real<T: Real>(start: &[T], steps: &[Step]) -> T {
    in_a_field(start, steps, |numbers, step| {
        let at = |place: usize| numbers[place % numbers.len()].tanh();
        match step {
            Step::Function(a, 0) => (at(a) + T::count(2)).sqrt(),
            Step::Function(a, 1) => at(a).exp(),
            Step::Function(a, 2) => (at(a) + T::count(2)).ln(),
            Step::Function(a, 3) => at(a).sin(),
            Step::Function(a, 4) => at(a).cos(),
            Step::Function(a, 5) => at(a) * T::pi(),
            Step::Function(a, 6) => (at(a) + T::count(2)).abs(),
            Step::Pow(a, b) => (at(a) + T::count(2)).pow(&at(b)),
            Step::Max(a, b) => at(a).max(&(at(b) + T::ratio(1, 7))),
            Step::Function(a, _) => at(a),
            Step::Sum(..)
            | Step::Difference(..)
            | Step::Product(..)
            | Step::Quotient(..)
            | Step::Negation(_)
            | Step::Power(..)
            | Step::Dot(_)
            | Step::MatrixProduct(_) => unreachable!("the field operations come first"),
        }
    })
}

/// Derivatives by both variables: by a trace, and along each.
fn both_ways<S: Field>(
    [x, y]: [S; 2],
    traced: impl Fn(&[Traced<S>]) -> Traced<S>,
    dual: impl Fn(&[Dual<S>]) -> Dual<S>,
) -> [Vec<S>; 2] {
    let trace = Trace::new();
    let variables = [trace.variable(x.clone()), trace.variable(y.clone())];
    let constant = |n: i64| Traced::constant(S::ratio(n, 3));
    let start = [variables[0].clone(), variables[1].clone(), constant(4), constant(-1)];
    let backward = trace.derivatives(&traced(&start), 2);
    let along = |dx: S, dy: S| {
        let constant = |n: i64| Dual::constant(S::ratio(n, 3));
        let moving = |value: &S, slope: S| Dual { value: value.clone(), slope };
        dual(&[moving(&x, dx), moving(&y, dy), constant(4), constant(-1)]).slope
    };
    [backward, vec![along(S::one(), S::zero()), along(S::zero(), S::one())]]
}

fn overlap([backward, forward]: [Vec<Ball<128>>; 2]) -> TestCaseResult {
    for (b, f) in backward.iter().zip(&forward) {
        let gap = (b - f).reading();
        // Where two numbers that are compared coincide neither mode has a derivative.
        prop_assert_eq!(b.reading().is_finite(), f.reading().is_finite());
        prop_assert!(!gap.excludes_zero(), "{b:?} and {f:?}");
    }
    Ok(())
}

fn rationals() -> impl Strategy<Value = Rational> {
    (-12..=12_i64, 1..=6_u64).prop_map(|(n, d)| Rational::fraction(n, d))
}

laws! { 300 or 100_000 cases;
    both_modes_give_the_same_exact_derivatives: (rationals(), rationals(), steps(false)) => |(x, y, steps)| {
        let steps = &steps[..steps.len().min(6)];
        let [backward, forward] = both_ways(
            [x, y],
            |start| in_a_field(start, steps, |_, _| Traced::constant(Rational::from(0))),
            |start| in_a_field(start, steps, |_, _| Dual::constant(Rational::from(0))),
        );
        prop_assert_eq!(backward, forward);
        Ok(())
    };
    both_modes_enclose_the_same_derivatives_of_functions: (rationals(), rationals(), steps(true)) => |(x, y, steps)| {
        let balls = [Ball::of(&x), Ball::of(&y)];
        overlap(both_ways(balls, |start| real(start, &steps), |start| real(start, &steps)))
    };
}
