//! Least values of functions of a few variables over a box.

use super::cover::Interval;
use super::program::Program;
use super::system::isolated;
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung};
use crate::obstacle::Obstacle;
use std::collections::BinaryHeap;

/// Boxes that the search may look at.
const MOST_BOXES: usize = 20_000;

/// Steps of the grid in each direction: all that is looked at in floats.
const GRID: u64 = 16;

/// A function of a few variables, written once for all number types, as [`Velocity`](super::Velocity).
pub trait Objective {
    /// Its value at a point.
    fn at<T: Real>(&self, point: &[T]) -> T;
}

/// A least value and where it is attained.
#[derive(Clone, Debug)]
pub struct Lowest<S> {
    /// The least value.
    pub value: S,
    /// In rigorous rungs, boxes that contain every point of that value; in floats the point found.
    pub regions: Vec<Vec<Interval>>,
}

/// The least value over a box of a twice differentiable function of one to three variables.
///
/// An enclosure in rigorous rungs, by branch and bound, the most promising box first: boxes where the value, or its mean value form,
/// exceeds a value known are dropped, and so are those without a critical point, or concave along a side, but for the
/// faces of the domain; where the Hessian is positive definite the critical point is enclosed by Krawczyk's test.
/// The radius is near the roundoff for a minimum of positive curvature or at a corner, else the square root of it, relative to the
/// size of the function. In floats the best of a grid of 16 steps each way, polished by Newton's method.
///
/// # Errors
/// [`Obstacle::NotConverged`] when 20 000 boxes do not suffice; [`Obstacle::NotFinite`] when no value is finite.
///
/// # Panics
/// When the domain has not one to three sides, or a side has low > high.
pub fn lowest<S: Rung>(
    objective: &impl Objective,
    domain: &[Interval],
) -> Result<Lowest<S>, Obstacle> {
    assert!((1..=3).contains(&domain.len()), "a domain of {} sides", domain.len());
    assert!(domain.iter().all(|(low, high)| low <= high), "a side from high to low: {domain:?}");
    let value = Program::of(domain.len(), |point| vec![objective.at(point)]);
    let gradient = value.differentiated();
    let search = Search { value, gradient, domain };
    if S::RIGOROUS { search.enclosed() } else { search.approximate() }
}

struct Search<'a> {
    value: Program,
    gradient: Program,
    domain: &'a [Interval],
}

/// A part of the domain, perhaps on a face of it.
#[derive(Clone, Debug)]
struct Part {
    /// Where the least value of this part is attained.
    sides: Vec<Interval>,
    /// Where else it may be attained too.
    region: Vec<Interval>,
    /// A lower bound of the values.
    bound: f64,
    /// For a definite order.
    number: usize,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Part {}
impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Part {
    /// The greatest has the least bound.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.bound.total_cmp(&self.bound).then(other.number.cmp(&self.number))
    }
}

/// What is known of a part.
enum Known<S> {
    Dropped,
    /// Its least value, and where that is.
    Settled(S, Vec<Interval>),
    /// These parts of it hold its least value.
    Reduced(Vec<Part>),
}

impl Part {
    fn free(&self) -> Vec<usize> {
        (0..self.sides.len()).filter(|&i| self.sides[i].0 != self.sides[i].1).collect()
    }

    fn middle(&self) -> Vec<Rational> {
        let half = Rational::fraction(1, 2);
        self.sides.iter().map(|(low, high)| (low + high) * &half).collect()
    }

    fn numbers<S: Rung>(&self) -> Vec<S> {
        self.sides.iter().map(ball).collect()
    }

    /// Side i is only the end `at`; whether all points of this part that are as low are there too.
    fn on_face(&self, i: usize, at: &Rational, strictly: bool) -> Self {
        let mut part = self.clone();
        part.sides[i] = (at.clone(), at.clone());
        if strictly {
            part.region[i] = part.sides[i].clone();
        }
        part
    }

