//! What is proved of a step of a flow: where its solutions stay, and how they depend on the start.

use super::solution::{Solution, parts};
use crate::calculus::coarse::Coarse;
use crate::calculus::lanes::Lanes;
use crate::calculus::program::Program;
use crate::linalg::Matrix;
use crate::number::{Field, Rational, sum};
use num_traits::{One, Zero};

/// The order of the series that find a box for a step, and its derivative with respect to the start.
const LOW_ORDER: usize = 10;

/// What the derivative may grow by is at most the exponential of this, lest it be enclosed too widely.
pub(super) const MOST_RATE: f64 = 1.5;

/// What is proved of a step of some length, and thereby of all that are shorter.
///
/// For θ of the length, the same box contains the solutions all along, and the terms on it are θᵏ of these.
pub(super) struct Proved<'a> {
    /// The terms on the set of starts, to the low order.
    near: Solution<'a, Coarse>,
    /// The terms on a box that contains the solutions all along.
    pub(super) everywhere: Solution<'a, Coarse>,
    length: Rational,
    /// ‖h·velocity′(Y)‖ in the largest-row norm, on that box.
    pub(super) rate: f64,
}

impl<'a> Proved<'a> {
    /// By a box that every solution of a step stays in; the terms on it to an order.
    ///
    /// With P ⊇ Σ sᵏcₖ over s in [0, 1], k < q, and Y = P + [−u, u]: if |c_q(Y)| < u then all solutions exist and stay in Y,
    /// since at the first time at its boundary, y = Σ sᵏcₖ + s^q·c_q(ξ) would be inside. A component whose velocity is
    /// exactly 0 on Y rests, and Y needs no room for it.
    pub(super) fn new(
        program: &'a Program,
        start: &[Coarse],
        length: &Rational,
        order: usize,
    ) -> Option<Self> {
        let low = LOW_ORDER.min(order);
        let parts: Vec<Coarse> = parts(length, order);
        let mut near = Solution::new(program, start, low);
        near.extend(&parts[..low]);
        let polynomial: Vec<Coarse> = (0..start.len())
            .map(|i| {
                near.terms[1..low].iter().fold(near.terms[0][i], |sum, term| sum + term[i].part())
            })
            .collect();
        let last = near.terms[low].iter().map(|c| c.magnitude());
        let largest = last.clone().fold(0.0, f64::max);
        let moves = |i: usize| near.terms[1..].iter().any(|term| !term[i].is_zero());
        let mut room: Vec<f64> = last
            .enumerate()
            .map(|(i, c)| if moves(i) { 2.0 * c + 1e-3 * largest + f64::MIN_POSITIVE } else { 0.0 })
            .collect();
        for _ in 0..6 {
            let everywhere: Vec<_> =
                polynomial.iter().zip(&room).map(|(p, &u)| p.widened(u)).collect();
            if !everywhere.iter().all(|x| x.is_finite()) {
                return None;
            }
            let mut everywhere = Solution::new(program, &everywhere, order);
            everywhere.extend(&parts[..low]);
            let needed: Vec<f64> = everywhere.terms[low].iter().map(|c| c.magnitude()).collect();
            let mut wider = room.clone();
            let holds = |i: usize| {
                needed[i] < room[i] || (room[i] == 0.0 && everywhere.terms[1][i].is_zero())
            };
            if (0..room.len()).all(holds) {
                everywhere.extend(&parts);
                let rate = rate(&everywhere, &parts[0]);
                return Some(Proved { near, everywhere, length: length.clone(), rate });
            }
            for i in (0..start.len()).filter(|&i| !holds(i)) {
                wider[i] = 2.0 * needed[i] + f64::MIN_POSITIVE;
            }
            room = wider;
        }
        None
    }

    /// 1, θ, …, θ^order for a step of θ times the length.
    fn powers(&self, length: &Rational, order: usize) -> Vec<Coarse> {
        let part = Coarse::of(&(length / &self.length));
        std::iter::successors(Some(Coarse::one()), |power| Some(power * part))
            .take(order + 1)
            .collect()
    }

    /// Lagrange's remainders of the series of a step, by component.
    pub(super) fn remainders(&self, length: &Rational) -> Vec<f64> {
        let order = self.everywhere.terms.len() - 1;
        let scale = self.powers(length, order)[order];
        self.everywhere.terms[order].iter().map(|x| (x * scale).magnitude()).collect()
    }

    /// A bound of the derivative with respect to the start, all along a step: e^L ≤ 1 + L + L² for L ≤ 3/2.
    pub(super) fn growth(&self, length: &Rational) -> Option<f64> {
        let rate = (Coarse::within(self.rate) * self.powers(length, 1)[1]).magnitude();
        let bound = (1.0 + rate + rate * rate) * (1.0 + 8.0 * f64::EPSILON);
        (rate <= MOST_RATE).then_some(bound)
    }

    /// The derivative of the end of a step with respect to the start, on all of the set of starts: terms below the low order
    /// there, and Lagrange's remainder for all columns at once, whose entries are within ±growth all along.
    pub(super) fn jacobian(&self, length: &Rational, growth: f64) -> Matrix<Coarse> {
        let size = self.near.terms[0].len();
        let low = self.near.terms.len() - 1;
        let parts: Vec<Coarse> = parts(&self.length, low);
        let powers = self.powers(length, low);
        let everywhere = self.everywhere.tangent(&vec![Coarse::within(growth); size], &parts);
        let columns: Vec<Vec<Vec<Lanes>>> = (0..size)
            .step_by(Lanes::COUNT)
            .map(|first| self.near.tangent(&units(size, first), &parts[..low - 1]))
            .collect();
        Matrix::from_fn(size, size, |i, j| {
            let terms = &columns[j / Lanes::COUNT];
            let term = |k: usize| terms[k][i].get(j % Lanes::COUNT) * powers[k];
            let polynomial: Coarse = sum((0..low).rev().map(term));
            polynomial.widened((everywhere[low][i] * powers[low]).magnitude())
        })
    }
}

/// A bound of ‖h·velocity′‖ in the largest-row norm, at all starts of a solution.
fn rate(solution: &Solution<'_, Coarse>, length: &Coarse) -> f64 {
    let size = solution.terms[0].len();
    let mut rows = vec![Coarse::zero(); size];
    for first in (0..size).step_by(Lanes::COUNT) {
        let slopes = solution.tangent(&units(size, first), &[*length]);
        for (row, slope) in rows.iter_mut().zip(&slopes[1]) {
            for lane in 0..Lanes::COUNT {
                *row += &Coarse::exact(slope.get(lane).magnitude());
            }
        }
    }
    rows.iter().map(|row| row.magnitude()).fold(0.0, f64::max)
}

/// The directions of the components from `first` on.
fn units(size: usize, first: usize) -> Vec<Lanes> {
    let unit = |i, j| if i == j { Coarse::one() } else { Coarse::zero() };
    (0..size).map(|i| Lanes::from_fn(|lane| unit(i, first + lane))).collect()
}
