//! Branch and bound over the parts of a domain.

use super::part::{Part, ball, hull, interval, is_within, meets};
use super::{Lowest, Search};
use crate::calculus::cover::Interval;
use crate::calculus::program::Program;
use crate::calculus::system::isolated;
use crate::linalg::Matrix;
use crate::number::{Field, Rung};
use crate::obstacle::Obstacle;
use std::collections::BinaryHeap;

/// Boxes that the search may look at.
const MOST_BOXES: usize = 20_000;

/// What is known of a part.
enum Known<S> {
    Dropped,
    /// Its least value, and where that is.
    Settled(S, Vec<Interval>),
    /// These parts of it hold its least value.
    Reduced(Vec<Part>),
}

impl Search<'_> {
    pub(super) fn enclosed<S: Rung>(&self) -> Result<Lowest<S>, Obstacle> {
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
                    *known = known.iter().zip(&region).map(|(a, b)| hull(a, b)).collect();
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
        let mut narrowest = narrower.clone();
        if let Some((value, region)) = self.by_convexity(&part, &free, &hessian) {
            if let Some(best) = best {
                *best = best.min(&value);
            }
            if let Some(region) = region {
                return Known::Settled(value, region);
            }
            narrowest = value;
        }
        let reading = narrower.reading();
        part.bound = reading.to_f64() - reading.radius;
        let scale = best.as_ref().map_or(0.0, |best| best.reading().magnitude().to_f64());
        let allowed = scale.max(f64::MIN_POSITIVE.sqrt()) * 2_f64.powi(-S::BITS.cast_signed() / 2);
        if reading.radius <= allowed {
            return Known::Settled(narrowest, part.region);
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

    /// The value at the critical point of a convex function in the free variables, if it is near the part: with a Hessian that is
    /// positive definite on the hull of both, no other point there is as low. And where that is, if proved to be in
    /// the domain.
    ///
    /// Else the ball of the critical point may reach across an end: it has a point of the domain too, whose value is enclosed,
    /// and those of the part are not below the critical one.
    fn by_convexity<S: Rung>(
        &self,
        part: &Part,
        free: &[usize],
        hessian: &Matrix<S>,
    ) -> Option<(S, Option<Vec<Interval>>)> {
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
        if !meets(&sides, &part.sides) {
            return None;
        }
        let both: Vec<S> = sides.iter().zip(&part.sides).map(|(a, b)| ball(&hull(a, b))).collect();
        if !is_positive_definite(&among(&self.gradient.jacobian(&both))) {
            return None;
        }
        let mut at = middle;
        free.iter().zip(found).for_each(|(&i, zero)| at[i] = zero);
        Some((self.at(&at), is_within(&sides, self.domain).then_some(region)))
    }

    /// The gradient in the free variables.
    pub(super) fn restricted(&self, part: &Part, free: &[usize]) -> Program {
        let fixed = part.middle();
        Program::of(free.len(), |variables| {
            let mut point: Vec<_> = fixed.iter().map(Field::of).collect();
            free.iter().zip(variables).for_each(|(&i, x)| point[i] = x.clone());
            let gradient = self.gradient.values(&point);
            free.iter().map(|&i| gradient[i].clone()).collect()
        })
    }
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
