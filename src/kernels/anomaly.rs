//! What a kernel may do wrong.

use super::{Input, Kernel, Native, Precision, Problem};
use crate::linalg::Matrix;

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An error above its a-priori bound.
    WrongValue,
    /// The matrices have other shapes than the kernel owes.
    WrongShape,
    /// Singular values that do not descend or are negative, eigenvalues that do not ascend.
    WrongOrder,
    /// NaN or an infinity returned as success, on finite input that has a finite answer.
    NotFinite,
    /// A finite answer returned as success, on input with NaN or an infinity.
    FiniteFromNan,
    /// NaN or an infinity returned as success on such input, by a kernel that can refuse.
    NanAsSuccess,
    /// A panic.
    Panic,
    /// A refusal on input that has an answer.
    Refused,
    /// Other bits on two threads than on one.
    ThreadDependent,
    /// Other bits in the next run.
    RunDependent,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::WrongValue,
        Self::WrongShape,
        Self::WrongOrder,
        Self::NotFinite,
        Self::FiniteFromNan,
        Self::NanAsSuccess,
        Self::Panic,
        Self::Refused,
        Self::ThreadDependent,
        Self::RunDependent,
    ];

    /// The name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongValue => "wrong-value",
            Self::WrongShape => "wrong-shape",
            Self::WrongOrder => "wrong-order",
            Self::NotFinite => "not-finite",
            Self::FiniteFromNan => "finite-from-nan",
            Self::NanAsSuccess => "nan-as-success",
            Self::Panic => "panic",
            Self::Refused => "refused",
            Self::ThreadDependent => "thread-dependent",
            Self::RunDependent => "run-dependent",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Which problem: with these, [`Input::problem`] makes it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The kernel.
    pub kernel: Kernel,
    /// In which type.
    pub precision: Precision,
    /// The family of the matrix.
    pub input: Input,
    /// The size within it.
    pub size: usize,
    /// The run's seed.
    pub seed: u64,
    /// The draw.
    pub trial: u32,
}

/// One thing that is wrong with one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What.
    pub kind: Kind,
    /// The error in u where it is a [`Kind::WrongValue`], else 0.
    pub error: f64,
    /// For people.
    pub text: String,
}

/// The entries of a problem by their bits.
#[derive(Clone, Debug, PartialEq)]
pub struct Entries {
    /// The first matrix.
    pub matrix: Matrix<u64>,
    /// The second one, 0 × 0 without.
    pub right: Matrix<u64>,
}

impl Entries {
    /// Those of `problem`.
    pub fn of<T: Native>(problem: &Problem<T>) -> Self {
        let bits = |matrix: &Matrix<T>| matrix.map(|&x| x.bits());
        Entries { matrix: bits(&problem.matrix), right: bits(&problem.right) }
    }

    /// The problem that has them; `None` when one is wider than the type.
    pub fn problem<T: Native>(&self) -> Option<Problem<T>> {
        let read = |matrix: &Matrix<u64>| {
            let entries: Option<Vec<T>> =
                matrix.entries().iter().map(|&bits| T::from_bits(bits)).collect();
            Some(Matrix::from_entries(matrix.rows(), matrix.cols(), entries?))
        };
        Some(Problem { matrix: read(&self.matrix)?, right: read(&self.right)? })
    }
}

/// A problem and what a kernel did wrong on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Anomaly {
    /// Which problem.
    pub case: Case,
    /// What is wrong.
    pub found: Found,
    /// The problem itself, exactly.
    pub entries: Entries,
}

impl Anomaly {
    /// `kernel--type--input--kind`.
    pub fn slug(&self) -> String {
        let Case { kernel, precision, input, .. } = self.case;
        let kind = self.found.kind.name();
        [kernel.name(), precision.name(), input.name(), kind].join("--")
    }
}
