//! The losses, from the second moments of the data, and the flow down them.

use crate::calculus::gradient;
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Traced};

/// What the prediction is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Training {
    /// The encoder's own latents of y, held fixed.
    Jepa,
    /// The encoder's own latents of y, which are differentiated too.
    JepaWithoutStop,
    /// y itself.
    Mae,
}

/// Second moments of the data (d × d each).
#[derive(Debug)]
pub(super) struct Moments {
    /// Σ_xx.
    pub(super) inputs: Matrix<Rational>,
    /// Σ_yx.
    pub(super) cross: Matrix<Rational>,
    /// Σ_yy.
    pub(super) targets: Matrix<Rational>,
}

impl Moments {
    /// ½E‖Ax − Ty‖² = ½⟨A, AΣ_xx⟩ − ⟨A, TΣ_yx⟩ + ½⟨T, TΣ_yy⟩.
    fn half_error<T: Field>(&self, map: &Matrix<T>, teacher: &Matrix<T>) -> T {
        let [inputs, cross, targets] =
            [&self.inputs, &self.cross, &self.targets].map(Matrix::<T>::of);
        let squares = map.inner(&(map * &inputs)) + teacher.inner(&(teacher * &targets));
        squares * T::ratio(1, 2) - map.inner(&(teacher * &cross))
    }

    /// The velocities of (W₁, …, W_L, V).
    pub(super) fn velocity<S: Field>(
        &self,
        training: Training,
        layers: &[Matrix<S>],
    ) -> Vec<Matrix<S>> {
        let depth = layers.len() - 1;
        let held = end_to_end(&layers[..depth]).map(|x| Traced::constant(x.clone()));
        let loss = |layers: &[Matrix<Traced<S>>]| {
            let encoder = end_to_end(&layers[..depth]);
            let map = &layers[depth] * &encoder;
            match training {
                Training::Jepa => self.half_error(&map, &held),
                Training::JepaWithoutStop => self.half_error(&map, &encoder),
                Training::Mae => self.half_error(&map, &Matrix::identity(self.inputs.rows())),
            }
        };
        gradient(layers, loss).iter().map(|g| -g).collect()
    }
}
