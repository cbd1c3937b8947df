//! Claims about a few real numbers, proved on a whole box of them by covering it.

use super::caught::caught;
use super::check::{AnyCase, Case, Check, Evaluators};
use super::draw::{Draw, Rejected};
use super::limits::Clock;
use super::outcome::Standing;
use crate::calculus::{Cover, Decision, Interval, cover_parts, numbers};
use crate::number::{Rational, Rung};
use crate::obstacle::Obstacle;
use std::fmt;
use std::marker::PhantomData;

/// Boxes that a proof may look at.
const MOST_BOXES: usize = 1 << 18;

/// A box of up to three real numbers.
pub trait Region: Send + Sync + 'static {
    /// The name of each number, its least and its greatest value, as decimal literals or fractions.
    const SIDES: &'static [(&'static str, &'static str, &'static str)];

    /// Hand-picked points, each with its name, as literals.
    fn known() -> Vec<(&'static str, Vec<&'static str>)> {
        Vec::new()
    }
}

/// A part of a region: a point where both ends of every side agree.
pub struct Part<R> {
    sides: Vec<Interval>,
    region: PhantomData<R>,
}

impl<R: Region> Part<R> {
    fn of(sides: Vec<Interval>) -> Self {
        Part { sides, region: PhantomData }
    }

    fn point(numbers: impl IntoIterator<Item = Rational>) -> Self {
        Self::of(numbers.into_iter().map(|x| (x.clone(), x)).collect())
    }

    /// The whole region.
    fn whole() -> Vec<Interval> {
        R::SIDES.iter().map(|(_, low, high)| (literal(low), literal(high))).collect()
    }

    /// The numbers, as balls that cover the part; its middle in floats.
    pub fn numbers<S: Rung>(&self) -> Vec<S> {
        numbers(&self.sides)
    }
}

fn literal(text: &str) -> Rational {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

impl<R: Region> fmt::Debug for Part<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sides = R::SIDES.iter().zip(&self.sides).map(|((name, ..), (low, high))| {
            if low == high {
                format!("{name} = {low}")
            } else {
                format!("{name} ∈ [{low}, {high}]")
            }
        });
        f.write_str(&sides.collect::<Vec<_>>().join(", "))
    }
}

impl<R: Region> Case for Part<R> {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Self::point(R::SIDES.iter().map(|(_, low, high)| draw.between(low, high))))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let point =
            |(name, numbers): (_, Vec<&str>)| (name, Self::point(numbers.into_iter().map(literal)));
        R::known().into_iter().map(point).collect()
    }
}

/// How a check that speaks of a region is judged on parts of it.
#[derive(Clone, Copy)]
pub(crate) struct OnParts {
    whole: fn() -> Vec<Interval>,
    part: fn(Vec<Interval>) -> Box<dyn AnyCase>,
}

impl OnParts {
    /// The part with these sides; none when they do not lie within the region's, side by side.
    pub(super) fn part(self, sides: Vec<Interval>) -> Option<Box<dyn AnyCase>> {
        let whole = (self.whole)();
        let within = |((low, high), (least, greatest)): (&Interval, &Interval)| {
            least <= low && low <= high && high <= greatest
        };
        let fits = sides.len() == whole.len() && sides.iter().zip(&whole).all(within);
        fits.then(|| (self.part)(sides))
    }
}

impl Check {
    /// For [`cover!`](crate::cover!).
    #[doc(hidden)]
    #[track_caller]
    pub const fn on_region<R: Region>(evaluators: Evaluators) -> Self {
        let parts =
            OnParts { whole: Part::<R>::whole, part: |sides| Box::new(Part::<R>::of(sides)) };
        Check { parts: Some(parts), ..Check::new::<Part<R>>(evaluators) }
    }

    /// Covers the region by parts on which balls of 128 bits decide; nothing when the check speaks of no region.
    ///
    /// A part on which the check panics counts as one on which it fails, so that the cover ends there: whoever judges
    /// that part again sees which it is. Out of time, nothing is decided.
    pub(super) fn covered(&self, clock: &Clock) -> Option<Cover> {
        let OnParts { whole, part } = self.parts?;
        let statement = |sides: &[Interval]| {
            let judged = || caught(|| (self.evaluators.ball128)(part(sides.to_vec()).as_ref()));
            let outcome = clock.timed(judged).map(Result::flatten);
            match outcome.map(|outcome| outcome.map(|outcome| outcome.standing)) {
                Some(Ok(Standing::Holds)) => Decision::Holds,
                Some(Ok(Standing::Fails) | Err(Obstacle::Panicked { .. })) => Decision::Fails,
                Some(Ok(Standing::Open) | Err(_)) | None => Decision::Undecided,
            }
        };
        Some(cover_parts(&whole(), MOST_BOXES, &statement))
    }
}

/// `cover!(Region, S, |[x, y]| comparison)`: as [`check!`](crate::check!), for numbers `x: &S`, `y: &S` of a
/// [`Region`], and proved on all of it by [`Method::Cover`](crate::claim::Method::Cover).
///
/// # Panics
/// When the region has not as many sides as the pattern has names.
#[macro_export]
macro_rules! cover {
    ($Region:ty, $S:ident, |[$($number:ident),+]| $compared:expr) => {{
        fn evaluate<$S: $crate::number::Rung>(
            case: &dyn $crate::claim::AnyCase,
        ) -> ::std::result::Result<$crate::claim::Outcome, $crate::Obstacle> {
            $crate::claim::evaluate::<$crate::claim::Part<$Region>, $S, _>(case, |part| {
                let numbers = part.numbers::<$S>();
                let [$($number),+] = numbers.as_slice() else {
                    panic!("the check names other numbers than its region")
                };
                $compared
            })
        }
        $crate::claim::Check::on_region::<$Region>($crate::check!(@evaluators evaluate, None))
    }};
}
pub use cover;
