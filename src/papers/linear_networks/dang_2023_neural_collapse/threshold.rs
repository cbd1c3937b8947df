//! When a class collapses to zero.

use super::potential::Potential;
use super::setting::{Setting, threshold};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, below, check, equal,
    vanishes,
};
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::{One, Zero};
use std::cmp::Ordering;

pub(super) const COLLAPSE_THRESHOLD: Claim = Claim {
    id: "nc-collapse-threshold",
    statement: "b_k = M(N/n_k)(Nλ_Hλ₁⋯λ_M)^{1/M}, T_M = (M−1)^{(M−1)/M}/M, T₁ = 1: b_k < T_M ⇒ g_{n_k}(s*(n_k)) < g_{n_k}(0), so \
                s*(n_k) > 0; b_k > T_M ⇒ g_{n_k}(s) > g_{n_k}(0) for every s > 0, so s*(n_k) = 0; b_k = T_M ⇒ the minima tie: \
                g_{n_k} is stationary at s = √n_k(M−1)/M and g_{n_k}(s) = g_{n_k}(0) = n_k/(2N); for M = 1, s*(n_k) = max(√n_k − N√(λ₁λ_H), 0)",
    hypotheses: "all λ > 0; M ≥ 1; k ≤ R; b_k/T_M in [½, 3/2], and 0.97, 1.03, 1 ± 10⁻⁶, 1. At the global minimisers of \
                 nc-mse-global-value, s*(n_k) = 0 says that class k's logits, feature and classifier row are 0",
    source: "derived here: g_n(s) < g_n(0) iff (M+1)κ < (2t−t²)t^{−2/(M+1)}, t = s/√n, whose right side is greatest at \
             t = (M−1)/M; agrees with the paper's condition (from memory)",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Class, S, |class| class.behaves_as::<S>(class.side())),
    witness: None,
    mutants: &[
        Mutant::new(
            "threshold-without-division-by-m",
            "at M ≥ 2 and b_k between T_M and M·T_M the class has collapsed",
            check!(Class, S, |class| class.behaves_as::<S>(class.side_of(|setting, k| {
                let layers = Rational::from(setting.layers());
                (setting.load(k), threshold(setting.depth()) * layers.power(setting.depth()))
            }))),
        ),
        Mutant::new(
            "load-of-balanced-data",
            "b_k has N/n_k in place of K: the smaller class collapses first",
            check!(Class, S, |class| class.behaves_as::<S>(class.side_of(|setting, k| {
                let balanced = Rational::from(setting.classes() * setting.counts[k])
                    / Rational::from(setting.samples());
                let load = setting.load(k) * balanced.power(setting.depth());
                (load, threshold(setting.depth()))
            }))),
        ),
        Mutant::new(
            "by-the-ratio-of-counts-alone",
            "n = (2, 1) and (4, 2): N itself enters b_K, by the factor 2^{1/M}",
            check!(Pair, S, |pair| pair.collapse_together::<S>()),
        ),
        Mutant::new(
            "threshold-0-for-one-layer",
            "T₁ = 1: one layer does learn below it",
            check!(Class, S, |class| class.behaves_as::<S>(class.side_of(|setting, k| {
                let one_layer = setting.layers() == 1;
                let level = if one_layer { Rational::zero() } else { threshold(setting.depth()) };
                (setting.load(k), level)
            }))),
        ),
    ],
};

/// A setting and one of its classes.
#[derive(Debug)]
struct Class {
    setting: Setting,
    class: usize,
}

impl Case for Class {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (classes, layers) = (draw.dim(2, 4), draw.dim(1, 4));
        let mut counts: Vec<_> = (0..classes).map(|_| draw.dim(1, 6)).collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let class = draw.dim(0, classes - 1);
        let ratio = match draw.dim(0, 5) {
            0 => Rational::one(),
            1 => Rational::fraction(97, 100),
            2 => Rational::fraction(103, 100),
            3 => draw.between("0.5", "0.99"),
            _ => draw.between("1.01", "1.5"),
        };
        let decays: Vec<_> = (0..layers).map(|_| draw.log_uniform("1e-3", "1e-1")).collect();
        Ok(Class::at(&ratio, counts, class, decays))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let at = |ratio: Rational, counts: &[usize], layers: usize| {
            let decays = vec![Rational::fraction(1, 64); layers];
            Class::at(&ratio, counts.to_vec(), counts.len() - 1, decays)
        };
        let million = |n| Rational::fraction(n, 1_000_000);
        vec![
            ("b = T, one sample of each of two classes, M = 1", at(million(1_000_000), &[1, 1], 1)),
            ("b = T, M = 2", at(million(1_000_000), &[2, 1], 2)),
            ("b = (1 + 1e-6) T, M = 2", at(million(1_000_001), &[2, 1], 2)),
            ("b = (1 - 1e-6) T, M = 2", at(million(999_999), &[2, 1], 2)),
            ("b = (1 + 1e-6) T, M = 3", at(million(1_000_001), &[6, 4, 2, 1], 3)),
            ("b = (1 - 1e-6) T, M = 3", at(million(999_999), &[6, 4, 2, 1], 3)),
            ("b = 0.97 T, M = 1", at(million(970_000), &[8, 4, 2, 1], 1)),
            ("b = 1.03 T, M = 1", at(million(1_030_000), &[8, 4, 2, 1], 1)),
            ("b = 0.97 T, irises, balanced", at(million(970_000), &[50, 50, 50], 2)),
            ("b = 0.97 T, K = 100, n = 10, M = 8", at(million(970_000), &[10; 100], 8)),
            ("b = 1.03 T, irises, 50 20 5", at(million(1_030_000), &[50, 20, 5], 3)),
        ]
    }
}

