//! Means over a standard normal variable.

use crate::number::{Real, sum};

/// The trapezoidal rule for E f(Z), Z a standard normal and f even: h·Σ φ(kh)·f(kh) over |k| ≤ K, not an enclosure.
///
/// For f analytic in |Im z| < a with ∫|f(x + iy)φ(x + iy)|dx ≤ M there, the sum over all k errs by at most
/// 2M/(exp(2πa/h) − 1) (Trefethen and Weideman, SIAM Review 56, 2014, Theorem 5.1). Whoever uses the rule adds
/// that and the terms left out.
pub struct GaussianTrapezoid<S> {
    /// k·h and the weight of both signs, for k = 0, …, K.
    nodes: Vec<(S, S)>,
}

impl<S: Real> GaussianTrapezoid<S> {
    /// With step h and `reach` = K.
    pub fn new(step: &S, reach: usize) -> Self {
        let weigh = |k: usize| {
            let node = S::count(k) * step;
            let weight = S::count(if k == 0 { 1 } else { 2 }) * step * normal_density(&node);
            (node, weight)
        };
        GaussianTrapezoid { nodes: (0..=reach).map(weigh).collect() }
    }

    /// h·Σ φ(kh)·f(kh).
    pub fn mean(&self, f: impl Fn(&S) -> S) -> S {
        sum(self.nodes.iter().map(|(node, weight)| f(node) * weight))
    }
}

/// φ(z) = exp(−z²/2)/√(2π).
pub fn normal_density<S: Real>(z: &S) -> S {
    let two = S::ratio(2, 1);
    (-(z.square() / &two)).exp() / (two * S::pi()).sqrt()
}
