//! Least values of functions of a few variables: the value, and all points that attain it.

use crate::balls::{B, TRUTH, contains_exactly};
use crate::calculus::{between, encloses, truth};
use crate::trial::laws;
use proptest::prelude::*;
use rug::Float;
use theoremcheck::Obstacle;
use theoremcheck::calculus::{Lowest, Objective, lowest};
use theoremcheck::number::{Field as _, Mp, Rational, Real};

/// Σᵢ cᵢ(xᵢ − aᵢ)² + (x₀ − a₀)(x_last − a_last)/4 about a point that may lie outside the box.
struct Bowl {
    centre: Vec<Rational>,
    weights: Vec<Rational>,
}
impl Objective for Bowl {
    fn at<T: Real>(&self, x: &[T]) -> T {
        let apart: Vec<T> = x.iter().zip(&self.centre).map(|(x, a)| x - T::of(a)).collect();
        let squares = apart.iter().zip(&self.weights).map(|(d, c)| d.square() * T::of(c));
        theoremcheck::number::sum(squares) + T::ratio(7, 3)
    }
}

/// (x² − a)² + (y − x)²: two minima of value 0 at ±√a, a saddle between them.
struct Wells(Rational);
impl Objective for Wells {
    fn at<T: Real>(&self, x: &[T]) -> T {
        (x[0].square() - T::of(&self.0)).square() + (&x[1] - &x[0]).square()
    }
}

/// Rosenbrock's (1 − x)² + 100(y − x²)² + z.
struct Valley;
impl Objective for Valley {
    fn at<T: Real>(&self, x: &[T]) -> T {
        (T::one() - &x[0]).square() + T::count(100) * (&x[1] - x[0].square()).square() + &x[2]
    }
}

/// sin x·cos y + xy/8.
struct Waves;
impl Objective for Waves {
    fn at<T: Real>(&self, x: &[T]) -> T {
        x[0].sin() * x[1].cos() + &x[0] * &x[1] * T::ratio(1, 8)
    }
}

/// 1 + x⁴ + y⁴, without curvature at its minimum.
struct Flat;
impl Objective for Flat {
    fn at<T: Real>(&self, x: &[T]) -> T {
        T::one() + x[0].power(4) + x[1].power(4)
    }
}

fn side(low: i64, high: i64) -> (Rational, Rational) {
    (Rational::fraction(low, 1), Rational::fraction(high, 1))
}

/// Whether one of the regions contains the point, known to 500 bits.
fn regions_contain(found: &Lowest<B>, point: &[Float]) -> bool {
    let error = 1e-140;
    found.regions.iter().any(|region| {
        region
            .iter()
            .zip(point)
            .all(|((low, high), x)| truth(low) - error <= *x && *x <= truth(high) + error)
    })
}

laws! { 8 or 500 cases;
    lowest_of_a_bowl_is_at_its_bottom_or_the_nearest_point: prop::collection::vec((between(-3, 3), between(0, 2)), 1..4) => |sides| {
        let (centre, weights): (Vec<_>, Vec<_>) = sides.into_iter().unzip();
        let domain = vec![side(-1, 2); centre.len()];
        let bowl = Bowl { centre: centre.clone(), weights: weights.clone() };
        let found: Lowest<B> = lowest(&bowl, &domain).expect("convex");
        let nearest: Vec<Rational> = centre.iter().map(|a| {
            let (low, high) = side(-1, 2);
            if *a < low { low } else if *a > high { high } else { a.clone() }
        }).collect();
        let apart = nearest.iter().zip(&centre).zip(&weights).map(|((x, a), c)| c * &((x - a) * (x - a)));
        let least = apart.fold(Rational::fraction(7, 3), |sum, term| sum + term);
        prop_assert!(contains_exactly(&found.value, least.value().expect("a number")), "{found:?} lacks {least:?}");
        prop_assert!(found.value.reading().radius < 1e-33, "{found:?}");
        prop_assert!(regions_contain(&found, &nearest.iter().map(truth).collect::<Vec<_>>()), "{found:?}");
        prop_assert_eq!(found.regions.len(), 1);
        let float: Lowest<f64> = lowest(&bowl, &domain).expect("convex");
        prop_assert!((float.value - least.nearest(53).to_f64()).abs() < 1e-12, "{float:?} {least:?}");
        Ok(())
    };

    both_wells_are_found: between(0, 3) => |a| {
        let found: Lowest<B> = lowest(&Wells(a.clone()), &[side(-3, 3), side(-3, 4)]).expect("two minima");
        prop_assert!(contains_exactly(&found.value, &rug::Rational::new()) && found.value.reading().radius < 1e-30, "{found:?}");
        let root = truth(&a).sqrt();
        for sign in [-1, 1] {
            let x = Float::with_val(TRUTH, &root * sign);
            prop_assert!(regions_contain(&found, &[x.clone(), x]), "{found:?}");
        }
        prop_assert_eq!(found.regions.len(), 2);
        Ok(())
    };
}