    /// Halved across its longest free side, relative to the domain.
    fn halves(&self, domain: &[Interval]) -> Vec<Self> {
        let relative = |&i: &usize| {
            let width = |(low, high): &Interval| (high - low).nearest(53).to_f64();
            width(&self.sides[i]) / width(&domain[i])
        };
        let widest = self.free().into_iter().max_by(|a, b| relative(a).total_cmp(&relative(b)));
        let Some(i) = widest else { return Vec::new() };
        let middle = self.middle()[i].clone();
        let part = |side: Interval| {
            let mut part = self.clone();
            part.sides[i] = side.clone();
            part.region[i] = side;
            part
        };
        let (low, high) = &self.sides[i];
        vec![part((low.clone(), middle.clone())), part((middle, high.clone()))]
    }
}

fn ball<S: Rung>((low, high): &Interval) -> S {
    let half = Rational::fraction(1, 2);
    S::of(&((low + high) * &half)).widened(&S::of(&((high - low) * &half)))
}

/// The ends of a ball, exactly.
fn interval<S: Rung>(ball: &S) -> Interval {
    let reading = ball.reading();
    let centre = reading.centre.to_rational().map_or(Rational::UNDEFINED, Rational::from);
    let radius = Rational::exact(reading.radius);
    (&centre - &radius, centre + radius)
}

fn hull(a: &Interval, b: &Interval) -> Interval {
    let low = if a.0 < b.0 { &a.0 } else { &b.0 };
    let high = if a.1 > b.1 { &a.1 } else { &b.1 };
    (low.clone(), high.clone())
}

fn meets(a: &[Interval], b: &[Interval]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}

fn is_within(a: &[Interval], b: &[Interval]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.0 >= b.0 && a.1 <= b.1)
}

/// By Sylvester's criterion, for every matrix within: all leading minors are positive.
fn is_positive_definite<S: Rung>(h: &Matrix<S>) -> bool {
    let pair =
        |i: usize, j: usize, k: usize, l: usize| &h[(i, k)] * &h[(j, l)] - &h[(i, l)] * &h[(j, k)];
    let minor = |size: usize| match size {
        1 => h[(0, 0)].clone(),
        2 => pair(0, 1, 0, 1),
        _ => {
            &h[(0, 0)] * pair(1, 2, 1, 2) - &h[(0, 1)] * pair(1, 2, 0, 2)
                + &h[(0, 2)] * pair(1, 2, 0, 1)
        }
    };
    (1..=h.rows()).all(|size| minor(size).reading().is_positive())
}

