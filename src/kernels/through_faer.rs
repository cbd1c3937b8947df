//! faer's kernels, called as its users can, and nothing around them that could mend or hide a fault.

use super::problem::{Answer, Implementation, Problem, Refusal, Threads};
use super::{Kernel, Native};
use crate::linalg::Matrix;
use faer::diag::Diag;
use faer::dyn_stack::{MemBuffer, MemStack, StackReq};
use faer::linalg::cholesky::llt::factor as llt;
use faer::linalg::evd::{self, ComputeEigenvectors};
use faer::linalg::lu::partial_pivoting as lu;
use faer::linalg::matmul::matmul;
use faer::linalg::qr::no_pivoting::{factor as qr_factor, solve as qr_solve};
use faer::linalg::svd::{self, ComputeSvdVectors};
use faer::linalg::{householder, triangular_solve};
use faer::{Accum, Conj, Mat, Par, Spec};

/// The library that is judged.
#[derive(Clone, Copy, Debug)]
pub struct Faer;

impl Implementation for Faer {
    fn run<T: Native>(
        &self,
        kernel: Kernel,
        problem: &Problem<T>,
        threads: Threads,
    ) -> Result<Answer<T>, Refusal> {
        let par = match threads {
            Threads::One => Par::Seq,
            Threads::Two => Par::rayon(2),
        };
        let matrix = to_faer(&problem.matrix);
        let right = to_faer(&problem.right);
        let answer = match kernel {
            Kernel::Product => product(&matrix, &right, par),
            Kernel::Qr => qr(matrix, par),
            Kernel::Cholesky => cholesky(matrix, par)?,
            Kernel::Lu => lu_factors(matrix, None, par),
            Kernel::Solve => lu_factors(matrix, Some(right), par),
            Kernel::Triangular => triangular(&matrix, right, par),
            Kernel::LeastSquares => least_squares(matrix, right, par),
            Kernel::Svd => {
                let (left, values, right) = singular(&matrix, par)?;
                vec![left, column(&values), right]
            }
            Kernel::SymmetricEigen => symmetric_eigen(&matrix, par)?,
            Kernel::Eigen => eigen(&matrix, par)?,
            Kernel::PseudoInverse => pseudo_inverse(&matrix, par)?,
        };
        Ok(answer.iter().map(from_faer).collect())
    }
}

fn product<T: Native>(left: &Mat<T>, right: &Mat<T>, par: Par) -> Vec<Mat<T>> {
    let mut product = Mat::zeros(left.nrows(), right.ncols());
    matmul(product.as_mut(), Accum::Replace, left, right, T::one_impl(), par);
    vec![product]
}

/// The factors below and on the diagonal, and the coefficients of the blocks.
fn householder_qr<T: Native>(matrix: Mat<T>, par: Par) -> (Mat<T>, Mat<T>) {
    let (m, n) = (matrix.nrows(), matrix.ncols());
    let mut factors = matrix;
    let block = qr_factor::recommended_block_size::<T>(m, n);
    let mut coefficients = Mat::zeros(block, m.min(n));
    let scratch = qr_factor::qr_in_place_scratch::<T>(m, n, block, par, Spec::default());
    with_memory(scratch, |stack| {
        qr_factor::qr_in_place(
            factors.as_mut(),
            coefficients.as_mut(),
            par,
            stack,
            Spec::default(),
        );
    });
    (factors, coefficients)
}

fn qr<T: Native>(matrix: Mat<T>, par: Par) -> Vec<Mat<T>> {
    let (m, n) = (matrix.nrows(), matrix.ncols());
    let k = m.min(n);
    let (factors, coefficients) = householder_qr(matrix, par);
    let mut q = Mat::identity(m, k);
    let block = coefficients.nrows();
    let scratch = householder::apply_block_householder_sequence_on_the_left_in_place_scratch::<T>(
        m, block, k,
    );
    with_memory(scratch, |stack| {
        householder::apply_block_householder_sequence_on_the_left_in_place_with_conj(
            factors.as_ref().subcols(0, k),
            coefficients.as_ref(),
            Conj::No,
            q.as_mut(),
            par,
            stack,
        );
    });
    let upper = |i, j| if i <= j { factors[(i, j)] } else { T::zero_impl() };
    vec![q, Mat::from_fn(k, n, upper)]
}

