//! The precision ladder: a true residual falls with the unit roundoff, a false one plateaus.

use super::caught::caught;
use super::check::{AnyCase, Check};
use super::outcome::Outcome;
use crate::obstacle::Obstacle;

/// The float rungs, from below.
pub const RUNGS: [(&str, u32); 4] = [("f32", 24), ("f64", 53), ("mp128", 128), ("mp256", 256)];

/// A residual may exceed (the loss of the rungs below it) × (its own unit roundoff) by this factor, log₂: room for
/// luck on the lower rungs. A false identity whose residual is over 2⁻²²⁴ of its terms' scale plateaus.
const LUCK_BITS: f64 = 32.0;

/// One case on every float rung.
pub(super) type Climb = [Result<Outcome, Obstacle>; 4];

/// Evaluates a case on every float rung.
pub(super) fn climb(check: &Check, case: &dyn AnyCase) -> Climb {
    let e = &check.evaluators;
    [e.f32, e.f64, e.mp128, e.mp256].map(|evaluate| caught(|| evaluate(case)).flatten())
}

/// Whether residuals (log₂, relative to the terms' scale) fall with the unit roundoff.
///
/// The loss of a rung is residual + bits: the bits that the evaluation lost. The loss of a true equality depends on
/// its condition, hardly on the rung; that of a false one grows with the bits. A residual of exactly 0 (−∞) has
/// descended; NaN has not.
pub(super) fn descends(residual_bits: [f64; 4]) -> bool {
    let mut lost = 0.0_f64;
    residual_bits.iter().zip(RUNGS).all(|(&residual, (_, bits))| {
        let loss = residual + f64::from(bits);
        let ok = loss <= lost + LUCK_BITS;
        lost = lost.max(loss);
        ok
    })
}

/// Whether the residuals of the equalities descend.
///
/// # Errors
/// The first obstacle on a float rung.
pub(super) fn residuals_descend(climb: &Climb) -> Result<bool, Obstacle> {
    let mut residual_bits = [f64::NAN; 4];
    for (at, rung) in climb.iter().enumerate() {
        residual_bits[at] = rung.as_ref().map_err(Clone::clone)?.residual_bits;
    }
    Ok(descends(residual_bits))
}

/// Whether no inequality is violated on any float rung.
pub(super) fn margins_hold(climb: &Climb) -> bool {
    climb.iter().all(|rung| rung.as_ref().is_ok_and(|outcome| outcome.margin >= 0.0))
}

/// One rung of a ladder over all cases.
#[derive(Clone, Debug, PartialEq)]
pub struct RungSummary {
    /// The number type.
    pub name: &'static str,
    /// Its significand bits.
    pub bits: u32,
    /// The largest residual of an equality, log₂ relative to its terms' scale: −∞ for none or exact, NaN if any is.
    pub residual_bits: f64,
    /// The least margin of an inequality, relative: ∞ for none, NaN if any is.
    pub margin: f64,
    /// Cases that met an obstacle on this rung.
    pub obstacles: usize,
}

/// The worst of all cases, rung by rung.
pub(super) fn summary(climbs: &[&Climb]) -> Vec<RungSummary> {
    let of_rung = |at: usize| {
        let (name, bits) = RUNGS[at];
        let start = RungSummary {
            name,
            bits,
            residual_bits: f64::NEG_INFINITY,
            margin: f64::INFINITY,
            obstacles: 0,
        };
        climbs.iter().fold(start, |mut rung, climb| {
            match &climb[at] {
                Ok(outcome) => {
                    let (residual, margin) = (outcome.residual_bits, outcome.margin);
                    if residual.is_nan() || residual > rung.residual_bits {
                        rung.residual_bits = residual;
                    }
                    if margin.is_nan() || margin < rung.margin {
                        rung.margin = margin;
                    }
                }
                Err(_) => rung.obstacles += 1,
            }
            rung
        })
    };
    (0..RUNGS.len()).map(of_rung).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_residual_that_falls_with_the_roundoff_descends() {
        assert!(descends([-20.0, -49.0, -124.0, -252.0]));
        assert!(descends([f64::NEG_INFINITY, f64::NEG_INFINITY, -127.0, -256.0]));
        assert!(descends([-24.0, -53.0, f64::NEG_INFINITY, f64::NEG_INFINITY]));
    }

    #[test]
    fn a_lost_digit_count_common_to_all_rungs_descends() {
        assert!(descends([0.0, -13.0, -88.0, -216.0]));
    }

    #[test]
    fn a_plateau_at_any_height_does_not_descend() {
        for height in [-1.0, -30.0, -60.0, -100.0, -160.0, -200.0, -223.0] {
            let seen = RUNGS.map(|(_, bits)| f64::max(height, -f64::from(bits)));
            assert!(!descends(seen), "{height}: {seen:?}");
        }
    }

    #[test]
    fn nan_does_not_descend() {
        for at in 0..4 {
            let mut residuals = [f64::NEG_INFINITY; 4];
            residuals[at] = f64::NAN;
            assert!(!descends(residuals));
        }
    }
}