#[test]
fn lowest_in_a_curved_valley_is_found() {
    let found: Lowest<B> = lowest(&Valley, &[side(-2, 2), side(-2, 3), side(1, 2)]).expect("one");
    assert!(encloses(&found.value, &Float::with_val(TRUTH, 1), 100), "{found:?}");
    assert!(regions_contain(&found, &[1, 1, 1].map(|x| Float::with_val(TRUTH, x))), "{found:?}");
}

#[test]
fn lowest_of_waves_is_below_all_values_of_a_grid() {
    let domain = [side(-4, 4), side(-3, 5)];
    let found: Lowest<B> = lowest(&Waves, &domain).expect("smooth");
    let floats: Lowest<Mp<256>> = lowest(&Waves, &domain).expect("smooth");
    let reading = found.value.reading();
    assert!(reading.radius < 1e-33, "{found:?}");
    assert!(
        floats.value.reading().centre >= Float::with_val(TRUTH, &reading.centre - reading.radius)
    );
    let grid = |k: i64, low: f64| low + 8.0 * k as f64 / 400.0;
    let least = (0..=400)
        .flat_map(|i| (0..=400).map(move |j| (grid(i, -4.0), grid(j, -3.0))))
        .map(|(x, y)| x.sin() * y.cos() + x * y / 8.0)
        .fold(f64::INFINITY, f64::min);
    let value = reading.to_f64();
    assert!(value <= least + 1e-12 && least - value < 1e-3, "{found:?} {least}");
}

#[test]
fn lowest_without_curvature_keeps_half_of_the_bits() {
    let found: Lowest<B> = lowest(&Flat, &[side(-1, 2), side(-2, 1)]).expect("two variables");
    assert!(encloses(&found.value, &Float::with_val(TRUTH, 1), 60), "{found:?}");
    assert!(regions_contain(&found, &[0, 0].map(|x| Float::with_val(TRUTH, x))), "{found:?}");
}

#[test]
fn lowest_of_what_is_infinite_is_refused() {
    struct Pole;
    impl Objective for Pole {
        fn at<T: Real>(&self, x: &[T]) -> T {
            T::one() / (&x[0] - T::ratio(1, 3))
        }
    }
    let found: Result<Lowest<B>, Obstacle> = lowest(&Pole, &[side(0, 1)]);
    assert!(found.is_err(), "{found:?}");
}

#[test]
fn a_saddle_is_lowest_at_the_ends_of_its_concave_side() {
    /// y² − x².
    struct Saddle;
    impl Objective for Saddle {
        fn at<T: Real>(&self, x: &[T]) -> T {
            x[1].square() - x[0].square()
        }
    }
    let found: Lowest<B> = lowest(&Saddle, &[side(-1, 1), side(-1, 2)]).expect("smooth");
    assert!(encloses(&found.value, &Float::with_val(TRUTH, -1), 110), "{found:?}");
    assert_eq!(found.regions.len(), 2);
    for end in [-1, 1] {
        assert!(regions_contain(&found, &[end, 0].map(|x| Float::with_val(TRUTH, x))), "{found:?}");
    }
}
