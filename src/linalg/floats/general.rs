//! Eigenvalues of matrices that need not be symmetric.

use super::{THREADS, finite, from_faer, square, to_faer};
use crate::linalg::Matrix;
use crate::obstacle::Obstacle;
use faer::diag::Diag;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::evd::{self, ComputeEigenvectors};
use faer::traits::RealField;
use faer::{Mat, Spec};

/// A·basis = basis·D for a block diagonal D.
pub(in crate::linalg) struct GeneralEigen<S> {
    /// The real parts of the eigenvalues, one after the other.
    pub(in crate::linalg) re: Vec<S>,
    /// The imaginary parts; of a pair of conjugates, two places.
    pub(in crate::linalg) im: Vec<S>,
    /// Eigenvectors, or the real and imaginary part of one, for a pair (n × n).
    pub(in crate::linalg) basis: Matrix<S>,
    /// The sizes of the blocks: 1 for a real eigenvalue, 2 for a pair.
    pub(in crate::linalg) blocks: Vec<usize>,
}

/// A (n × n) → its eigenvalues and a real basis of eigenvectors.
pub(in crate::linalg) fn general_eigen<S: RealField>(
    matrix: &Matrix<S>,
) -> Result<GeneralEigen<S>, Obstacle> {
    const NAME: &str = "general eigen";
    let size = square(matrix, "an eigendecomposition");
    let (mut re, mut im) = (Diag::zeros(size), Diag::zeros(size));
    let mut basis = Mat::zeros(size, size);
    let (no, yes) = (ComputeEigenvectors::No, ComputeEigenvectors::Yes);
    let scratch = evd::evd_scratch::<S>(size, no, yes, THREADS, Spec::default());
    evd::evd_real(
        to_faer(matrix, NAME)?.as_ref(),
        re.as_mut(),
        im.as_mut(),
        None,
        Some(basis.as_mut()),
        THREADS,
        MemStack::new(&mut MemBuffer::new(scratch)),
        Spec::default(),
    )
    .map_err(|_| Obstacle::NotConverged { algorithm: NAME, steps: 30 * size })?;
    let re = finite(re.column_vector().iter().cloned().collect(), NAME)?;
    let im = finite(im.column_vector().iter().cloned().collect(), NAME)?;
    let mut blocks = Vec::with_capacity(size);
    let mut at = 0;
    while at < size {
        let pair = im[at] != S::zero_impl() && at + 1 < size;
        blocks.push(if pair { 2 } else { 1 });
        at += if pair { 2 } else { 1 };
    }
    Ok(GeneralEigen { re, im, basis: from_faer(&basis, NAME)?, blocks })
}
