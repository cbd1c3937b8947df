//! What is known of a set of states around its centre, in a frame that turns along.

use crate::calculus::coarse::Coarse;
use crate::linalg::Matrix;
use crate::number::Field;

/// All centre + Q·x with |xᵢ| ≤ radiusᵢ.
#[derive(Clone)]
pub(super) struct Frame {
    /// Q, almost orthogonal.
    axes: Matrix<Coarse>,
    radii: Vec<f64>,
    /// Bounds of |Q·x| by component, perhaps known better from elsewhere.
    pub(super) reach: Vec<f64>,
}

impl Frame {
    pub(super) fn new(radii: Vec<f64>) -> Self {
        Frame { axes: Matrix::identity(radii.len()), reach: radii.clone(), radii }
    }

    /// Whether the set is its centre only.
    pub(super) fn is_point(&self) -> bool {
        self.radii.iter().all(|&radius| radius == 0.0)
    }

    /// The set of J·Q·x + e, for all J and e within: with M = J·Q, x′ = Q′⁻¹(Mx + e), where Q′ is M orthogonalized.
    ///
    /// The long directions come first, so that they are kept. For Q′ᵀQ′ = I + E, Q′⁻¹ = (I + E)⁻¹Q′ᵀ, and
    /// |(I + E)⁻¹z − z| ≤ ‖E‖·max|z|/(1 − ‖E‖).
    pub(super) fn moved(&self, jacobian: &Matrix<Coarse>, errors: &[Coarse]) -> Self {
        let size = errors.len();
        let moved = jacobian * &self.axes;
        let axes = self.orthogonalized(&moved);
        let (axes, defect) = match defect(&axes) {
            Some(defect) => (axes, defect),
            None => (Matrix::identity(size), 0.0),
        };
        let back = axes.transpose();
        let (inside, error) = (&back * &moved, &back * &Matrix::column(errors.to_vec()));
        let reach = |m: &Matrix<Coarse>, e: &[Coarse], radii: &[f64]| -> Vec<f64> {
            let row = |i: usize| {
                let radii: Vec<_> = radii.iter().map(|&r| Coarse::exact(r)).collect();
                let sizes: Vec<_> = m.row(i).iter().map(|x| Coarse::exact(x.magnitude())).collect();
                (Coarse::dot(&sizes, &radii) + Coarse::exact(e[i].magnitude())).magnitude()
            };
            (0..size).map(row).collect()
        };
        let mut radii = reach(&inside, error.entries(), &self.radii);
        let most = radii.iter().copied().fold(0.0, f64::max);
        // NaN stays.
        for radius in &mut radii {
            *radius = (*radius + most * defect) * (1.0 + 4.0 * f64::EPSILON);
        }
        let zeros = vec![Coarse::exact(0.0); size];
        let turned = reach(&axes, &zeros, &radii);
        let direct = reach(&moved, errors, &self.radii);
        let reach = turned.iter().zip(&direct).map(|(&a, &b)| f64::min(a, b)).collect();
        Frame { axes, radii, reach }
    }

    /// The columns of a matrix, orthogonalized and of length 1, the longest images of the set first.
    fn orthogonalized(&self, moved: &Matrix<Coarse>) -> Matrix<Coarse> {
        let size = self.radii.len();
        let column = |j: usize| -> Vec<f64> { (0..size).map(|i| moved[(i, j)].centre()).collect() };
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let mut columns: Vec<(f64, Vec<f64>)> = (0..size)
            .map(|j| {
                let column = column(j);
                (dot(&column, &column).sqrt() * self.radii[j], column)
            })
            .collect();
        columns.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut done: Vec<Vec<f64>> = Vec::with_capacity(size);
        for (_, mut column) in columns {
            // Twice is enough.
            for _ in 0..2 {
                for other in &done {
                    let along = dot(&column, other);
                    column.iter_mut().zip(other).for_each(|(x, o)| *x -= along * o);
                }
                let length = dot(&column, &column).sqrt();
                for x in &mut column {
                    *x /= length;
                }
            }
            done.push(column);
        }
        Matrix::from_fn(size, size, |i, j| Coarse::exact(done[j][i]))
    }
}

/// ‖E‖/(1 − ‖E‖) for QᵀQ = I + E, if small.
fn defect(axes: &Matrix<Coarse>) -> Option<f64> {
    let size = axes.rows();
    let error = &(&axes.transpose() * axes) - &Matrix::identity(size);
    let row = |i: usize| {
        error.row(i).iter().fold(Coarse::exact(0.0), |sum, x| sum + Coarse::exact(x.magnitude()))
    };
    let norm = (0..size)
        .map(|i| row(i).magnitude())
        .fold(0.0, |top: f64, x| if x.is_nan() { x } else { top.max(x) });
    (norm < 0.01).then_some(norm * 1.02)
}
