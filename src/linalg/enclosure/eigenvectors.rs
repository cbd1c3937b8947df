//! Eigenvectors of separated eigenvalues, and the projectors of clusters.

use super::bounds::{
    column_norms, finite, is_positive, lower, magnitude, norm, root, square, upper,
};
use super::spectrum::Spectrum;
use crate::linalg::{Matrix, SymmetricEigen};
use crate::number::{Ball, Field, Real, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::ops::Range;

const NAME: &str = "the enclosure of eigenvectors";

/// A = QΛQᵀ for every symmetric A whose lower triangle is within; the signs are those of the hint.
///
/// A unit eigenvector v at an angle θ < 90° from a unit vector x is within 2·sin(θ/2) ≤ √2·sin θ of it.
pub(in crate::linalg) fn symmetric_eigen<const B: u32>(
    matrix: &Matrix<Ball<B>>,
) -> Result<SymmetricEigen<Ball<B>>, Obstacle> {
    let spectrum = Spectrum::of(matrix)?;
    let size = matrix.rows();
    let leaks = Leaks::of(&spectrum);
    let root = Ball::count(2).sqrt();
    let mut columns = Vec::with_capacity(size);
    for j in 0..size {
        let hint = spectrum.vectors.col(j);
        let length = hint.norm();
        let sine = leaks.outside(j, &(j..j + 1))? / lower(&length);
        if !is_positive(&(Ball::one() - sine)) {
            return Err(Obstacle::TooWide { of: "an eigenvector" });
        }
        let reach = sine * root;
        columns.push(hint.map(|x| (x / length).widened(&reach)));
    }
    let values: Vec<_> = spectrum.values.iter().map(|x| x * spectrum.scale).collect();
    let vectors = Matrix::from_fn(size, size, |i, j| columns[j][(i, 0)]);
    finite(&values, NAME)?;
    finite(vectors.entries(), NAME)?;
    Ok(SymmetricEigen { values, vectors })
}

/// The orthogonal projector (n × n) onto the eigenvectors of λ_{first+1} … λ_last, for `range` = first..last.
///
/// For X, the columns of the hint, and G = XᵀX: the projector onto them, XG⁻¹Xᵀ, is within ‖G − I‖ of XXᵀ; and the distance of two
/// projectors of the same rank is the sine of the largest angle, ‖V⊥ᵀXG^(−1/2)‖, where V⊥ holds the other eigenvectors.
pub(in crate::linalg) fn spectral_projector<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    range: Range<usize>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let size = ordered(matrix, &range);
    finite(matrix.entries(), NAME)?;
    if range.is_empty() {
        return Ok(Matrix::zeros(size, size));
    }
    if range.len() == size {
        return Ok(Matrix::identity(size));
    }
    let Subspace { basis, defect, sine } = Subspace::of(matrix, range)?;
    let reach = sine + defect;
    let projector = (&basis * &basis.transpose()).map(|x| x.widened(&reach));
    finite(projector.entries(), NAME)?;
    Ok(projector)
}

/// Orthonormal vectors W (n × k) that span the eigenvectors of λ_{first+1} … λ_last: PÛ(ÛᵀPÛ)^(−1/2), those nearest to Û = XG^(−1/2), for the
/// projector P and the columns X of the hint.
///
/// Û and W are principal vectors of both subspaces turned alike, so that ‖Û − W‖ = 2·sin(θ/2) ≤ √2·sin θ for their largest angle θ; and
/// ‖X − Û‖ = ‖G^(1/2) − I‖ ≤ ‖G − I‖.
pub(in crate::linalg) fn invariant_basis<const B: u32>(
    matrix: &Matrix<Ball<B>>,
    range: Range<usize>,
) -> Result<Matrix<Ball<B>>, Obstacle> {
    let size = ordered(matrix, &range);
    finite(matrix.entries(), NAME)?;
    if range.is_empty() {
        return Ok(Matrix::zeros(size, 0));
    }
    let Subspace { basis, defect, sine } = Subspace::of(matrix, range)?;
    let reach = sine * Ball::count(2).sqrt() + defect;
    let vectors = basis.map(|x| x.widened(&reach));
    finite(vectors.entries(), NAME)?;
    Ok(vectors)
}