fn least_squares<T: Native>(matrix: Mat<T>, right: Mat<T>, par: Par) -> Vec<Mat<T>> {
    let (m, n) = (matrix.nrows(), matrix.ncols());
    let (factors, coefficients) = householder_qr(matrix, par);
    let mut solution = right;
    let (block, right_sides) = (coefficients.nrows(), solution.ncols());
    let scratch = qr_solve::solve_lstsq_in_place_scratch::<T>(m, n, block, right_sides, par);
    with_memory(scratch, |stack| {
        qr_solve::solve_lstsq_in_place(
            factors.as_ref(),
            coefficients.as_ref(),
            factors.as_ref().subrows(0, n),
            solution.as_mut(),
            par,
            stack,
        );
    });
    vec![solution.subrows(0, n).to_owned()]
}

fn cholesky<T: Native>(matrix: Mat<T>, par: Par) -> Result<Vec<Mat<T>>, Refusal> {
    let size = matrix.nrows();
    let mut factor = matrix;
    let scratch = llt::cholesky_in_place_scratch::<T>(size, par, Spec::default());
    with_memory(scratch, |stack| {
        llt::cholesky_in_place(
            factor.as_mut(),
            llt::LltRegularization::default(),
            par,
            stack,
            Spec::default(),
        )
    })
    .map_err(|error| Refusal(format!("{error:?}")))?;
    let lower = |i, j| if i >= j { factor[(i, j)] } else { T::zero_impl() };
    Ok(vec![Mat::from_fn(size, size, lower)])
}

/// L, U and the rows, after the solution if there is a right side.
fn lu_factors<T: Native>(matrix: Mat<T>, right: Option<Mat<T>>, par: Par) -> Vec<Mat<T>> {
    let size = matrix.nrows();
    let mut factors = matrix;
    let (mut rows, mut rows_back) = (vec![0_usize; size], vec![0_usize; size]);
    let scratch = lu::factor::lu_in_place_scratch::<usize, T>(size, size, par, Spec::default());
    let (_, rows) = with_memory(scratch, |stack| {
        lu::factor::lu_in_place(
            factors.as_mut(),
            &mut rows,
            &mut rows_back,
            par,
            stack,
            Spec::default(),
        )
    });
    let solution = right.map(|mut solution| {
        let scratch = lu::solve::solve_in_place_scratch::<usize, T>(size, solution.ncols(), par);
        with_memory(scratch, |stack| {
            let factors = factors.as_ref();
            lu::solve::solve_in_place(factors, factors, rows, solution.as_mut(), par, stack);
        });
        solution
    });
    let lower = |i, j| match usize::cmp(&i, &j) {
        std::cmp::Ordering::Greater => factors[(i, j)],
        std::cmp::Ordering::Equal => T::one_impl(),
        std::cmp::Ordering::Less => T::zero_impl(),
    };
    let upper = |i, j| if i <= j { factors[(i, j)] } else { T::zero_impl() };
    let order = rows.arrays().0;
    let factors = [
        Mat::from_fn(size, size, lower),
        Mat::from_fn(size, size, upper),
        Mat::from_fn(size, 1, |i, _| T::nearest(order[i] as f64)),
    ];
    solution.into_iter().chain(factors).collect()
}

fn triangular<T: Native>(matrix: &Mat<T>, right: Mat<T>, par: Par) -> Vec<Mat<T>> {
    let mut solution = right;
    triangular_solve::solve_lower_triangular_in_place(matrix.as_ref(), solution.as_mut(), par);
    vec![solution]
}

type Singular<T> = (Mat<T>, Diag<T>, Mat<T>);

