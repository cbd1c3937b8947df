//! All zeros of a function of one variable.

use super::root;
use crate::number::{Dual, Field, Rational, Rung};
use crate::obstacle::Obstacle;

/// Pieces that the search may look at.
const MOST_PIECES: usize = 1 << 14;

/// Pieces that an interval is cut into at first: in floats, all that is looked at.
const PIECES: usize = 64;

/// All zeros of `f` in [low, high], in order.
///
/// In rigorous rungs by branch and bound: each ball has exactly one zero, since f′ excludes 0 on a piece around it where f
/// changes its sign, and there is none elsewhere.
/// In floats a zero is looked for between neighbours of 65 points where f differs in sign: closer pairs are missed.
///
/// # Errors
/// [`Obstacle::Undecided`] near a multiple zero, one too near an end to be told from it, or a pole; in floats as [`root()`].
pub fn roots<S: Rung>(
    f: impl Fn(&Dual<S>) -> Dual<S>,
    low: &S,
    high: &S,
) -> Result<Vec<S>, Obstacle> {
    let search = Search { f: &f };
    let point = |k: usize| {
        let part = S::of(&Rational::fraction(i64::try_from(k).unwrap_or(0), PIECES as u64));
        (low + (high - low) * part).centre()
    };
    let points: Vec<S> = (0..=PIECES).map(point).collect();
    if S::RIGOROUS { search.proved(&points, low, high) } else { search.by_signs(&points) }
}

/// `dyn`, so that it is compiled once per number type and not once per function.
struct Search<'a, S> {
    f: &'a dyn Fn(&Dual<S>) -> Dual<S>,
}

/// What is known of a piece.
enum Piece<S> {
    Empty,
    /// It has this zero, and no other.
    Single(S),
    Open,
}

impl<S: Rung> Search<'_, S> {
    fn by_signs(&self, points: &[S]) -> Result<Vec<S>, Obstacle> {
        let mut found = Vec::new();
        let values: Vec<S> =
            points.iter().map(|x| (self.f)(&Dual::constant(x.clone())).value).collect();
        for (ends, values) in points.windows(2).zip(values.windows(2)) {
            let [a, b] = [values[0].reading(), values[1].reading()];
            if a.is_positive() && b.is_negative() || a.is_negative() && b.is_positive() {
                found.push(root(self.f, &ends[0], &ends[1])?);
            }
        }
        found.extend(
            points.iter().zip(&values).filter(|(_, f)| f.is_zero()).map(|(x, _)| x.clone()),
        );
        found.sort_by(|a, b| a.reading().centre.total_cmp(&b.reading().centre));
        Ok(found)
    }

    fn proved(&self, points: &[S], low: &S, high: &S) -> Result<Vec<S>, Obstacle> {
        let mut open: Vec<(S, S)> =
            points.windows(2).rev().map(|ends| (ends[0].clone(), ends[1].clone())).collect();
        let mut found: Vec<S> = Vec::new();
        let mut taken = 0;
        while let Some((left, right)) = open.pop() {
            taken += 1;
            match self.piece(&left, &right, low, high) {
                Piece::Empty => {}
                Piece::Single(zero) => self.add(&mut found, zero)?,
                Piece::Open => {
                    let middle = ((&left + &right) * S::ratio(1, 2)).centre();
                    let inside = (&middle - &left).reading().is_positive()
                        && (&right - &middle).reading().is_positive();
                    if taken >= MOST_PIECES || !inside {
                        return Err(Obstacle::Undecided { near: middle.reading().to_f64() });
                    }
                    open.push((middle.clone(), right));
                    open.push((left, middle));
                }
            }
        }
        Ok(found)
    }

    fn over(&self, left: &S, right: &S) -> Dual<S> {
        let middle = ((left + right) * S::ratio(1, 2)).centre();
        let half = (left - &middle).abs().max(&(right - &middle).abs());
        (self.f)(&Dual::variable(middle.widened(&half)))
    }

    /// The piece is widened by some part of it, so that no zero falls on an end of all pieces that it belongs to; but not
    /// beyond the interval, where f may be undefined.
    fn piece(&self, left: &S, right: &S, low: &S, high: &S) -> Piece<S> {
        if self.over(left, right).value.reading().excludes_zero() {
            return Piece::Empty;
        }
        let margin = |part| ((right - left) * S::ratio(part, 64)).centre();
        let (wider_left, wider_right) = (left - margin(5), right + margin(7));
        let start =
            if (&wider_left - low).reading().is_positive() { wider_left } else { low.clone() };
        let end =
            if (high - &wider_right).reading().is_positive() { wider_right } else { high.clone() };
        let around = self.over(&start, &end);
        if !around.slope.reading().excludes_zero() || !around.value.reading().is_finite() {
            return Piece::Open;
        }
        let sign = |x: &S| {
            let value = (self.f)(&Dual::constant(x.clone())).value;
            // Exactly 0: the zero itself.
            if value.is_zero() { Some(0) } else { sign_of(&value) }
        };
        match (sign(&start), sign(&end)) {
            (Some(0), _) => Piece::Single(start),
            (_, Some(0)) => Piece::Single(end),
            (Some(a), Some(b)) if a == b => Piece::Empty,
            (Some(_), Some(_)) => {
                let inside = |x: &S| {
                    (x - &start).reading().is_at_least_zero()
                        && (&end - x).reading().is_at_least_zero()
                };
                let zero = root(self.f, &start, &end).ok().filter(inside);
                zero.map_or(Piece::Open, Piece::Single)
            }
            _ => Piece::Open,
        }
    }

    /// Neighbouring pieces may both have a zero: then it is the same, if f′ excludes 0 on both balls and between.
    fn add(&self, found: &mut Vec<S>, zero: S) -> Result<(), Obstacle> {
        let Some(last) = found.last() else {
            found.push(zero);
            return Ok(());
        };
        if (&zero - last).reading().excludes_zero() {
            found.push(zero);
            return Ok(());
        }
        let middle = last.centre();
        let reach = (&zero - &middle).abs() + (last - &middle).abs();
        let around = (self.f)(&Dual::variable(middle.widened(&reach)));
        if around.slope.reading().excludes_zero() {
            Ok(())
        } else {
            Err(Obstacle::Undecided { near: middle.reading().to_f64() })
        }
    }
}

fn sign_of<S: Field>(x: &S) -> Option<i32> {
    let reading = x.reading();
    if reading.is_positive() {
        Some(1)
    } else if reading.is_negative() {
        Some(-1)
    } else {
        None
    }
}