impl Class {
    /// The λ_H for which b_k = ratio · T_M; it is rational, since b_kᴹ and T_Mᴹ are.
    fn at(ratio: &Rational, counts: Vec<usize>, class: usize, layers: Vec<Rational>) -> Self {
        let widths = vec![counts.len(); layers.len()];
        let decays = [Rational::one()].into_iter().chain(layers).collect();
        let mut setting = Setting { counts, widths, decays, frames: Vec::new() };
        let depth = setting.depth();
        setting.decays[0] = ratio.power(depth) * threshold(depth) / setting.load(class);
        Class { setting, class }
    }

    /// On which side of T_M the load b_k is.
    fn side(&self) -> Ordering {
        self.side_of(|setting, k| (setting.load(k), threshold(setting.depth())))
    }

    /// The order of (b_kᴹ, T_Mᴹ) as `of` has them.
    fn side_of(&self, of: impl Fn(&Setting, usize) -> (Rational, Rational)) -> Ordering {
        let (load, level) = of(&self.setting, self.class);
        load.partial_cmp(&level).expect("both are defined")
    }

    /// What is claimed of b_k on this side of T_M.
    fn behaves_as<S: Rung>(&self, side: Ordering) -> Result<Compared<S>, Obstacle> {
        let potential = Potential::of(&self.setting, self.class);
        let zero = potential.at_zero();
        let interior = if side == Ordering::Equal { None } else { potential.interior()? };
        // Without a stationary point g grows from 0 on: the most that the misfit gains is below the pull.
        let pull = potential.pull();
        let gain = &pull - potential.least_slope();
        let minimum = match (side, interior) {
            (Ordering::Less, Some(u)) => below(potential.at(&u), zero),
            (Ordering::Less, None) => below(pull, gain),
            (Ordering::Greater, Some(u)) => below(zero, potential.at(&u)),
            (Ordering::Greater, None) => below(gain, pull),
            (Ordering::Equal, _) => return Ok(self.is_tied(&potential)),
        };
        Ok(minimum.and(self.closed_form(&potential)?))
    }

    /// At s = √n(M−1)/M.
    fn is_tied<S: Rung>(&self, potential: &Potential<S>) -> Compared<S> {
        let depth = self.setting.layers() as u64;
        let share = S::one() - S::ratio(1, depth);
        let u = share.pow(&S::ratio(1, depth + 1));
        let slope = potential.slope(&u);
        equal(potential.at(&u), potential.at_zero()).and(vanishes(slope, S::one()))
    }

    /// For one layer, s* = max(√n − N√(λ₁λ_H), 0).
    fn closed_form<S: Rung>(&self, potential: &Potential<S>) -> Result<Compared<S>, Obstacle> {
        if self.setting.layers() > 1 {
            return Ok(Compared::nothing());
        }
        let size = S::count(potential.count).sqrt();
        let pull = S::count(potential.samples) * self.setting.strength::<S>();
        let least = potential.value_at(&potential.minimiser()?);
        Ok(equal(least, (size - pull).max(&S::zero())))
    }
}

/// Two data sets of the same ratio of counts, with the same decays.
#[derive(Debug)]
struct Pair([Class; 2]);

impl Case for Pair {
    const RANDOM: bool = false;

    /// b_K = (5/4)T_M for n = (4, 2), so (5/4)T_M/√2 < T_M for n = (2, 1).
    fn known() -> Vec<(&'static str, Self)> {
        let ratio = Rational::fraction(5, 4);
        let decays = vec![Rational::fraction(1, 64); 2];
        let large = Class::at(&ratio, vec![4, 2], 1, decays);
        let small =
            Class { setting: Setting { counts: vec![2, 1], ..large.setting.clone() }, class: 1 };
        vec![("n = 2 1 and n = 4 2, M = 2", Pair([small, large]))]
    }
}

impl Pair {
    /// Both smaller classes collapse, or neither does.
    fn collapse_together<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let collapsed = |class: &Class| -> Result<bool, Obstacle> {
            Ok(Potential::<S>::of(&class.setting, class.class).minimiser()?.is_zero())
        };
        let [small, large] = [collapsed(&self.0[0])?, collapsed(&self.0[1])?];
        Ok(agree(usize::from(small), usize::from(large)))
    }
}
