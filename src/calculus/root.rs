//! Zeros of functions of one variable.

use crate::number::{Dual, Rung};
use crate::obstacle::Obstacle;

/// A zero of `f` between `low` and `high`, where f has opposite signs.
///
/// Newton's method, kept within the bracket. In rigorous rungs an enclosure of a zero: f is proved to have opposite signs
/// at two points of the ball returned, and to be finite, thus continuous, between them. That it is the only one in the
/// bracket is not claimed: it is, if f′ excludes 0 there. The ball may reach beyond the bracket by its own radius. In
/// floats the error is some units in the last place, times the zero's condition.
///
/// # Errors
/// [`Obstacle::NoSignChange`] when f does not change its sign over the bracket, or none can be proved at the zero.
/// [`Obstacle::NotConverged`] when the iteration does not settle. [`Obstacle::TooWide`] when f may have a pole there.
pub fn root<S: Rung>(f: impl Fn(&Dual<S>) -> Dual<S>, low: &S, high: &S) -> Result<S, Obstacle> {
    root_of(&f, low, high)
}

/// `dyn`, so that it is compiled once per number type and not once per function.
fn root_of<S: Rung>(f: &dyn Fn(&Dual<S>) -> Dual<S>, low: &S, high: &S) -> Result<S, Obstacle> {
    let approximate = approximate(f, low.centre(), high.centre())?;
    if S::RIGOROUS { verified(f, &approximate) } else { Ok(approximate) }
}

/// The sign of f at a point, by the centre of its value.
fn sign<S: Rung>(f: &dyn Fn(&Dual<S>) -> Dual<S>, at: &S) -> f64 {
    let centre = f(&Dual::constant(at.clone())).value.reading().centre;
    if centre.is_zero() { 0.0 } else { centre.to_f64().signum() }
}

fn approximate<S: Rung>(
    f: &dyn Fn(&Dual<S>) -> Dual<S>,
    mut low: S,
    mut high: S,
) -> Result<S, Obstacle> {
    let (at_low, at_high) = (sign(f, &low), sign(f, &high));
    match (at_low, at_high) {
        (0.0, _) => return Ok(low),
        (_, 0.0) => return Ok(high),
        // NaN is no sign.
        (a, b) if a * b < 0.0 => {}
        _ => return Err(Obstacle::NoSignChange),
    }
    let steps = 8 * S::BITS as usize;
    let half = S::ratio(1, 2);
    let mut at = middle(&low, &high);
    let mut last_step = &high - &low;
    for _ in 0..steps {
        let value = f(&Dual::variable(at.clone()));
        let side = value.value.reading().centre;
        if side.is_zero() {
            return Ok(at);
        }
        if side.to_f64().signum() == at_low {
            low = at.clone();
        } else {
            high = at.clone();
        }
        // A step of 0 by an infinite slope tells nothing.
        let is_steep = !value.slope.reading().is_finite();
        let newton = (&at - &(value.value / value.slope)).centre();
        if !is_steep && is_close(&newton, &at) {
            return Ok(newton);
        }
        // A Newton step must halve the last one, or bisection takes over.
        let step = (&newton - &at).reading().magnitude();
        let keeps_up = step <= (&last_step * &half).reading().magnitude();
        let next =
            if keeps_up && is_between(&newton, &low, &high) { newton } else { middle(&low, &high) };
        if is_close(&next, &at) {
            return Ok(next);
        }
        last_step = &next - &at;
        at = next;
    }
    Err(Obstacle::NotConverged { algorithm: "root", steps })
}

fn middle<S: Rung>(low: &S, high: &S) -> S {
    ((low + high) * S::ratio(1, 2)).centre()
}

fn is_between<S: Rung>(x: &S, low: &S, high: &S) -> bool {
    let centre = |x: &S| x.reading().centre;
    let (a, b) = (centre(low), centre(high));
    let (least, most) = if a <= b { (a, b) } else { (b, a) };
    centre(x) > least && centre(x) < most
}

/// Whether two iterates differ by a few units in the last place.
fn is_close<S: Rung>(a: &S, b: &S) -> bool {
    let scale = a.reading().magnitude();
    // Of a slope of 0: an infinity is close to nothing.
    scale.is_finite() && (a - b).reading().magnitude() <= scale >> (S::BITS - 3)
}

/// The least ball around `at`, of a growing sequence, over which f provably changes its sign.
fn verified<S: Rung>(f: &dyn Fn(&Dual<S>) -> Dual<S>, at: &S) -> Result<S, Obstacle> {
    let proved = |x: S| {
        let value = f(&Dual::constant(x)).value.reading();
        i32::from(value.is_positive()) - i32::from(value.is_negative())
    };
    let scale = at.abs().max(&S::ratio(1, 1 << 32));
    let tiny = S::ratio(1, 2).power(S::BITS - 2);
    for widening in (0..S::BITS / 2).step_by(4) {
        let radius = &scale * &tiny * S::count(2).power(widening);
        if proved(at - &radius) * proved(at + &radius) < 0 {
            // The points tried are balls themselves: the ball returned contains them.
            let ball = at.widened(&(&radius + &radius));
            let values = f(&Dual::constant(ball.clone())).value.reading();
            return if values.is_finite() {
                Ok(ball)
            } else {
                Err(Obstacle::TooWide { of: "a root" })
            };
        }
    }
    Err(Obstacle::NoSignChange)
}
