//! Zeros of systems of equations, proved to exist and to be alone.

use super::flow::{Loss, flat, shaped};
use super::program::Program;
use crate::linalg::Matrix;
use crate::number::{Rational, Real, Rung, sum};
use crate::obstacle::Obstacle;

/// Balls tried around a zero.
const TRIALS: usize = 12;

/// Steps of Newton's method.
const MOST_STEPS: u32 = 60;

/// n functions of n variables, written once for all number types, as [`Velocity`](super::Velocity).
pub trait System {
    /// Their values at a point.
    fn at<T: Real>(&self, point: &[T]) -> Vec<T>;
}

/// A zero of a system.
#[derive(Clone, Debug)]
pub struct Zero<S> {
    /// The zero: proved to be in these balls in rigorous rungs.
    pub at: Vec<S>,
    /// Where no other zero is, in rigorous rungs: balls around it, as wide as could be proved within a factor of 4.
    pub alone: Vec<S>,
}

/// The zero that Newton's method finds from a guess.
///
/// In rigorous rungs it is proved by Krawczyk's test: with C ≈ f′(x̃)⁻¹, if K = x̃ − C·f(x̃) + (I − C·f′(X))(X − x̃) is inside
/// X, then X has one zero of f, and it lies in K. The enclosure is as narrow as the values of f at x̃ are known.
/// In floats the error is some roundoffs times the condition.
///
/// # Errors
/// [`Obstacle::NotConverged`] when Newton's method does not settle, or the test does not succeed; [`Obstacle::Singular`]
/// when the derivative is singular, as it is where zeros are not isolated; [`Obstacle::NotFinite`] for an infinity or NaN.
///
/// # Panics
/// When there are not as many functions as variables.
pub fn zero<S: Rung>(system: &impl System, guess: &[S]) -> Result<Zero<S>, Obstacle> {
    zero_of(&Program::of(guess.len(), |point| system.at(point)), guess)
}

/// The critical point of a loss that Newton's method finds from a guess: the zero of its gradient, as [`zero`].
///
/// # Errors
/// As [`zero`]; the critical points of networks with symmetries are often not isolated, thus singular.
pub fn critical_point<S: Rung>(
    loss: &impl Loss,
    guess: &[Matrix<S>],
) -> Result<Vec<Matrix<S>>, Obstacle> {
    let program = Program::of_matrices(guess, |weights| vec![loss.at(weights)]);
    Ok(shaped(&isolated(&program.differentiated(), &flat(guess))?, guess))
}

/// The zero near a guess, in rigorous rungs as the only one in these balls.
pub(super) fn isolated<S: Rung>(program: &Program, guess: &[S]) -> Result<Vec<S>, Obstacle> {
    let at = polished(program, guess)?;
    if S::RIGOROUS { Krawczyk::new(program, at)?.narrow() } else { Ok(at) }
}

fn zero_of<S: Rung>(program: &Program, guess: &[S]) -> Result<Zero<S>, Obstacle> {
    let (functions, variables) = (program.outputs.len(), guess.len());
    assert_eq!(functions, variables, "the functions and variables of a system");
    let at = polished(program, guess)?;
    if !S::RIGOROUS {
        return Ok(Zero { alone: at.clone(), at });
    }
    let test = Krawczyk::new(program, at)?;
    let narrow = test.narrow()?;
    let alone = test.widest().unwrap_or_else(|| narrow.clone());
    Ok(Zero { at: narrow, alone })
}

