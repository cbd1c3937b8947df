//! What a check returns: pairs of numbers that are claimed to be equal or ordered.

use super::outcome::{Outcome, Pair, Relation};
use crate::linalg::Matrix;
use crate::number::{Field, Reading};
use crate::obstacle::Obstacle;
use rug::Float;

/// Pairs of numbers, each with the relation that is claimed between its sides.
pub struct Compared<S> {
    pairs: Vec<(S, Relation, S, Float)>,
}

/// left = right, entry by entry. The terms' scale is the largest entry of either side.
///
/// # Panics
/// When the sides differ in shape.
pub fn equal<S: Field>(left: impl Entries<S>, right: impl Entries<S>) -> Compared<S> {
    Compared::of(left, Relation::Equal, right)
}

/// left ≤ right, entry by entry.
///
/// # Panics
/// When the sides differ in shape.
pub fn at_most<S: Field>(left: impl Entries<S>, right: impl Entries<S>) -> Compared<S> {
    Compared::of(left, Relation::AtMost, right)
}

/// left < right, entry by entry.
///
/// # Panics
/// When the sides differ in shape.
pub fn below<S: Field>(left: impl Entries<S>, right: impl Entries<S>) -> Compared<S> {
    Compared::of(left, Relation::Below, right)
}

/// left = right, entry by entry, where the terms that cancel within a side are of the size of the entries of `scale`.
///
/// # Panics
/// When the sides differ in shape.
pub fn equal_at<S: Field>(
    left: impl Entries<S>,
    right: impl Entries<S>,
    scale: impl Entries<S>,
) -> Compared<S> {
    let size = size_of(&scale.entries().1);
    let mut compared = Compared::of(left, Relation::Equal, right);
    compared.pairs.iter_mut().for_each(|(_, _, _, scale)| scale.clone_from(&size));
    compared
}

/// value = 0, entry by entry, where the terms that cancel are of the size of the entries of `scale`.
pub fn vanishes<S: Field>(value: impl Entries<S>, scale: impl Entries<S>) -> Compared<S> {
    let (_, value) = value.entries();
    let zeros = vec![S::zero(); value.len()];
    equal_at(value, zeros, scale)
}

/// A statement about whole numbers or truth values, which is exact in every number type: `left = right`.
pub fn agree<S: Field>(left: usize, right: usize) -> Compared<S> {
    equal(S::count(left), S::count(right))
}

impl<S: Field> Compared<S> {
    fn of(left: impl Entries<S>, relation: Relation, right: impl Entries<S>) -> Self {
        let ((shape, left), (other, right)) = (left.entries(), right.entries());
        assert_eq!(shape, other, "the two sides differ in shape");
        let scale = size_of(&left).max(&size_of(&right));
        let pairs = left.into_iter().zip(right).map(|(l, r)| (l, relation, r, scale.clone()));
        Compared { pairs: pairs.collect() }
    }

    /// No pair at all: the start of a loop of [`Compared::and`]; a check that ends so is undecided.
    pub fn nothing() -> Self {
        Compared { pairs: Vec::new() }
    }

    /// Both this and `other` are claimed.
    pub fn and(mut self, other: Self) -> Self {
        self.pairs.extend(other.pairs);
        self
    }

    /// All of `parts` are claimed.
    #[inline] // and a loop, as `number::sum`
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::nothing();
        for part in parts {
            all = all.and(part);
        }
        all
    }

    /// What the harness sees.
    ///
    /// # Errors
    /// [`Obstacle::NothingCompared`] when there is no pair.
    pub(crate) fn outcome(self) -> Result<Outcome, Obstacle> {
        let pairs = self.pairs.into_iter().map(|(left, relation, right, scale)| Pair {
            relation,
            difference: (&right - &left).reading(),
            left: left.reading(),
            right: right.reading(),
            scale,
        });
        Outcome::of(pairs)
    }
}

/// The largest absolute centre.
fn size_of<S: Field>(entries: &[S]) -> Float {
    entries.iter().fold(Float::new(64), |top, x| {
        let Reading { centre, radius: _ } = x.reading();
        top.max(&Float::with_val(64, centre.abs_ref()))
    })
}

/// What can stand on one side of a comparison: a number, a matrix, a list of numbers.
pub trait Entries<S> {
    /// The shape (rows, columns) and the entries in order.
    fn entries(self) -> ((usize, usize), Vec<S>);
}

impl<S: Field> Entries<S> for S {
    fn entries(self) -> ((usize, usize), Vec<S>) {
        ((1, 1), vec![self])
    }
}
impl<S: Field> Entries<S> for &S {
    fn entries(self) -> ((usize, usize), Vec<S>) {
        ((1, 1), vec![self.clone()])
    }
}
impl<S: Field> Entries<S> for &Matrix<S> {
    fn entries(self) -> ((usize, usize), Vec<S>) {
        (self.shape(), Matrix::entries(self).to_vec())
    }
}
impl<S: Field> Entries<S> for Matrix<S> {
    fn entries(self) -> ((usize, usize), Vec<S>) {
        (self.shape(), Matrix::entries(&self).to_vec())
    }
}
impl<S: Field> Entries<S> for Vec<S> {
    fn entries(self) -> ((usize, usize), Vec<S>) {
        ((self.len(), 1), self)
    }
}
impl<S: Field> Entries<S> for &[S] {
    fn entries(self) -> ((usize, usize), Vec<S>) {
        ((self.len(), 1), self.to_vec())
    }
}

/// What a check may return: pairs, or pairs unless there was an obstacle.
pub trait Answer<S> {
    /// The pairs.
    ///
    /// # Errors
    /// The obstacle that stood in the way of them.
    fn answer(self) -> Result<Compared<S>, Obstacle>;
}
impl<S> Answer<S> for Compared<S> {
    fn answer(self) -> Result<Compared<S>, Obstacle> {
        Ok(self)
    }
}
impl<S> Answer<S> for Result<Compared<S>, Obstacle> {
    fn answer(self) -> Result<Compared<S>, Obstacle> {
        self
    }
}
