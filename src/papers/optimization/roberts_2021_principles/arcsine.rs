//! The arc sine, by its series.

use crate::number::Rung;

/// arcsin x for 0 ≤ x ≤ 0.8, in radians: an enclosure in balls.
///
/// arcsin x = Σ aₖx^{2k+1}/(2k + 1), aₖ₊₁ = aₖ(2k + 1)/(2k + 2); the terms left out are below the first of them over 1 − x².
///
/// # Panics
/// When the number of terms needed is beyond all bounds, as for x ≥ 1.
pub(super) fn arcsine<S: Rung>(x: &S) -> S {
    let square = x.square();
    let (mut power, mut total) = (x.clone(), S::zero());
    let enough = x.abs() * S::ratio(1, 2).power(S::BITS + 8);
    for k in 0..100_000_usize {
        let term = &power / S::count(2 * k + 1);
        if !(term.abs() - &enough).reading().is_positive() {
            let rest = term.abs() / (S::one() - &square);
            return total.widened(&rest);
        }
        total += &term;
        power *= &(&square * S::count(2 * k + 1) / S::count(2 * k + 2));
    }
    panic!("the arc sine of {x:?}, beyond 0.8")
}

#[cfg(test)]
mod tests {
    use super::arcsine;
    use crate::number::{Ball, Field, Real};

    #[test]
    fn the_sine_of_an_arc_sine_is_its_argument() {
        for percent in [0, 1, 10, 50, 71, 80] {
            let x = Ball::<128>::ratio(percent, 100);
            let error = (arcsine(&x).sin() - x).reading();
            assert!(!error.excludes_zero() && error.radius < 1e-35, "{percent} %: {error:?}");
        }
    }
}