/// Newton's method, until its steps are of the roundoff or do not fall any more.
fn polished<S: Rung>(program: &Program, guess: &[S]) -> Result<Vec<S>, Obstacle> {
    let mut at: Vec<S> = guess.iter().map(Rung::centre).collect();
    let mut last = f64::INFINITY;
    for step in 0..MOST_STEPS {
        let values = Matrix::column(program.values(&at));
        let change = program.jacobian(&at).solve(&values)?;
        let next: Vec<S> = at.iter().zip(change.entries()).map(|(x, d)| (x - d).centre()).collect();
        let largest =
            |all: &[S]| all.iter().map(|x| x.centre().reading().to_f64().abs()).fold(0.0, f64::max);
        let (size, moved) = (largest(&next), largest(change.entries()));
        if !next.iter().all(|x| x.reading().is_finite()) {
            return Err(Obstacle::NotFinite { algorithm: "Newton's method" });
        }
        at = next;
        let roundoff = size * 2_f64.powi(3 - S::BITS.cast_signed());
        if moved <= roundoff || (step > 8 && moved >= last / 2.0 && moved <= roundoff * 1024.0) {
            return Ok(at);
        }
        last = moved;
    }
    Err(Obstacle::NotConverged { algorithm: "Newton's method", steps: MOST_STEPS as usize })
}

/// Krawczyk's test around a point.
struct Krawczyk<'a, S> {
    program: &'a Program,
    middle: Vec<S>,
    /// C, without radii.
    inverse: Matrix<S>,
    /// −C·f(x̃).
    shift: Vec<S>,
}

impl<'a, S: Rung> Krawczyk<'a, S> {
    fn new(program: &'a Program, middle: Vec<S>) -> Result<Self, Obstacle> {
        let inverse = program.jacobian(&middle).map(Rung::centre).inverse()?.map(Rung::centre);
        let values = Matrix::column(program.values(&middle));
        let shift = -&(&inverse * &values);
        Ok(Krawczyk { program, middle, inverse, shift: shift.entries().to_vec() })
    }

    /// K − x̃, for X = x̃ ± radii.
    fn image(&self, radii: &[S]) -> Vec<S> {
        let around: Vec<S> = self.middle.iter().zip(radii).map(|(x, r)| x.widened(r)).collect();
        let size = radii.len();
        let error = &Matrix::identity(size) - &(&self.inverse * &self.program.jacobian(&around));
        let spread = |i: usize| {
            let bound = sum(error.row(i).iter().zip(radii).map(|(e, r)| e.abs() * r));
            self.shift[i].widened(&bound)
        };
        (0..size).map(spread).collect()
    }

    /// Whether every |K − x̃|ᵢ is below radiusᵢ.
    fn holds(image: &[S], radii: &[S]) -> bool {
        image.iter().zip(radii).all(|(k, r)| (r - k.abs()).reading().is_positive())
    }

    /// K for an X of a growing sequence: twice the shift, and some roundoffs.
    fn narrow(&self) -> Result<Vec<S>, Obstacle> {
        let roundoff = S::of(&Rational::dyadic(1, 2 - S::BITS.cast_signed()));
        let size = crate::number::largest(self.middle.iter().map(Real::abs));
        let least = (size * &roundoff).max(&(&roundoff * &roundoff));
        let mut radii: Vec<S> = self
            .shift
            .iter()
            .map(|k| S::of(&Rational::exact(2.0 * k.reading().magnitude().to_f64())) + &least)
            .collect();
        for _ in 0..TRIALS {
            let image = self.image(&radii);
            if Self::holds(&image, &radii) {
                return Ok(self.middle.iter().zip(&image).map(|(x, k)| x + k).collect());
            }
            radii = radii.iter().map(|r| (r * S::count(8)).centre()).collect();
        }
        Err(Obstacle::NotConverged { algorithm: "the proof of a zero", steps: TRIALS })
    }

    /// The widest X of a falling sequence of cubes.
    fn widest(&self) -> Option<Vec<S>> {
        let size = crate::number::largest(self.middle.iter().map(Real::abs)).max(&S::one());
        (-4..S::BITS.cast_signed() / 4).find_map(|k| {
            let radius = (&size * S::of(&Rational::dyadic(1, -2 * k))).centre();
            let radii = vec![radius; self.middle.len()];
            let holds = Self::holds(&self.image(&radii), &radii);
            holds.then(|| self.middle.iter().zip(&radii).map(|(x, r)| x.widened(r)).collect())
        })
    }
}
