//! What one evaluation of a check says.

use crate::number::Reading;
use crate::obstacle::Obstacle;
use rug::Float;
use rug::float::Round;
use std::sync::Arc;

/// What is claimed between the two sides of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// left = right
    Equal,
    /// left ≤ right
    AtMost,
    /// left < right
    Below,
}

impl Relation {
    /// `=`, `≤` or `<`.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtMost => "≤",
            Self::Below => "<",
        }
    }
}

/// How a pair, or a whole evaluation, stands. Only a rigorous number type may conclude from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// An enclosure excludes the claimed relation.
    Fails,
    /// Neither.
    Open,
    /// The relation holds: exactly, or with margin ≥ 0; or an equality to 2⁻¹⁰⁰ of the terms' scale.
    Holds,
}

/// An enclosure of an equality must be narrower than this, relative to the terms' scale: log₂.
const EQUALITY_BITS: i32 = 100;

/// One pair of numbers as the harness sees it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What is claimed.
    pub relation: Relation,
    /// The left side.
    pub left: Reading,
    /// The right side.
    pub right: Reading,
    /// right − left, subtracted in the number type itself.
    pub difference: Reading,
    /// The size of the terms that the difference is judged against.
    pub scale: Float,
}

impl Pair {
    /// How the pair stands, if its readings are rigorous.
    pub fn standing(&self) -> Standing {
        let gap = &self.difference;
        if !gap.is_finite() {
            return Standing::Open;
        }
        let (fails, holds) = match self.relation {
            Relation::Equal => (gap.excludes_zero(), self.is_narrow()),
            Relation::AtMost => (gap.is_negative(), gap.is_at_least_zero()),
            Relation::Below => (gap.centre <= -gap.radius, gap.is_positive()),
        };
        match (fails, holds) {
            (true, _) => Standing::Fails,
            (false, true) => Standing::Holds,
            (false, false) => Standing::Open,
        }
    }

    fn is_narrow(&self) -> bool {
        let bound = Float::with_val(64, &self.scale >> EQUALITY_BITS);
        self.difference.magnitude() <= bound
    }

    /// |difference| ÷ scale, 0 when both are 0; NaN when not finite.
    pub fn relative(&self) -> f64 {
        let gap = &self.difference.centre;
        if gap.is_zero() { 0.0 } else { Float::with_val(64, gap / &self.scale).to_f64() }
    }

    /// log₂(|difference| ÷ scale); −∞ for 0, NaN when not finite.
    pub fn residual_bits(&self) -> f64 {
        let gap = &self.difference.centre;
        if gap.is_zero() {
            return f64::NEG_INFINITY;
        }
        let ratio = Float::with_val(64, gap / &self.scale).abs();
        ratio.log2().to_f64()
    }

    /// Whether the pair says something: an equality of numbers that are not all 0, an inequality whose sides
    /// do not merely have opposite signs.
    pub fn is_telling(&self) -> bool {
        match self.relation {
            Relation::Equal => !self.scale.is_zero(),
            Relation::AtMost | Relation::Below => {
                self.left.is_positive() || self.right.is_negative()
            }
        }
    }

    /// A lower bound of 1 − (right − left)/max(|left|, |right|), from −1 to 2, for an inequality; −∞ for an equality.
    ///
    /// Where both sides have one sign and the claim holds, that is the smaller size over the larger one: 1 where the bound
    /// is attained. Above 1 it is violated, at or below 0 it says nothing. NaN when not finite.
    pub fn closeness(&self) -> f64 {
        if self.relation == Relation::Equal {
            return f64::NEG_INFINITY;
        }
        let (left, right, gap) = (&self.left, &self.right, &self.difference);
        if !(left.is_finite() && right.is_finite() && gap.is_finite()) {
            return f64::NAN;
        }
        let gap = Float::with_val_round(64, &gap.centre + gap.radius, Round::Up).0;
        let size = if gap.is_sign_positive() {
            left.mignitude().max(&right.mignitude())
        } else {
            left.magnitude().max(&right.magnitude())
        };
        if size.is_zero() {
            return -1.0;
        }
        let quotient = Float::with_val_round(64, gap / size, Round::Up).0;
        Float::with_val_round(64, 1 - quotient, Round::Down)
            .0
            .to_f64_round(Round::Down)
            .clamp(-1.0, 2.0)
    }

    /// The order in which pairs speak for the whole: the worst first.
    fn severity(&self) -> (Standing, f64) {
        let standing = self.standing();
        let badness = match self.relation {
            // Of equalities that hold, the first speaks: how nearly is a matter of roundoff.
            Relation::Equal if standing == Standing::Holds => f64::INFINITY,
            Relation::Equal => -self.residual_bits(),
            Relation::AtMost | Relation::Below => self.relative(),
        };
        (standing, if badness.is_nan() { f64::NEG_INFINITY } else { badness })
    }
}

/// One evaluation of a check in one number type.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How the conjunction of all pairs stands, if the number type is rigorous.
    pub standing: Standing,
    /// The pair that decides it: the first that fails, else the worst.
    pub worst: Arc<Pair>,
    /// The pair with the largest [`Pair::closeness`]; any when all are equalities.
    pub closest: Arc<Pair>,
    /// The largest log₂(|difference| ÷ scale) of the equalities: −∞ for none or exact ones, NaN when not finite.
    pub residual_bits: f64,
    /// The least (right − left) ÷ scale of the inequalities: ∞ for none, NaN when not finite.
    pub margin: f64,
    /// The largest [`Pair::closeness`] of the inequalities: −∞ for none, NaN when not finite.
    pub closeness: f64,
    /// Whether any pair says something.
    pub telling: bool,
    /// How many pairs were compared.
    pub pairs: usize,
}

impl Outcome {
    pub(super) fn of(pairs: impl Iterator<Item = Pair>) -> Result<Self, Obstacle> {
        pairs.map(Outcome::single).reduce(Outcome::and).ok_or(Obstacle::NothingCompared)
    }

    fn single(pair: Pair) -> Self {
        let (residual_bits, margin) = match pair.relation {
            Relation::Equal => (pair.residual_bits(), f64::INFINITY),
            Relation::AtMost | Relation::Below => (f64::NEG_INFINITY, pair.relative()),
        };
        let (standing, telling, closeness) = (pair.standing(), pair.is_telling(), pair.closeness());
        let worst = Arc::new(pair);
        let closest = Arc::clone(&worst);
        Outcome { standing, worst, closest, residual_bits, margin, closeness, telling, pairs: 1 }
    }

    fn and(self, other: Self) -> Self {
        let first_is_worst = self.worst.severity() <= other.worst.severity();
        Outcome {
            standing: self.standing.min(other.standing),
            residual_bits: nan_or(self.residual_bits, other.residual_bits, f64::max),
            margin: nan_or(self.margin, other.margin, f64::min),
            closeness: nan_or(self.closeness, other.closeness, f64::max),
            telling: self.telling || other.telling,
            pairs: self.pairs + other.pairs,
            closest: if self.closeness >= other.closeness { self.closest } else { other.closest },
            worst: if first_is_worst { self.worst } else { other.worst },
        }
    }
}

/// `f(a, b)`, or NaN if either is: NaN must not be dropped.
fn nan_or(a: f64, b: f64, f: fn(f64, f64) -> f64) -> f64 {
    if a.is_nan() || b.is_nan() { f64::NAN } else { f(a, b) }
}
