//! The two susceptibilities of tanh.
//!
//! By the trapezoidal rule with step ¼ on the strip |Im z| < 1, for K ≤ 1, where |tanh(√K·z)|² ≤ tan² 1 < 2.43, |φ(x + iy)| ≤ φ(x)√e and
//! |z|² ≤ x² + 1. *Parallel*: tanh²(√K·z)·(z² − 1)K has 2M ≤ 2·2.43·3√e·K < 25, and beyond 7 at most 2(z² + 1)φ, whose sum is below 20φ(7).
//! *Across*: (1 − tanh²)² has 2M ≤ 2·(3.43)²√e < 39, and beyond 7 at most 2φ(7)/7.

use crate::calculus::{GaussianTrapezoid, normal_density};
use crate::claim::{Case, Draw, Rejected};
use crate::number::{Rational, Rung};

/// K.
#[derive(Debug)]
pub(super) struct Kernel(Rational);

impl Case for Kernel {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Ok(Kernel(draw.between("0.5", "1")))
    }
}

impl Kernel {
    /// ⟨tanh²·(z² − K)⟩/(2K²) and ⟨tanh′²⟩.
    pub(super) fn susceptibilities<S: Rung>(&self) -> [S; 2] {
        let kernel = S::of(&self.0);
        let root = kernel.sqrt();
        let rule = GaussianTrapezoid::new(&S::ratio(1, 4), 28);
        let steep = (S::count(8) * S::pi()).exp() - S::one();
        let tail = S::count(20) * normal_density(&S::count(7));
        let square = |z: &S| (&root * z).tanh().square();
        let parallel = rule.mean(|z| square(z) * (z.square() - S::one()));
        let across = rule.mean(|z| (S::one() - square(z)).square());
        let parallel = parallel.widened(&(S::count(25) / &steep + &tail));
        [parallel / (S::count(2) * kernel), across.widened(&(S::count(39) / steep + tail))]
    }
}