/// The size of a square matrix that has these eigenvalues.
fn ordered<const B: u32>(matrix: &Matrix<Ball<B>>, range: &Range<usize>) -> usize {
    let size = square(matrix, "an invariant subspace");
    assert!(
        range.start <= range.end && range.end <= size,
        "eigenvalues {range:?} of a {size} × {size} matrix"
    );
    size
}

/// An approximate basis of the eigenvectors of some eigenvalues.
struct Subspace<const B: u32> {
    /// X (n × k), of radius 0.
    basis: Matrix<Ball<B>>,
    /// A bound of ‖XᵀX − I‖.
    defect: Ball<B>,
    /// A bound, below 1, of the sine of the largest angle between the columns and the subspace.
    sine: Ball<B>,
}

impl<const B: u32> Subspace<B> {
    fn of(matrix: &Matrix<Ball<B>>, range: Range<usize>) -> Result<Self, Obstacle> {
        let spectrum = Spectrum::of(matrix)?;
        let leaks = Leaks::of(&spectrum);
        let leak =
            range.clone().map(|j| leaks.outside(j, &range)).collect::<Result<Vec<_>, _>>()?;
        let basis = spectrum.vectors.columns(range.clone());
        let gram = &basis.transpose() * &basis;
        let defect = norm(&(&gram - &Matrix::identity(range.len())));
        let least = lower(&(Ball::one() - defect).sqrt());
        let sine = root(&sum(leak.iter().map(Field::square))) / least;
        if is_positive(&(Ball::one() - sine)) {
            Ok(Subspace { basis, defect, sine })
        } else {
            Err(Obstacle::TooWide { of: "an invariant subspace" })
        }
    }
}

/// How far each column of the hint reaches out of an invariant subspace.
struct Leaks<'a, const B: u32> {
    spectrum: &'a Spectrum<B>,
    /// Bounds of ‖Aqⱼ − dⱼqⱼ‖.
    residuals: Vec<Ball<B>>,
}

impl<'a, const B: u32> Leaks<'a, B> {
    fn of(spectrum: &'a Spectrum<B>) -> Self {
        let lengths = column_norms(&spectrum.vectors);
        let residuals = column_norms(&spectrum.residual)
            .iter()
            .zip(lengths)
            .map(|(residual, length)| upper(&(residual + spectrum.spread * length)))
            .collect();
        Leaks { spectrum, residuals }
    }

    /// A bound of ‖V⊥ᵀqⱼ‖ for the eigenvectors V⊥ of the eigenvalues outside of `range`.
    ///
    /// vᵢᵀ(Aqⱼ − dⱼqⱼ) = (λᵢ − dⱼ)vᵢᵀqⱼ, so that ‖V⊥ᵀqⱼ‖ ≤ ‖Aqⱼ − dⱼqⱼ‖ / minᵢ|λᵢ − dⱼ|.
    fn outside(&self, j: usize, range: &Range<usize>) -> Result<Ball<B>, Obstacle> {
        let values = &self.spectrum.values;
        let below = range.start.checked_sub(1);
        let above = (range.end < values.len()).then_some(range.end);
        let mut least = Ball::<B>::zero();
        for (neighbour, inside) in
            below.map(|i| (i, range.start)).into_iter().chain(above.map(|i| (i, range.end - 1)))
        {
            // Ordered values: the nearest of each side is the neighbour of the range.
            let signed = self.spectrum.hints[j] - values[neighbour];
            let gap = lower(&if neighbour < inside { signed } else { -signed });
            if !is_positive(&gap) {
                let distance = magnitude(&(values[neighbour] - values[inside]));
                let distance = (distance * self.spectrum.scale).reading().to_f64();
                let (low, high) = (neighbour.min(inside), neighbour.max(inside));
                return Err(Obstacle::NotSeparated { of: "eigenvalues", low, high, distance });
            }
            least = if least.is_zero() { gap } else { least.min(&gap) };
        }
        if least.is_zero() { Ok(Ball::zero()) } else { Ok(upper(&(self.residuals[j] / least))) }
    }
}
