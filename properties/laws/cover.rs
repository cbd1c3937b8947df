//! Covers decide statements as they are, in parts that are counted.

use crate::balls::exact;
use crate::trial::laws;
use proptest::prelude::*;
use std::sync::Mutex;
use theoremcheck::calculus::{Cover, Covering, Decision, cover};
use theoremcheck::number::{Ball, Field, Rational};

type B = Ball<64>;

/// Whether x > 0.
fn positive(x: &B) -> Decision {
    let reading = x.reading();
    if reading.is_positive() {
        Decision::Holds
    } else if (-x).reading().is_at_least_zero() {
        Decision::Fails
    } else {
        Decision::Undecided
    }
}

fn unit(dimensions: usize) -> Vec<(Rational, Rational)> {
    vec![(Rational::from(0), Rational::from(1)); dimensions]
}

laws! { 16 or 1000 cases;
    a_disc_of_any_radius_is_inside_a_larger_one: (1..60_i64, 1..4_i64) => |(size, gap)| {
        // On a square of half-width a: x² + y² < 2a² + gap, a = size/16.
        let half = Rational::fraction(size, 16);
        let domain = vec![(-&half, half.clone()); 2];
        let bound = half.square() * Rational::from(2) + Rational::fraction(gap, 8);
        let found = cover(&domain, 10_000, |p: &[B]| positive(&(B::of(&bound) - p[0].square() - p[1].square())));
        prop_assert_eq!(found.outcome, Covering::Holds);
        Ok(())
    };

    a_failing_box_fails_all_over: (1..63_i64, 1..63_i64) => |(a, b)| {
        // |x − a/64| + |y − b/64| > 1/32 fails around (a, b)/64.
        let (a, b) = (Rational::fraction(a, 64), Rational::fraction(b, 64));
        let found = cover(&unit(2), 100_000, |p: &[B]| {
            use theoremcheck::number::Real;
            positive(&((p[0] - B::of(&a)).abs() + (p[1] - B::of(&b)).abs() - B::ratio(1, 32)))
        });
        let Covering::Fails(box_found) = &found.outcome else { panic!("{found:?}") };
        for (x, y) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let end = |i: usize, upper: i32| if upper == 1 { &box_found[i].1 } else { &box_found[i].0 };
            let distance = (end(0, x) - &a).abs() + (end(1, y) - &b).abs();
            prop_assert!(distance <= Rational::fraction(1, 32), "{found:?}");
        }
        Ok(())
    };
}

#[test]
fn a_cover_is_the_same_on_any_number_of_threads() {
    let statement = |p: &[B]| positive(&(p[0] * p[1] + p[2].square() - B::ratio(1, 1 << 12)));
    let run = || cover(&unit(3), 3000, statement);
    let alone = run();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        assert_eq!(pool.install(run), alone);
    }
}

#[test]
fn a_cover_counts_its_boxes() {
    // x > −1/8 on [−1/16, 1] holds at once; x > 1/3 on [2/5, 1] needs none either.
    let at_once = cover(&unit(1), 10, |p: &[B]| positive(&(p[0] + B::ratio(1, 8))));
    let one = Cover { outcome: Covering::Holds, boxes: 1, depth: 0, finest: Rational::from(1) };
    assert_eq!(at_once, one);
    // x(1 − x) + 1/16 > 0 fails in balls on [0, 1], whose product is ±1, not on the halves.
    let halves = cover(&unit(1), 10, |p: &[B]| {
        if p[0].reading().radius > 0.3 { Decision::Undecided } else { Decision::Holds }
    });
    let three =
        Cover { outcome: Covering::Holds, boxes: 3, depth: 1, finest: Rational::fraction(1, 2) };
    assert_eq!(halves, three);
}

#[test]
fn a_cover_that_is_not_finished_says_where() {
    // x ≠ 1/3 is decided nowhere near 1/3.
    let third = B::ratio(1, 3);
    let found = cover(&unit(1), 50, |p: &[B]| {
        if (p[0] - third).reading().excludes_zero() { Decision::Holds } else { Decision::Undecided }
    });
    assert_eq!(found.boxes, 50);
    let Covering::Exhausted(open) = &found.outcome else { panic!("{found:?}") };
    let third = Rational::fraction(1, 3);
    assert!(open[0].0 < third && third < open[0].1, "{found:?}");
    // And not when no box is allowed.
    let none = cover(&unit(1), 0, |_: &[B]| Decision::Holds);
    assert_eq!(none.outcome, Covering::Exhausted(unit(1)));
}

#[test]
fn the_boxes_of_a_cover_are_all_of_the_domain() {
    let seen: Mutex<Vec<(rug::Rational, rug::Rational)>> = Mutex::new(Vec::new());
    let (low, high) = (Rational::fraction(-1, 3), Rational::fraction(2, 7));
    let found = cover(&[(low.clone(), high.clone())], 100, |p: &[B]| {
        let reading = p[0].reading();
        if reading.radius > 0.03 {
            return Decision::Undecided;
        }
        let radius = rug::Rational::from_f64(reading.radius).expect("finite");
        let centre = exact(&reading.centre);
        seen.lock().expect("no panic").push((centre.clone() - &radius, centre + radius));
        Decision::Holds
    });
    assert_eq!(found.outcome, Covering::Holds);
    let mut seen = seen.into_inner().expect("no panic");
    seen.sort();
    let (first, last) = (&seen[0], &seen[seen.len() - 1]);
    assert!(
        first.0 <= *low.value().expect("a number") && last.1 >= *high.value().expect("a number")
    );
    assert!(seen.windows(2).all(|pair| pair[1].0 <= pair[0].1), "{seen:?}");
}