fn singular<T: Native>(matrix: &Mat<T>, par: Par) -> Result<Singular<T>, Refusal> {
    let (m, n) = (matrix.nrows(), matrix.ncols());
    let thin = ComputeSvdVectors::Thin;
    let mut values = Diag::zeros(m.min(n));
    let (mut left, mut right) = (Mat::zeros(m, m.min(n)), Mat::zeros(n, m.min(n)));
    let scratch = svd::svd_scratch::<T>(m, n, thin, thin, par, Spec::default());
    with_memory(scratch, |stack| {
        svd::svd(
            matrix.as_ref(),
            values.as_mut(),
            Some(left.as_mut()),
            Some(right.as_mut()),
            par,
            stack,
            Spec::default(),
        )
    })
    .map_err(|error| Refusal(format!("{error:?}")))?;
    Ok((left, values, right))
}

fn pseudo_inverse<T: Native>(matrix: &Mat<T>, par: Par) -> Result<Vec<Mat<T>>, Refusal> {
    let (m, n) = (matrix.nrows(), matrix.ncols());
    let (left, values, right) = singular(matrix, par)?;
    let mut inverse = Mat::zeros(n, m);
    let scratch = svd::pseudoinverse_from_svd_scratch::<T>(m, n, par);
    with_memory(scratch, |stack| {
        svd::pseudoinverse_from_svd(
            inverse.as_mut(),
            values.as_ref(),
            left.as_ref(),
            right.as_ref(),
            par,
            stack,
        );
    });
    Ok(vec![inverse])
}

fn symmetric_eigen<T: Native>(matrix: &Mat<T>, par: Par) -> Result<Vec<Mat<T>>, Refusal> {
    let size = matrix.nrows();
    let (mut values, mut vectors) = (Diag::zeros(size), Mat::zeros(size, size));
    let yes = ComputeEigenvectors::Yes;
    let scratch = evd::self_adjoint_evd_scratch::<T>(size, yes, par, Spec::default());
    with_memory(scratch, |stack| {
        evd::self_adjoint_evd(
            matrix.as_ref(),
            values.as_mut(),
            Some(vectors.as_mut()),
            par,
            stack,
            Spec::default(),
        )
    })
    .map_err(|error| Refusal(format!("{error:?}")))?;
    Ok(vec![column(&values), vectors])
}

fn eigen<T: Native>(matrix: &Mat<T>, par: Par) -> Result<Vec<Mat<T>>, Refusal> {
    let size = matrix.nrows();
    let (mut real, mut imaginary) = (Diag::zeros(size), Diag::zeros(size));
    let mut vectors = Mat::zeros(size, size);
    let (no, yes) = (ComputeEigenvectors::No, ComputeEigenvectors::Yes);
    let scratch = evd::evd_scratch::<T>(size, no, yes, par, Spec::default());
    with_memory(scratch, |stack| {
        evd::evd_real(
            matrix.as_ref(),
            real.as_mut(),
            imaginary.as_mut(),
            None,
            Some(vectors.as_mut()),
            par,
            stack,
            Spec::default(),
        )
    })
    .map_err(|error| Refusal(format!("{error:?}")))?;
    Ok(vec![column(&real), column(&imaginary), vectors])
}

fn with_memory<R>(scratch: StackReq, work: impl FnOnce(&mut MemStack) -> R) -> R {
    work(MemStack::new(&mut MemBuffer::new(scratch)))
}

fn column<T: Native>(diagonal: &Diag<T>) -> Mat<T> {
    let values = diagonal.column_vector();
    Mat::from_fn(values.nrows(), 1, |i, _| values[i])
}

fn to_faer<T: Native>(matrix: &Matrix<T>) -> Mat<T> {
    Mat::from_fn(matrix.rows(), matrix.cols(), |i, j| matrix[(i, j)])
}

fn from_faer<T: Native>(matrix: &Mat<T>) -> Matrix<T> {
    Matrix::from_fn(matrix.nrows(), matrix.ncols(), |i, j| matrix[(i, j)])
}
