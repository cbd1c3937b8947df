//! The strength of adversarial examples is the secant of the deviation angle.

use crate::claim::{
    Case, Claim, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational};
use num_traits::Zero;

/// m_C(i) is off i by 2‖(i−mid)·c‖/‖c‖ = ‖i−j‖cos δ.
///
/// i − m_B(i) and i − m_C(i) are of degree 3 over 2, the quotient of their squares of degree 10 over 10, and cos²δ 4 over 4.
pub(super) const STRENGTH_SECANT: Claim = Claim {
    id: "adversarial-strength-secant",
    statement: "m_B(i) = j, and (‖i−m_B(i)‖/‖i−m_C(i)‖)²·cos²δ = 1: the strength is 1/cos δ, as both are positive",
    hypotheses: "i ≠ j; C passes through mid; c·z > 0; d = 2..6, 10",
    source: "abstract (strength and deviation angle); normalisation and derivation here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 14 },
    check: identity!(Boundary, S, |case| {
        let [i, j] = case.means::<S>();
        let strength = case.strength_squared::<S>(&case.middle());
        let mirrored = reflected(&i, &(&i - &j), &case.middle());
        equal(mirrored, j).and(equal(strength * case.cosine_squared::<S>(), S::one()))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "boundary-off-the-middle",
            "moved along z, C is nearer to one mean than to the other at the same angle",
            identity!(Boundary, S, |case| {
                let [i, j] = case.means::<S>();
                let through = &case.middle() + &(&i - &j).scale(&S::of(&case.shift));
                equal(case.strength_squared::<S>(&through) * case.cosine_squared::<S>(), S::one())
            }),
        ),
        Mutant::new(
            "cosecant",
            "δ is measured from the direction of the means: at δ = 0 the strength is 1, not infinite",
            identity!(Boundary, S, |case| {
                let sine_squared = S::one() - case.cosine_squared::<S>();
                equal(case.strength_squared::<S>(&case.middle()) * sine_squared, S::one())
            }),
        ),
        Mutant::new(
            "secant-squared",
            "the distance of i from C is shorter by one factor cos δ than that from B, and the step is twice that",
            identity!(Boundary, S, |case| {
                let fourth = case.cosine_squared::<S>().square();
                equal(case.strength_squared::<S>(&case.middle()) * fourth, S::one())
            }),
        ),
    ],
};

/// Two means and a hyperplane through their middle.
#[derive(Debug)]
struct Boundary {
    /// i and j, d × 1.
    means: [Matrix<Rational>; 2],
    /// c, d × 1, of any length.
    normal: Matrix<Rational>,
    /// How far a mutant moves C, in units of i − j.
    shift: Rational,
}

impl Case for Boundary {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let d = draw.dim(2, 6);
        Boundary::of(draw, d)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let column = |entries: &[i64]| {
            Matrix::column(entries.iter().map(|&x| Rational::fraction(x, 1)).collect())
        };
        let plane = |normal: &[i64]| Boundary {
            means: [column(&[1, 0]), column(&[-1, 0])],
            normal: column(normal),
            shift: Rational::fraction(1, 4),
        };
        let tape: Vec<u64> = squares_tape(80, 7, 97);
        let wide = Boundary::of(&mut Draw::replay(&tape), 10).expect("c·z ≠ 0 on this tape");
        vec![
            ("no tilt", plane(&[1, 0])),
            ("an eighth of a turn: √2", plane(&[1, 1])),
            ("nearly along the boundary", plane(&[1, 1000])),
            ("ten dimensions", wide),
        ]
    }
}

impl Boundary {
    fn of(draw: &mut Draw<'_>, d: usize) -> Result<Self, Rejected> {
        let means = [draw.vector(d), draw.vector(d)];
        let normal = draw.vector(d);
        let along = normal.inner(&(&means[0] - &means[1]));
        if along.is_zero() {
            return Err(Rejected("c·z ≠ 0"));
        }
        let normal = if along < Rational::zero() { -&normal } else { normal };
        Ok(Boundary { means, normal, shift: draw.above("0", "1") })
    }

    fn means<S: Field>(&self) -> [Matrix<S>; 2] {
        self.means.each_ref().map(Matrix::of)
    }

    /// mid.
    fn middle<S: Field>(&self) -> Matrix<S> {
        let [i, j] = self.means::<S>();
        (&i + &j).scale(&S::ratio(1, 2))
    }

    /// cos²δ.
    fn cosine_squared<S: Field>(&self) -> S {
        let [i, j] = self.means::<S>();
        let (normal, apart) = (Matrix::<S>::of(&self.normal), &i - &j);
        normal.inner(&apart).square() / (normal.norm_squared() * apart.norm_squared())
    }

    /// The square of the strength of a C that passes through a point.
    fn strength_squared<S: Field>(&self, through: &Matrix<S>) -> S {
        let [i, j] = self.means::<S>();
        let nearest = &i - &reflected(&i, &(&i - &j), &self.middle());
        let tilted = &i - &reflected(&i, &Matrix::of(&self.normal), through);
        nearest.norm_squared() / tilted.norm_squared()
    }
}

/// The mirror image of `point` in the hyperplane of this normal through a point.
fn reflected<S: Field>(point: &Matrix<S>, normal: &Matrix<S>, through: &Matrix<S>) -> Matrix<S> {
    let height = (point - through).inner(normal) / normal.norm_squared();
    point - &normal.scale(&(S::count(2) * height))
}
