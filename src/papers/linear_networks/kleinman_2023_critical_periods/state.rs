//! One mode of two pathways: what is conserved, and where it ends.

use super::paths::Phase;
use crate::calculus::{Velocity, flow, root};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, Rung};
use crate::obstacle::Obstacle;

/// D and σ.
#[derive(Clone, Debug)]
pub(super) struct Mode {
    pub(super) depth: usize,
    pub(super) strength: Rational,
}

/// a and b.
#[derive(Clone, Debug)]
pub(super) struct Split<S> {
    pub(super) a: S,
    pub(super) b: S,
}

impl<S: Field> Split<S> {
    /// a/(a + b).
    pub(super) fn share(&self) -> S {
        &self.a / (&self.a + &self.b)
    }
}

impl Mode {
    /// σ.
    pub(super) fn sigma<T: Field>(&self) -> T {
        T::of(&self.strength)
    }

    /// r.
    pub(super) fn residual<S: Field>(&self, split: &Split<S>) -> S {
        self.sigma::<S>() - &split.a - &split.b
    }

    /// I_D(a, b).
    pub(super) fn invariant<T: Real>(&self, a: &T, b: &T) -> T {
        match self.depth {
            1 => a - b,
            2 => a / b,
            depth => {
                let power = T::of(&(Rational::fraction(2, depth as u64) - Rational::from(1)));
                a.pow(&power) - b.pow(&power)
            }
        }
    }

    /// a^{2−2/D}.
    pub(super) fn speed<S: Real>(&self, a: &S) -> S {
        let power = Rational::from(2) - Rational::fraction(2, self.depth as u64);
        if self.depth == 1 { S::one() } else { a.pow(&S::of(&power)) }
    }

    /// The root x of I_D(x, σ − x) = I_D(a, b), which is between a and σ − b, and b's end σ − x.
    pub(super) fn end<S: Rung>(&self, split: &Split<S>) -> Result<Split<S>, Obstacle> {
        let wanted = Dual::constant(self.invariant(&split.a, &split.b));
        let excess = |x: &Dual<S>| self.invariant(x, &(self.sigma::<Dual<S>>() - x)) - &wanted;
        let (sigma, other) = (self.sigma::<S>(), self.sigma::<S>() - &split.b);
        let half = S::ratio(1, 2);
        // Beyond a and σ − b, which floats may not tell apart.
        let low = split.a.min(&other) * &half;
        let high = (split.a.max(&other) + sigma) * half;
        let a = root(excess, &low, &high)?;
        let b = self.sigma::<S>() - &a;
        Ok(Split { a, b })
    }

    /// (α, β) after a time in a phase, by the validated flow of cp-two-path-ode.
    pub(super) fn after<S: Rung>(
        &self,
        split: &Split<S>,
        phase: Phase,
        time: &S,
    ) -> Result<Split<S>, Obstacle> {
        let (root, power) = (S::ratio(1, self.depth as u64), self.power());
        let state = [&split.a, &split.b].map(|x| {
            let root = if power == 1 { x.clone() } else { x.pow(&root) };
            Matrix::column(vec![root])
        });
        let end = flow(&Competition { mode: self, phase }, &state, time)?;
        let [a, b] = [0, 1].map(|at| end[at][(0, 0)].power(power));
        Ok(Split { a, b })
    }

    fn power(&self) -> u32 {
        u32::try_from(self.depth).expect("a small depth")
    }
}

/// α′ = α^{D−1}r, β′ = β^{D−1}r or 0.
struct Competition<'a> {
    mode: &'a Mode,
    phase: Phase,
}

impl Velocity for Competition<'_> {
    fn at<T: Real>(&self, state: &[Matrix<T>]) -> Vec<Matrix<T>> {
        let power = self.mode.power();
        let [alpha, beta] = [0, 1].map(|at| &state[at][(0, 0)]);
        let reached = if self.phase == Phase::Remove {
            alpha.power(power)
        } else {
            alpha.power(power) + beta.power(power)
        };
        let residual = self.mode.sigma::<T>() - reached;
        let other = match self.phase {
            Phase::Joint => beta.power(power - 1) * &residual,
            Phase::Freeze | Phase::Remove => T::zero(),
        };
        [alpha.power(power - 1) * residual, other].map(|v| Matrix::column(vec![v])).to_vec()
    }
}
