//! HiPPO's coefficients of the past follow a linear differential equation exactly, however few are kept.

use crate::calculus::{Velocity, derivative};
use crate::claim::{
    Case, Claim, Compared, Draw, Figure, Kind, Method, Mutant, Plotted, Rejected, curves, equal,
    flow_rows, formula_rows, identity, known_case,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, sum};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::cmp::Ordering;

/// Degree: 7 in t and 1 in f, after multiplication by t.
pub(super) const LEGS_EXACT: Claim = Claim {
    id: "hippo-legs-exact",
    statement: "c_n(t) = √(2n+1)·d_n(t), d_n(t) = ∫₀¹ f(ts)P_n(2s−1) ds, have ċ = −(1/t)Ac + (1/t)B f(t) for n < N, with A_{nk} = √((2n+1)(2k+1)) for n > k, \
                n + 1 for n = k, 0 for n < k, and B_n = √(2n+1); checked as ḋ = −(1/t)Ãd + (1/t)f(t)·1 with Ã_{nk} = A_{nk}√(2k+1)/√(2n+1): 2k + 1, n + 1 or 0",
    hypotheses: "t > 0; f a polynomial of degree ≤ 6; it extends to f in C¹, as both sides are linear and continuous in f",
    source: "HiPPO's theory, which the paper uses; derived here from the recursion of Legendre polynomials",
    kind: Kind::Trajectory,
    method: Method::Identity { degree: 10 },
    check: identity!(Memory, S, |case| case.follows::<S>(lower, &case.over_time()))
        .with_figure(Memory::figure),
    witness: None,
    mutants: &[
        Mutant::new(
            "diagonal-n",
            "that is the derivative of P_n alone; the weight ds = dτ/t adds 1",
            identity!(Memory, S, |case| case
                .follows::<S>(|n, k| if n == k { n } else { lower(n, k) }, &case.over_time())),
        ),
        Mutant::new(
            "transposed",
            "sP_n′ is made of the polynomials below P_n, so that A is lower triangular",
            identity!(Memory, S, |case| case.follows::<S>(upper, &case.over_time())),
        ),
        Mutant::new(
            "without-1-over-t",
            "the window [0, t] is stretched at the rate 1/t",
            identity!(Memory, S, |case| case.follows::<S>(lower, &S::one())),
        ),
        Mutant::new(
            "other-sign",
            "what is known fades as new values come in",
            identity!(Memory, S, |case| case.follows::<S>(lower, &-case.over_time::<S>())),
        ),
    ],
};

/// A function and a time.
#[derive(Debug)]
struct Memory {
    /// f(t) = Σ fⱼtʲ.
    coefficients: Vec<Rational>,
    /// t.
    time: Rational,
    /// N.
    kept: usize,
}

impl Case for Memory {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (kept, degree) = (draw.dim(1, 8), draw.dim(0, 6));
        Ok(Memory {
            coefficients: (0..=degree).map(|_| draw.entry()).collect(),
            time: draw.above("0", "4"),
            kept,
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |coefficients: &[i64], kept| Memory {
            coefficients: coefficients.iter().map(|&n| Rational::fraction(n, 1)).collect(),
            time: Rational::fraction(3, 2),
            kept,
        };
        vec![
            ("a parabola, three kept", case(&[1, -2, 3], 3)),
            ("degree 5, two kept", case(&[1, 0, 2, -1, 0, 1], 2)),
            ("a line, one kept", case(&[1, 1], 1)),
            ("a constant", case(&[2], 4)),
        ]
    }
}

impl Memory {
    /// 1/t.
    fn over_time<S: Field>(&self) -> S {
        S::one() / S::of(&self.time)
    }

    /// d_n at a time, from the exact integrals of sʲP_n(2s − 1).
    fn coefficient<T: Field>(&self, polynomial: &[Rational], time: &T) -> T {
        let moment = |j: usize| {
            let term = |(i, p): (usize, &Rational)| p / Rational::from(i + j + 1);
            sum::<Rational>(polynomial.iter().enumerate().map(term))
        };
        let terms = self.coefficients.iter().enumerate().rev();
        terms.fold(T::zero(), |sum, (j, f)| sum * time + T::of(&(f * moment(j))))
    }

