//! Why a number could not be had.

use std::fmt;

/// Why an algorithm gave no answer, with what to try. An obstacle makes a case undecided, never true.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// No rigorous enclosure of this quantity exists yet in this program.
    NoEnclosure {
        /// The quantity, as in "no enclosure of …".
        of: &'static str,
    },
    /// A matrix is singular, or too close to it to tell.
    Singular {
        /// Rows of the matrix.
        size: usize,
    },
    /// A matrix is not positive definite, or too close to the boundary to tell.
    NotPositiveDefinite {
        /// Rows of the matrix.
        size: usize,
    },
    /// Two neighbours in an ordered list of numbers may be equal, so that what belongs to each alone is not determined.
    NotSeparated {
        /// The numbers, as in "eigenvalues 2 and 3".
        of: &'static str,
        /// The place of the first in the list, from 0.
        low: usize,
        /// The place of the second.
        high: usize,
        /// They are at most this far apart.
        distance: f64,
    },
    /// An input or an output is infinite or NaN.
    NotFinite {
        /// The algorithm.
        algorithm: &'static str,
    },
    /// An iteration used up its steps.
    NotConverged {
        /// The algorithm.
        algorithm: &'static str,
        /// The steps it took.
        steps: usize,
    },
    /// The end points of a bracket do not have strictly opposite signs.
    NoSignChange,
    /// An enclosure is too wide to be of use.
    TooWide {
        /// The quantity enclosed.
        of: &'static str,
    },
    /// A zero is multiple, or cannot be told from none.
    Undecided {
        /// Where.
        near: f64,
    },
    /// A flow could not be followed to its end.
    Stopped {
        /// The time it was followed to.
        time: f64,
    },
    /// A check compared nothing.
    NothingCompared,
    /// The code of a claim panicked.
    Panicked {
        /// What it said.
        message: String,
        /// The file and the line.
        place: String,
    },
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEnclosure { of } => {
                write!(f, "no enclosure of {of} yet: use a check that needs none, or the ladder")
            }
            Self::Singular { size } => {
                write!(
                    f,
                    "a {size} × {size} matrix may be singular: use more bits, or draw it better conditioned"
                )
            }
            Self::NotPositiveDefinite { size } => write!(
                f,
                "a {size} × {size} matrix may not be positive definite: use more bits, or add to its diagonal"
            ),
            Self::NotSeparated { of, low, high, distance } => write!(
                f,
                "{of} {} and {} are at most {distance:.2e} apart and may be equal: use more bits, or ask for what \
                 belongs to both",
                low + 1,
                high + 1
            ),
            Self::NotFinite { algorithm } => {
                write!(
                    f,
                    "{algorithm} met an infinity or NaN: draw smaller entries, or use more bits"
                )
            }
            Self::NotConverged { algorithm, steps } => {
                write!(
                    f,
                    "{algorithm} did not converge in {steps} steps: start closer, or allow more"
                )
            }
            Self::NoSignChange => {
                write!(f, "no proved change of sign over the bracket: widen it, or use more bits")
            }
            Self::TooWide { of } => write!(f, "the enclosure of {of} is too wide: use more bits"),
            Self::Undecided { near } => write!(
                f,
                "whether there is a single zero near {near} is not decided: move the ends, or use more bits"
            ),
            Self::Stopped { time } => write!(
                f,
                "the flow was followed to the time {time} only: stop before a pole, start in narrower balls, or use more bits"
            ),
            Self::NothingCompared => {
                write!(f, "the check compared nothing: every case must compare something")
            }
            Self::Panicked { message, place } => write!(f, "internal error: {message} at {place}"),
        }
    }
}

impl std::error::Error for Obstacle {}
