//! The least value of a function of one variable over an interval.

use super::{Jet, root};
use crate::number::{Dual, Rational, Rung};
use crate::obstacle::Obstacle;
use rug::Float;

/// Boxes that the search may look at.
const MOST_BOXES: usize = 4096;

/// Panels of the grid: what is known of the function before the search.
const PANELS: usize = 64;

/// Bits of the roundoff that may be lost where the least value is attained by no convex piece.
const SLACK_BITS: u32 = 20;

/// The least value over [low, high] of a continuous `f`, twice differentiable but at an end.
///
/// An enclosure in rigorous rungs, by branch and bound: pieces that cannot hold the minimum are dropped, monotone ones
/// have it at an end, convex ones where the slope vanishes, and what is left is halved. Its radius is near the roundoff
/// for a minimum at an end or of positive curvature, else near 2^−(BITS − 20) of the size of f: so too at an end with an
/// infinite slope, as of s^(1/2) at 0, exactly, if f is finite on a ball that touches it. In floats the least over
/// a grid of 64 panels, each polished by Newton's method where the slope changes its sign; a narrower dip is missed.
///
/// # Errors
/// [`Obstacle::NotConverged`] when 4096 pieces do not suffice, as for a function that is not smooth;
/// [`Obstacle::TooWide`] when an end is a ball too wide to bound f on it; [`Obstacle::NotFinite`] when f is NaN or
/// infinite on the grid, in balls on all of it.
pub fn minimum<S: Rung>(f: impl Fn(&Jet<S>) -> Jet<S>, low: &S, high: &S) -> Result<S, Obstacle> {
    let search = Search { f: &f };
    let swapped = low.reading().centre > high.reading().centre;
    let (left, right) = if swapped { (high, low) } else { (low, high) };
    let grid = grid(left, right);
    if S::RIGOROUS { search.enclosed(&grid) } else { search.polished(&grid) }
}

/// `dyn`, so that the search is compiled once per number type and not once per function.
struct Search<'a, S> {
    f: &'a dyn Fn(&Jet<S>) -> Jet<S>,
}

/// f, f′ and f″/2, at a point or everywhere on a piece.
struct Taylor<S> {
    value: S,
    slope: S,
    half_curvature: S,
}

