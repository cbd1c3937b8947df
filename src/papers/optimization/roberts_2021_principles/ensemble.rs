//! Networks with weights of three values, run through.
//!
//! √3·{−1, 0, 1} with the probabilities 1/6, 2/3, 1/6 has the moments 0, 1, 0, 3, 0 of a standard normal, and E K_l² is of degree 4 in each
//! weight of a linear network. For relu the same sum is exact too: the law is symmetric, and relu(z)⁴ + relu(−z)⁴ = z⁴.

use super::merged;
use crate::claim::{Case, Draw, Rejected};
use crate::number::{Field, Rational, sum};
use num_traits::Zero;

/// An input and the widths of what follows.
#[derive(Debug)]
pub(super) struct Ensemble {
    /// x.
    input: Vec<Rational>,
    /// n₁, …, n_L.
    pub(super) widths: Vec<usize>,
    /// Whether equal layers are counted once, which takes a whole input.
    merged: bool,
}

impl Case for Ensemble {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, widths) = *draw.pick::<(usize, &[usize])>(&[
            (1, &[1]),
            (2, &[3]),
            (3, &[2]),
            (2, &[8]),
            (1, &[1, 1]),
            (2, &[1, 2]),
            (1, &[2, 2]),
            (2, &[2, 2]),
            (1, &[1, 2, 1]),
            (1, &[1, 1, 1, 1]),
        ]);
        let input: Vec<_> = (0..size).map(|_| draw.entry()).collect();
        if input.iter().all(Zero::is_zero) {
            return Err(Rejected("x ≠ 0"));
        }
        Ok(Ensemble { input, widths: widths.to_vec(), merged: false })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size: usize, widths: &[usize]| Ensemble {
            input: (1..=size).map(Rational::from).collect(),
            widths: widths.to_vec(),
            merged: false,
        };
        let merged = |widths: &[usize]| Ensemble { merged: true, ..case(1, widths) };
        vec![
            ("one layer of eight", case(2, &[8])),
            ("two layers of two", case(2, &[2, 2])),
            ("three layers of two", case(1, &[2, 2, 2])),
            ("six layers of one", case(1, &[1; 6])),
            ("three layers of two, merged", merged(&[2, 2, 2])),
            ("widths 3-5-4, merged", merged(&[3, 5, 4])),
            ("widths 8-4-8, merged", merged(&[8, 4, 8])),
        ]
    }
}

/// E K_L, E K_L² and K₀.
pub(super) struct Moments<S> {
    pub(super) first: S,
    pub(super) second: S,
    pub(super) start: S,
}

impl Ensemble {
    /// Over all weights, where K_l = (scale/n_l)‖act(z^(l))‖² and the weights of layer l have the variance scale/n_l.
    ///
    /// `whole` is act on whole numbers, up to a sign, which a layer of symmetric weights after it does not see.
    pub(super) fn moments<S: Field>(
        &self,
        scale: &S,
        act: impl Fn(&S) -> S,
        whole: fn(i64) -> i64,
    ) -> Moments<S> {
        let input: Vec<S> = self.input.iter().map(S::of).collect();
        let [square, fourth] = if self.merged {
            merged::powers(&self.widths, whole)
        } else {
            powers(&input, &self.widths, &act)
        };
        let share = |width: usize| scale / S::count(width);
        // Every weight carries √(3·scale/n), which homogeneous act lets through.
        let before = std::iter::once(input.len()).chain(self.widths.iter().copied());
        let before = before.take(self.widths.len());
        let last = share(self.widths[self.widths.len() - 1]);
        let factor = before.fold(last, |product, width| product * S::count(3) * share(width));
        let start = S::dot(&input, &input) * share(input.len());
        Moments { first: square * &factor, second: fourth * factor.square(), start }
    }

    /// Π(1 + excess/n_l).
    pub(super) fn product<S: Field>(&self, excess: usize) -> S {
        let factor = |&width: &usize| S::one() + S::count(excess) / S::count(width);
        self.widths.iter().map(factor).fold(S::one(), |product, factor| product * factor)
    }
}

/// E‖v‖² and E‖v‖⁴ of the last layer's v = act(ωu), for weights ω of −1, 0, 1.
fn powers<S: Field>(u: &[S], widths: &[usize], act: &impl Fn(&S) -> S) -> [S; 2] {
    let rows = rows(u, act);
    let (&width, later) = widths.split_first().expect("a layer at least");
    if later.is_empty() {
        return of_rows(&rows, width);
    }
    let choices = rows.len().pow(u32::try_from(width).expect("a small width"));
    let mut totals = [S::zero(), S::zero()];
    for choice in 0..choices {
        let mut rest = choice;
        let (mut next, mut chance) = (Vec::with_capacity(width), S::one());
        for _ in 0..width {
            let (value, part) = &rows[rest % rows.len()];
            next.push(value.clone());
            chance *= part;
            rest /= rows.len();
        }
        let found = powers(&next, later, act);
        totals.iter_mut().zip(found).for_each(|(total, x)| *total += &(x * &chance));
    }
    totals
}

/// E‖v‖² and E‖v‖⁴ of a layer of independent rows: E(Σs)² = nE s² + n(n − 1)(E s)².
pub(super) fn of_rows<S: Field>(rows: &[(S, S)], width: usize) -> [S; 2] {
    let mean = |power: u32| sum(rows.iter().map(|(v, chance)| v.power(power) * chance));
    let (square, fourth, count) = (mean(2), mean(4), S::count(width));
    let pairs = &count * (&count - S::one());
    let both = &count * fourth + pairs * square.square();
    [count * square, both]
}

/// All values of act(ω·u) for one row ω, with their probabilities.
fn rows<S: Field>(u: &[S], act: &impl Fn(&S) -> S) -> Vec<(S, S)> {
    let start = vec![(S::zero(), S::one())];
    let sums = u.iter().fold(start, |sums, x| {
        let with = |(total, chance): &(S, S)| {
            let rare = chance * S::ratio(1, 6);
            [(total - x, rare.clone()), (total.clone(), chance * S::ratio(2, 3)), (total + x, rare)]
        };
        sums.iter().flat_map(with).collect()
    });
    sums.into_iter().map(|(total, chance)| (act(&total), chance)).collect()
}
