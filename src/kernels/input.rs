//! The matrices that kernels are tried on.

use super::Kernel;
use super::problem::Nature;

/// A family of matrices, one for each size and draw.
///
/// But for [`Hilbert`](Self::Hilbert), [`Denormal`](Self::Denormal) and [`Huge`](Self::Huge), every entry is an `f32`,
/// so that both types and the reference see the same matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Independent bell-shaped entries.
    Gaussian,
    /// The same with rows scaled from 2⁻⁴⁰ to 2⁴⁰.
    Graded,
    /// Symmetric, its eigenvalues in clusters at 1, 1 + 2⁻¹⁸ and 2.
    Clustered,
    /// Small integers, of rank ⌊min(m, n)/2⌋.
    RankDeficient,
    /// 1/(i + j + 1), rounded to the type.
    Hilbert,
    /// Two rows differ by about 2⁻¹⁶.
    NearSingular,
    /// Ones on the diagonal and above it: one defective eigenvalue.
    Jordan,
    /// Below the smallest normal number.
    Denormal,
    /// Within 2¹⁶ of the largest number.
    Huge,
    /// One entry is NaN.
    Nan,
    /// One entry is ∞.
    Infinity,
    /// Three times as many rows as columns.
    Tall,
    /// Three times as many columns as rows.
    Wide,
    /// Orthogonal up to rounding.
    Orthogonal,
    /// All zero.
    Zero,
    /// 0 × 0.
    Empty,
}

impl Input {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Gaussian,
        Self::Graded,
        Self::Clustered,
        Self::RankDeficient,
        Self::Hilbert,
        Self::NearSingular,
        Self::Jordan,
        Self::Denormal,
        Self::Huge,
        Self::Nan,
        Self::Infinity,
        Self::Tall,
        Self::Wide,
        Self::Orthogonal,
        Self::Zero,
        Self::Empty,
    ];

    /// The name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gaussian => "gaussian",
            Self::Graded => "graded",
            Self::Clustered => "clustered",
            Self::RankDeficient => "rank-deficient",
            Self::Hilbert => "hilbert",
            Self::NearSingular => "near-singular",
            Self::Jordan => "jordan",
            Self::Denormal => "denormal",
            Self::Huge => "huge",
            Self::Nan => "nan",
            Self::Infinity => "infinity",
            Self::Tall => "tall",
            Self::Wide => "wide",
            Self::Orthogonal => "orthogonal",
            Self::Zero => "zero",
            Self::Empty => "empty",
        }
    }

    /// The family of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|input| input.name() == name)
    }

    /// (rows, columns) of the matrix of this size.
    pub(super) fn shape(self, size: usize) -> (usize, usize) {
        match self {
            Self::Tall => (size, size.div_ceil(3)),
            Self::Wide => (size.div_ceil(3), size),
            Self::Empty => (0, 0),
            Self::Gaussian
            | Self::Graded
            | Self::Clustered
            | Self::RankDeficient
            | Self::Hilbert
            | Self::NearSingular
            | Self::Jordan
            | Self::Denormal
            | Self::Huge
            | Self::Nan
            | Self::Infinity
            | Self::Orthogonal
            | Self::Zero => (size, size),
        }
    }

    /// What `kernel` owes on this family.
    pub(super) fn nature(self, kernel: Kernel) -> Nature {
        let may_fail = match kernel {
            Kernel::Product
            | Kernel::Qr
            | Kernel::Lu
            | Kernel::Svd
            | Kernel::SymmetricEigen
            | Kernel::Eigen => false,
            // 1/σ of a denormal number is above the largest one.
            Kernel::PseudoInverse => self == Self::Denormal,
            // Positive definite beyond rounding are the others.
            Kernel::Cholesky => matches!(
                self,
                Self::RankDeficient
                    | Self::Hilbert
                    | Self::NearSingular
                    | Self::Jordan
                    | Self::Zero
            ),
            Kernel::Solve | Kernel::Triangular => {
                matches!(self, Self::RankDeficient | Self::Hilbert | Self::Zero)
            }
            // A condition of 2⁸⁰ by rows is beyond both types, unless the pivots follow the rows.
            Kernel::LeastSquares => {
                matches!(self, Self::RankDeficient | Self::Hilbert | Self::Zero | Self::Graded)
            }
        };
        // Where an infinity is divided by, 0 is right.
        let divides = matches!(kernel, Kernel::Solve | Kernel::Triangular | Kernel::LeastSquares);
        if self == Self::Nan || (self == Self::Infinity && !divides) {
            Nature::NotFinite
        } else if may_fail || self == Self::Infinity {
            Nature::MayFail
        } else {
            Nature::Regular
        }
    }
}