impl Search<'_> {
    fn at<S: Rung>(&self, point: &[S]) -> S {
        self.value.values(point).swap_remove(0)
    }

    fn enclosed<S: Rung>(&self) -> Result<Lowest<S>, Obstacle> {
        let whole = Part {
            sides: self.domain.to_vec(),
            region: self.domain.to_vec(),
            bound: f64::NEG_INFINITY,
            number: 0,
        };
        let mut open = BinaryHeap::from([whole]);
        let mut best: Option<S> = None;
        let mut settled: Vec<(S, Vec<Interval>)> = Vec::new();
        let (mut taken, mut number) = (0, 0);
        while let Some(part) = open.pop() {
            taken += 1;
            if taken > MOST_BOXES {
                return Err(Obstacle::NotConverged { algorithm: "lowest", steps: MOST_BOXES });
            }
            match self.known(part, &mut best) {
                Known::Dropped => {}
                Known::Settled(value, region) => settled.push((value, region)),
                Known::Reduced(parts) => {
                    for part in parts {
                        number += 1;
                        open.push(Part { number, ..part });
                    }
                }
            }
        }
        let values = settled.iter().map(|(value, _)| value.clone());
        let value = values.reduce(|least, value| least.min(&value));
        let value = value.filter(|value| value.reading().is_finite());
        let value = value.ok_or(Obstacle::NotFinite { algorithm: "lowest" })?;
        let is_as_low = |(own, _): &(S, Vec<Interval>)| !(own - &value).reading().is_positive();
        let mut regions: Vec<Vec<Interval>> = Vec::new();
        for (_, region) in settled.into_iter().filter(is_as_low) {
            match regions.iter_mut().find(|known| meets(known, &region)) {
                Some(known) => {
                    *known = known.iter().zip(&region).map(|(a, b)| hull(a, b)).collect()
                }
                None => regions.push(region),
            }
        }
        Ok(Lowest { value, regions })
    }

    fn known<S: Rung>(&self, mut part: Part, best: &mut Option<S>) -> Known<S> {
        let middle: Vec<S> = part.middle().iter().map(S::of).collect();
        let at_middle = self.at(&middle);
        let mut lower = |value: &S| {
            if value.reading().is_finite() {
                *best = Some(best.as_ref().map_or(value.clone(), |best| best.min(value)));
            }
        };
        lower(&at_middle);
        let around: Vec<S> = part.numbers();
        let free = part.free();
        let everywhere = self.at(&around);
        if free.is_empty() {
            return Known::Settled(everywhere, part.region);
        }
        let slopes = self.gradient.values(&around);
        let mean = around
            .iter()
            .zip(&middle)
            .zip(&slopes)
            .fold(at_middle, |mean, ((x, m), slope)| mean + slope * (x - m));
        let narrower =
            if mean.reading().radius < everywhere.reading().radius { &mean } else { &everywhere };
        if let Some(best) = best {
            let exceeds = |value: &S| (value - &*best).reading().is_positive();
            if exceeds(&everywhere) || exceeds(&mean) {
                return Known::Dropped;
            }
        }
        for &i in &free {
            if let Some(known) = self.by_slope(&part, i, &slopes[i]) {
                return known;
            }
        }
        let hessian = self.gradient.jacobian(&around);
        for &i in &free {
            if hessian[(i, i)].reading().is_negative() {
                return self.by_concavity(&part, i);
            }
        }
        if let Some((value, region)) = self.by_convexity(&part, &free, &hessian) {
            if let Some(best) = best {
                *best = best.min(&value);
            }
            return Known::Settled(value, region);
        }
        let reading = narrower.reading();
        part.bound = reading.to_f64() - reading.radius;
        let scale = best.as_ref().map_or(0.0, |best| best.reading().magnitude().to_f64());
        let allowed = scale.max(f64::MIN_POSITIVE.sqrt()) * 2_f64.powi(-S::BITS.cast_signed() / 2);
        if reading.radius <= allowed {
            return Known::Settled(narrower.clone(), part.region);
        }
        Known::Reduced(part.halves(self.domain))
    }

    /// A function that rises along a side is lowest at its low end, which is another part's unless it is the domain's. Where
    /// it may be level, it is as low there.
    fn by_slope<S: Rung>(&self, part: &Part, i: usize, slope: &S) -> Option<Known<S>> {
        let ends = [
            (slope.clone(), &part.sides[i].0, &self.domain[i].0),
            (-slope, &part.sides[i].1, &self.domain[i].1),
        ];
        ends.into_iter().find_map(|(rise, end, of_domain)| {
            let strictly = rise.reading().is_positive();
            if end == of_domain && rise.reading().is_at_least_zero() {
                Some(Known::Reduced(vec![part.on_face(i, end, strictly)]))
            } else {
                strictly.then_some(Known::Dropped)
            }
        })
    }

    /// A function that is concave along a side is lowest at an end of the domain only.
    fn by_concavity<S>(&self, part: &Part, i: usize) -> Known<S> {
        let (side, domain) = (&part.sides[i], &self.domain[i]);
        let ends = [(&side.0, &domain.0), (&side.1, &domain.1)];
        let on_domain = ends.into_iter().filter(|(end, of_domain)| end == of_domain);
        Known::Reduced(on_domain.map(|(end, _)| part.on_face(i, end, true)).collect())
    }

    /// The critical point of a convex function in the free variables, if it is near the part and within the domain: with a Hessian
    /// that is positive definite on the hull of both, no other point there is as low.
    fn by_convexity<S: Rung>(
        &self,
        part: &Part,
        free: &[usize],
        hessian: &Matrix<S>,
    ) -> Option<(S, Vec<Interval>)> {
        let among = |h: &Matrix<S>| {
            Matrix::from_fn(free.len(), free.len(), |i, j| h[(free[i], free[j])].clone())
        };
        if !is_positive_definite(&among(hessian)) {
            return None;
        }
        let middle: Vec<S> = part.middle().iter().map(S::of).collect();
        let found = isolated(
            &self.restricted(part, free),
            &free.iter().map(|&i| middle[i].clone()).collect::<Vec<_>>(),
        )
        .ok()?;
        let (mut sides, mut region) = (part.sides.clone(), part.region.clone());
        for (&i, zero) in free.iter().zip(&found) {
            sides[i] = interval(zero);
            region[i] = sides[i].clone();
        }
        if !meets(&sides, &part.sides) || !is_within(&sides, self.domain) {
            return None;
        }
        let both: Vec<S> = sides.iter().zip(&part.sides).map(|(a, b)| ball(&hull(a, b))).collect();
        if !is_positive_definite(&among(&self.gradient.jacobian(&both))) {
            return None;
        }
        let mut at = middle;
        free.iter().zip(found).for_each(|(&i, zero)| at[i] = zero);
        Some((self.at(&at), region))
    }

    /// The gradient in the free variables.
    fn restricted(&self, part: &Part, free: &[usize]) -> Program {
        let fixed = part.middle();
        Program::of(free.len(), |variables| {
            let mut point: Vec<_> = fixed.iter().map(crate::number::Field::of).collect();
            free.iter().zip(variables).for_each(|(&i, x)| point[i] = x.clone());
            let gradient = self.gradient.values(&point);
            free.iter().map(|&i| gradient[i].clone()).collect()
        })
    }

    fn approximate<S: Rung>(&self) -> Result<Lowest<S>, Obstacle> {
        let steps = GRID as usize + 1;
        let point = |index: usize| -> Vec<Rational> {
            let place = |i: usize| index / steps.pow(u32::try_from(i).unwrap_or(0)) % steps;
            let on = |(i, (low, high)): (usize, &Interval)| {
                low + (high - low) * Rational::fraction(i64::try_from(place(i)).unwrap_or(0), GRID)
            };
            self.domain.iter().enumerate().map(on).collect()
        };
        let all = (0..steps.pow(u32::try_from(self.domain.len()).unwrap_or(0))).map(point);
        let valued = all.map(|point| {
            let value: S = self.at(&point.iter().map(S::of).collect::<Vec<S>>());
            (value, point)
        });
        let lower = |a: (S, Vec<Rational>), b: (S, Vec<Rational>)| {
            if (&b.0 - &a.0).reading().is_negative() || !a.0.reading().is_finite() { b } else { a }
        };
        let best = valued.reduce(lower).filter(|(value, _)| value.reading().is_finite());
        let (value, point) = best.ok_or(Obstacle::NotFinite { algorithm: "lowest" })?;
        let sides: Vec<Interval> = point.iter().map(|x| (x.clone(), x.clone())).collect();
        let free: Vec<usize> = (0..point.len())
            .filter(|&i| point[i] != self.domain[i].0 && point[i] != self.domain[i].1)
            .collect();
        let part = Part { sides: sides.clone(), region: sides.clone(), bound: 0.0, number: 0 };
        let guess: Vec<S> = free.iter().map(|&i| S::of(&point[i])).collect();
        let polished = if free.is_empty() {
            None
        } else {
            isolated(&self.restricted(&part, &free), &guess).ok()
        };
        let better = polished.and_then(|polished| {
            let (mut at, mut region): (Vec<S>, _) =
                (point.iter().map(S::of).collect(), sides.clone());
            for (&i, x) in free.iter().zip(&polished) {
                at[i] = x.clone();
                region[i] = interval(x);
            }
            let lower = self.at(&at);
            let is_better =
                is_within(&region, self.domain) && (&value - &lower).reading().is_at_least_zero();
            is_better.then_some(Lowest { value: lower, regions: vec![region] })
        });
        Ok(better.unwrap_or(Lowest { value, regions: vec![sides] }))
    }
}
