//! The kernels that are judged.

/// A dense kernel, with what it is given and what it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// A (m × k), B (k × n) → C = A·B.
    Product,
    /// A (m × n) → Q (m × k), R (k × n), k = min(m, n).
    Qr,
    /// A (n × n), symmetric → L with A = L·Lᵀ; reads the lower triangle.
    Cholesky,
    /// A (n × n) → L, U, and rows (n × 1), the row of A that is row i of L·U.
    Lu,
    /// A (n × n), B (n × k) → X with A·X = B by that LU, then L, U, rows.
    Solve,
    /// T (n × n), lower triangular, B (n × k) → X with T·X = B.
    Triangular,
    /// A (m × n), m ≥ n, B (m × k) → the X of least ‖A·X − B‖, by QR.
    LeastSquares,
    /// A (m × n) → U (m × k), σ (k × 1) descending, V (n × k), k = min(m, n).
    Svd,
    /// A (n × n), symmetric → λ (n × 1) ascending, Q (n × n).
    SymmetricEigen,
    /// A (n × n) → Re λ, Im λ (n × 1), V (n × n): a pair of conjugates has the columns Re v, Im v.
    Eigen,
    /// A (m × n) → A⁺ (n × m) by SVD, with faer's own tolerance for the rank.
    PseudoInverse,
}

impl Kernel {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::Product,
        Self::Qr,
        Self::Cholesky,
        Self::Lu,
        Self::Solve,
        Self::Triangular,
        Self::LeastSquares,
        Self::Svd,
        Self::SymmetricEigen,
        Self::Eigen,
        Self::PseudoInverse,
    ];

    /// The name on the command line and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Qr => "qr",
            Self::Cholesky => "cholesky",
            Self::Lu => "lu",
            Self::Solve => "solve",
            Self::Triangular => "triangular",
            Self::LeastSquares => "least-squares",
            Self::Svd => "svd",
            Self::SymmetricEigen => "symmetric-eigen",
            Self::Eigen => "eigen",
            Self::PseudoInverse => "pseudo-inverse",
        }
    }

    /// The kernel of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kernel| kernel.name() == name)
    }

    /// Whether it takes an m × n matrix.
    pub(super) fn takes(self, m: usize, n: usize) -> bool {
        match self {
            Self::Product | Self::Qr | Self::Svd | Self::PseudoInverse => true,
            Self::LeastSquares => m >= n,
            Self::Cholesky
            | Self::Lu
            | Self::Solve
            | Self::Triangular
            | Self::SymmetricEigen
            | Self::Eigen => m == n,
        }
    }

    /// Whether its result can say that there is no answer.
    pub(super) fn can_refuse(self) -> bool {
        match self {
            Self::Cholesky
            | Self::Svd
            | Self::SymmetricEigen
            | Self::Eigen
            | Self::PseudoInverse => true,
            Self::Product
            | Self::Qr
            | Self::Lu
            | Self::Solve
            | Self::Triangular
            | Self::LeastSquares => false,
        }
    }

    /// The shape of its second matrix, if it takes one, beside an m × n first.
    pub(super) fn right_shape(self, m: usize, n: usize) -> Option<(usize, usize)> {
        const RIGHT_SIDES: usize = 3;
        match self {
            Self::Product => Some((n, m)),
            Self::Solve | Self::Triangular | Self::LeastSquares => Some((m, RIGHT_SIDES)),
            Self::Qr
            | Self::Cholesky
            | Self::Lu
            | Self::Svd
            | Self::SymmetricEigen
            | Self::Eigen
            | Self::PseudoInverse => None,
        }
    }

    /// The shapes of what it returns for an m × n matrix and a right side of so many columns.
    pub(super) fn answer_shapes(self, m: usize, n: usize, columns: usize) -> Vec<(usize, usize)> {
        let k = m.min(n);
        match self {
            Self::Product => vec![(m, columns)],
            Self::Qr => vec![(m, k), (k, n)],
            Self::Cholesky => vec![(n, n)],
            Self::Lu => vec![(n, n), (n, n), (n, 1)],
            Self::Solve => vec![(n, columns), (n, n), (n, n), (n, 1)],
            Self::Triangular | Self::LeastSquares => vec![(n, columns)],
            Self::Svd => vec![(m, k), (k, 1), (n, k)],
            Self::SymmetricEigen => vec![(n, 1), (n, n)],
            Self::Eigen => vec![(n, 1), (n, 1), (n, n)],
            Self::PseudoInverse => vec![(n, m)],
        }
    }
}