impl<S: Rung> Search<'_, S> {
    fn at(&self, point: &S) -> Taylor<S> {
        let jet = (self.f)(&Jet::variable(point.clone(), 2));
        let [value, slope, half_curvature] = [0, 1, 2].map(|k| jet.coefficients()[k].clone());
        Taylor { value, slope, half_curvature }
    }

    fn polished(&self, grid: &[S]) -> Result<S, Obstacle> {
        let tried: Vec<Taylor<S>> = grid.iter().map(|x| self.at(x)).collect();
        if !tried.iter().all(|t| t.value.reading().is_finite()) {
            return Err(Obstacle::NotFinite { algorithm: "minimum" });
        }
        let mut least = tried.iter().fold(tried[0].value.clone(), |least, t| least.min(&t.value));
        for (ends, tried) in grid.windows(2).zip(tried.windows(2)) {
            if tried[0].slope.reading().is_negative() && tried[1].slope.reading().is_positive() {
                let lowest = self.critical(&ends[0], &ends[1])?;
                least = least.min(&self.at(&lowest).value);
            }
        }
        Ok(least)
    }

    /// An approximate zero of f′ between points where its signs differ.
    fn critical(&self, left: &S, right: &S) -> Result<S, Obstacle> {
        let slope = |x: &Dual<S>| {
            let Taylor { slope, half_curvature, .. } = self.at(&x.value);
            Dual { value: slope, slope: S::count(2) * half_curvature }
        };
        Ok(root(slope, left, right)?.centre())
    }

    fn enclosed(&self, grid: &[S]) -> Result<S, Obstacle> {
        let values: Vec<S> = grid.iter().map(|x| self.at(x).value).collect();
        // An upper bound of the minimum; points where f is not finite tell nothing.
        let known = values.into_iter().filter(|v| v.reading().is_finite());
        let mut scale = Float::new(64);
        let known = known.inspect(|value| scale.max_mut(&value.reading().magnitude()));
        let Some(mut best) = known.reduce(|best, value| best.min(&value)) else {
            return Err(Obstacle::NotFinite { algorithm: "minimum" });
        };
        let mut pieces: Vec<(S, S)> =
            grid.windows(2).map(|ends| (ends[0].clone(), ends[1].clone())).collect();
        let mut found: Option<S> = None;
        let mut taken = 0;
        while let Some((left, right)) = pieces.pop() {
            taken += 1;
            if taken > MOST_BOXES {
                return Err(Obstacle::NotConverged { algorithm: "minimum", steps: MOST_BOXES });
            }
            match self.piece(&left, &right, &best, &scale) {
                Piece::Dropped => {}
                Piece::Settled(least) => {
                    best = best.min(&least);
                    found = Some(found.map_or(least.clone(), |found| found.min(&least)));
                }
                Piece::Halved(middle) => {
                    pieces.push((middle.clone(), right));
                    pieces.push((left, middle));
                }
            }
        }
        // The piece that holds the minimum is never dropped.
        found
            .filter(|least| least.reading().is_finite())
            .ok_or(Obstacle::TooWide { of: "a minimum" })
    }

    fn piece(&self, left: &S, right: &S, best: &S, scale: &Float) -> Piece<S> {
        let middle = middle(left, right);
        let half = (left - &middle).abs().max(&(right - &middle).abs());
        let everywhere = self.at(&middle.widened(&half));
        // f(x) = f(m) + f′(ξ)(x − m).
        let mean = self.at(&middle).value.widened(&(&everywhere.slope * &half));
        let exceeds = |bound: &S| (bound - best).reading().is_positive();
        if exceeds(&everywhere.value) || exceeds(&mean) {
            return Piece::Dropped;
        }
        if everywhere.slope.reading().is_at_least_zero() {
            return Piece::Settled(self.at(left).value);
        }
        if (-&everywhere.slope).reading().is_at_least_zero() {
            return Piece::Settled(self.at(right).value);
        }
        if everywhere.half_curvature.reading().is_positive()
            && let Some(least) = self.convex(left, right)
        {
            return Piece::Settled(least);
        }
        // Beyond an end f may be less than on the interval, so that no piece may begin there.
        let is_inside = is_not_below(&middle, left) && is_not_below(right, &middle);
        let allowed = scale.clone() >> (S::BITS - SLACK_BITS);
        // Of infinite slope, as s^(1/2) at 0, f itself is narrower than its mean value form.
        let by_value = everywhere.value.reading().radius < mean.reading().radius;
        let narrower = if by_value { everywhere.value } else { mean };
        let is_narrow = narrower.reading().is_finite() && narrower.reading().radius <= allowed;
        if is_narrow || !is_inside { Piece::Settled(narrower) } else { Piece::Halved(middle) }
    }

    /// The minimum of a convex f: f(x) ≥ f(x̃) + f′(x̃)(x − x̃), for any x̃ of the piece.
    fn convex(&self, left: &S, right: &S) -> Option<S> {
        let width = right - left;
        let (first, last) = (self.at(left), self.at(right));
        if first.slope.reading().centre >= 0 {
            return Some(first.value.widened(&((-first.slope).max(&S::zero()) * width)));
        }
        if last.slope.reading().centre <= 0 {
            return Some(last.value.widened(&(last.slope.max(&S::zero()) * width)));
        }
        let lowest = self.critical(left, right).ok()?;
        let inside = is_not_below(&lowest, left) && is_not_below(right, &lowest);
        let Taylor { value, slope, .. } = self.at(&lowest);
        inside.then(|| value.widened(&(slope * width)))
    }
}

/// A number near the middle, of 53 bits where these keep it inside.
///
/// With 53 bits, half the width of a piece from 0 is an exact radius, so that no piece reaches below 0.
fn middle<S: Rung>(left: &S, right: &S) -> S {
    let full = ((left + right) * S::ratio(1, 2)).centre();
    let short = S::of(&Rational::exact(full.reading().to_f64()));
    let inside =
        (&short - left).reading().is_positive() && (right - &short).reading().is_positive();
    if inside { short } else { full }
}

/// The ends, as they are, and points between them.
fn grid<S: Rung>(left: &S, right: &S) -> Vec<S> {
    let (start, width) = (left.centre(), right.centre() - left.centre());
    let point = |k| (&start + &width * S::count(k) / S::count(PANELS)).centre();
    let mut grid: Vec<S> = (1..PANELS).map(point).collect();
    grid.insert(0, left.clone());
    grid.push(right.clone());
    // The ends of wide balls may lie beyond points of the grid.
    let inside = |x: &S| is_not_below(x, left) && is_not_below(right, x);
    let last = grid.len() - 1;
    let kept = grid.into_iter().enumerate();
    kept.filter(|(k, x)| *k == 0 || *k == last || inside(x)).map(|(_, x)| x).collect()
}

/// What is known of the least value on a piece.
enum Piece<S> {
    /// It exceeds the minimum.
    Dropped,
    /// It is this.
    Settled(S),
    /// Nothing yet; here is where to halve it.
    Halved(S),
}

/// Whether x ≥ bound, proved in rigorous rungs.
fn is_not_below<S: Rung>(x: &S, bound: &S) -> bool {
    (x - bound).reading().is_at_least_zero()
}