    /// ḋ = rate·(f(t)·1 − Ãd).
    fn follows<S: Field>(&self, entry: impl Fn(usize, usize) -> usize, rate: &S) -> Compared<S> {
        let (time, polynomials) = (S::of(&self.time), legendre(self.kept));
        let now = polynomials.iter().map(|p| self.coefficient(p, &time)).collect();
        let change = self.change(entry, &Matrix::column(now), &time, rate);
        let slope = |p: &Vec<Rational>| derivative(&time, |t: &Dual<S>| self.coefficient(p, t));
        let slopes: Vec<S> = polynomials.iter().map(slope).collect();
        equal(Matrix::column(slopes), change)
    }

    /// rate·(f(t)·1 − Ãd).
    fn change<S: Field>(
        &self,
        entry: impl Fn(usize, usize) -> usize,
        now: &Matrix<S>,
        time: &S,
        rate: &S,
    ) -> Matrix<S> {
        let value = self.coefficients.iter().rev().fold(S::zero(), |sum, f| sum * time + S::of(f));
        let matrix = Matrix::from_fn(self.kept, self.kept, |n, k| S::count(entry(n, k)));
        (&matrix * now).map(|x| (&value - x) * rate)
    }

    /// d_n by its integral, and by the differential equation from t = ½ on.
    fn figure() -> Result<Figure, Obstacle> {
        let case = "a parabola, three kept";
        let memory: Memory = known_case(case);
        let polynomials = legendre(memory.kept);
        let begin = Plotted::ratio(1, 2);
        let integrals = |later: &Plotted| {
            let time = begin + later;
            polynomials.iter().map(|p| memory.coefficient(p, &time)).collect::<Vec<_>>()
        };
        let start = [Matrix::column(integrals(&Plotted::zero())), Matrix::column(vec![begin])];
        let end = Plotted::count(1);
        let kept = |state: &[Matrix<Plotted>]| state[0].entries().to_vec();
        let found = flow_rows(&&memory, &start, &end, kept)?;
        let names = (0..memory.kept).map(|n| format!("d_{n}")).collect();
        Ok(Figure {
            case,
            time: "t − ½",
            quantity: "d_n",
            line: "the integral over the past",
            flow: "the differential equation",
            curves: curves(names, &formula_rows(&end, integrals), &found),
        })
    }
}

/// The flow of d and of the time beside it.
impl Velocity for &Memory {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let time = &state[1][(0, 0)];
        let change = self.change(lower, &state[0], time, &(T::one() / time));
        vec![change, Matrix::column(vec![T::one()])]
    }
}

/// Ã of the paper's A.
fn lower(n: usize, k: usize) -> usize {
    match n.cmp(&k) {
        Ordering::Greater => 2 * k + 1,
        Ordering::Equal => n + 1,
        Ordering::Less => 0,
    }
}

/// Ã of the paper's Aᵀ: A_{kn}√(2k+1)/√(2n+1) is 2k + 1 for n < k.
fn upper(n: usize, k: usize) -> usize {
    match n.cmp(&k) {
        Ordering::Less => 2 * k + 1,
        Ordering::Equal => n + 1,
        Ordering::Greater => 0,
    }
}

/// The coefficients of P_n(2s − 1) by powers of s, n < `count`: (n+1)P_{n+1} = (2n+1)(2s−1)P_n − nP_{n−1}.
fn legendre(count: usize) -> Vec<Vec<Rational>> {
    let mut all = vec![vec![Rational::one()]];
    for n in 0..count - 1 {
        let mut next = vec![Rational::zero(); n + 2];
        let slope = Rational::from(2 * n + 1);
        for (i, p) in all[n].iter().enumerate() {
            next[i + 1] += &(Rational::from(2) * &slope * p);
            next[i] -= &(&slope * p);
        }
        for (i, p) in all[n.saturating_sub(1)].iter().enumerate() {
            next[i] -= &(Rational::from(n) * p);
        }
        all.push(next.into_iter().map(|c| c / Rational::from(n + 1)).collect());
    }
    all
}
