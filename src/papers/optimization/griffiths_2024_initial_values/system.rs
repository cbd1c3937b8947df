//! Three mechanical systems.

use crate::calculus::{Velocity, gradient};
use crate::linalg::Matrix;
use crate::number::{Field, Real, Traced};

/// A system by its energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    Oscillator,
    Pendulum,
    HenonHeiles,
}

impl System {
    /// d.
    pub(super) fn freedoms(self) -> usize {
        if self == Self::HenonHeiles { 2 } else { 1 }
    }

    /// A Lipschitz constant of J∇H: its Jacobian has the norm max(1, ‖∇²V‖), which is 1, |cos q|, and 1 + 2|q| ≤ 3 for |q| ≤ 1.
    pub(super) fn lipschitz(self) -> usize {
        if self == Self::HenonHeiles { 3 } else { 1 }
    }

    /// H.
    pub(super) fn energy<T: Real>(self, z: &Matrix<T>) -> T {
        let half = T::ratio(1, 2);
        match self {
            Self::Oscillator => z.norm_squared() * half,
            Self::Pendulum => z[(1, 0)].square() * half - z[(0, 0)].cos(),
            Self::HenonHeiles => henon_heiles(z, -1),
        }
    }
}

/// ½‖z‖² + x²y + sign·y³/3 at z = (x, y, pₓ, p_y); the system's own sign is −1.
pub(super) fn henon_heiles<T: Field>(z: &Matrix<T>, sign: i64) -> T {
    let (x, y) = (&z[(0, 0)], &z[(1, 0)]);
    z.norm_squared() * T::ratio(1, 2) + x.square() * y + y.power(3) * T::ratio(sign, 3)
}

/// ∇H at z.
pub(super) fn slopes<T: Field>(
    z: &Matrix<T>,
    energy: impl Fn(&Matrix<Traced<T>>) -> Traced<T>,
) -> Matrix<T> {
    gradient(std::slice::from_ref(z), |z| energy(&z[0])).swap_remove(0)
}

/// J∇H, from ∇H.
pub(super) fn turned<T: Field>(slopes: &Matrix<T>) -> Matrix<T> {
    let half = slopes.rows() / 2;
    Matrix::from_fn(2 * half, 1, |i, _| {
        if i < half { slopes[(half + i, 0)].clone() } else { -&slopes[(i - half, 0)] }
    })
}

/// z′ = J∇H(z).
impl Velocity for System {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        vec![turned(&slopes(&state[0], |z| self.energy(z)))]
    }
}
