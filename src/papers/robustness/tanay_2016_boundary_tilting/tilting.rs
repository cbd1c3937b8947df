//! A boundary may be tilted as far as one likes without any change of what the data see.

use crate::calculus::{Jet, integral, normal_density};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, agree, at_most, below, check,
    equal, squares_tape,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// c_t·x = c·x + t n·x, and n·x is the same for all data. For Gaussian data c_t·x has the variance cᵀΣc + t²ε², and the density
/// of the normal law is at most 1/√(2π).
pub(super) const TILTING: Claim = Claim {
    id: "tilting-leaves-performance",
    statement: "data in x₀ + V, n ⟂ V a unit vector, c_t = c + tn with the offset moved by t n·x₀: every score, and so every label, is the same for \
                all t, while cos δ_t = c·z/√(‖c‖²+t²) and t ≤ (c·z)/cos δ_t ≤ t + ‖c‖²/(2t). Of data N(±μ, Σ), n·μ = 0, Σn = ε²n, the error is \
                Φ(−c·μ/√(cᵀΣc+t²ε²)), above its value at t = 0 by less than c·μ t²ε²/(2√(2π)(cᵀΣc)^{3/2}), and within c·μ/(√(2π)tε) of ½",
    hypotheses: "c, z ∈ V, c·z > 0, c·μ > 0; t > 0, ε > 0; d = 2..4, dim V = 1..d−1; 30 points",
    source: "abstract (strength independent of performance); derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Setting, S, |tilt| Ok(tilt
        .keeps_scores::<S>()
        .and(agree(tilt.labels_kept(&tilt.normal()), tilt.points.cols()))
        .and(tilt.has_cosine::<S>(tilt.length_tilted()))
        .and(tilt.has_strength::<S>())
        .and(tilt.has_error::<S>()?))),
    witness: None,
    mutants: &[
        Mutant::new(
            "normal-within-the-data",
            "an n with a part in V moves the scores of different points differently",
            check!(Setting, S, |tilt| {
                let within = tilt.frame().columns(0..1);
                agree::<S>(tilt.labels_kept(&(&tilt.normal() + &within)), tilt.points.cols())
            }),
        ),
        Mutant::new(
            "error-unchanged-by-noise",
            "noise of size ε along n is multiplied by t",
            check!(Setting, S, |tilt| {
                let still = error_of::<S>(&tilt.mean(), &tilt.variance(&tilt.within()))?;
                let tilted = error_of::<S>(&tilt.mean(), &tilt.variance(&tilt.tilted()))?;
                Ok::<_, Obstacle>(equal(tilted, still))
            }),
        ),
        Mutant::new(
            "lengths-added",
            "c and n are at a right angle",
            check!(Setting, S, |tilt| tilt
                .has_cosine::<S>(tilt.within::<S>().norm() + S::of(&tilt.tilt))),
        ),
    ],
};

/// A space of data, a boundary, and its tilt.
#[derive(Debug)]
struct Setting {
    /// Orthogonal, d × d: V is spanned by its first columns, n is its last.
    orthogonal: Matrix<Rational>,
    /// c, i − j and μ in V, dim V × 1 each.
    boundary: Matrix<Rational>,
    means: Matrix<Rational>,
    centre: Matrix<Rational>,
    /// x₀, d × 1.
    origin: Matrix<Rational>,
    /// The data in V, dim V × 30.
    points: Matrix<Rational>,
    /// Σ on V.
    spread: Matrix<Rational>,
    /// t.
    tilt: Rational,
    /// ε.
    noise: Rational,
}

impl Case for Setting {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let d = draw.dim(2, 4);
        let within = draw.dim(1, d - 1);
        Setting::of(draw, d, within)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let tape: Vec<u64> = squares_tape(900, 7, 97);
        let case = |d, within, tilt, noise| Setting {
            tilt,
            noise,
            ..Setting::of(&mut Draw::replay(&tape), d, within).expect("c·z ≠ 0 on this tape")
        };
        let thousandth = Rational::fraction(1, 1000);
        vec![
            ("a line in the plane", case(2, 1, Rational::from(20), Rational::fraction(1, 4))),
            ("a plane in space, little noise", case(3, 2, Rational::from(5), thousandth.clone())),
            ("a slight tilt", case(3, 1, thousandth, Rational::fraction(1, 2))),
            ("five of eight dimensions", case(8, 5, Rational::from(2), Rational::from(1))),
        ]
    }
}

impl Setting {
    fn of(draw: &mut Draw<'_>, d: usize, within: usize) -> Result<Self, Rejected> {
        let means = draw.vector(within);
        let mut towards = |size: usize| {
            let vector = draw.vector(size);
            let along = vector.inner(&means);
            if along.is_zero() {
                return Err(Rejected("c·z ≠ 0 and c·μ ≠ 0"));
            }
            Ok(if along < Rational::zero() { -&vector } else { vector })
        };
        let boundary = towards(within)?;
        Ok(Setting {
            // μ is a multiple of i − j.
            centre: means.scale(&draw.above("0", "1")),
            boundary,
            means,
            orthogonal: draw.orthogonal(d),
            origin: draw.vector(d),
            points: draw.matrix(within, 30),
            spread: draw.positive_definite(within),
            tilt: draw.above("0", "20"),
            noise: draw.above("0", "1"),
        })
    }

    /// An orthonormal basis of V, d × dim V.
    fn frame(&self) -> Matrix<Rational> {
        self.orthogonal.columns(0..self.boundary.rows())
    }

    /// n.
    fn normal(&self) -> Matrix<Rational> {
        self.orthogonal.col(self.orthogonal.cols() - 1)
    }

    /// c, d × 1.
    fn within<S: Field>(&self) -> Matrix<S> {
        Matrix::of(&(&self.frame() * &self.boundary))
    }

    /// c_t.
    fn tilted<S: Field>(&self) -> Matrix<S> {
        &self.within() + &Matrix::of(&self.normal()).scale(&S::of(&self.tilt))
    }

    /// The data, d × 30.
    fn data(&self) -> Matrix<Rational> {
        let moved = &self.frame() * &self.points;
        Matrix::from_fn(moved.rows(), moved.cols(), |i, k| &moved[(i, k)] + &self.origin[(i, 0)])
    }

    /// The scores of the data, 1 × 30, by c + t·direction with its offset moved by t·direction·x₀.
    fn scores<S: Field>(&self, tilt: &Rational, direction: &Matrix<Rational>) -> Matrix<S> {
        let tilted = &self.within::<S>() + &Matrix::of(direction).scale(&S::of(tilt));
        let (data, origin) = (Matrix::<S>::of(&self.data()), Matrix::<S>::of(&self.origin));
        let offset =
            self.within::<S>().inner(&origin) + S::of(tilt) * Matrix::of(direction).inner(&origin);
        (&tilted.transpose() * &data).map(|score| score - &offset)
    }

    fn keeps_scores<S: Field>(&self) -> Compared<S> {
        let (still, normal) = (Rational::zero(), self.normal());
        equal(self.scores::<S>(&self.tilt, &normal), self.scores::<S>(&still, &normal))
    }

    /// How many of the data keep their label, in exact rationals, when c is tilted along a direction.
    fn labels_kept(&self, direction: &Matrix<Rational>) -> usize {
        let before = self.scores::<Rational>(&Rational::zero(), direction);
        let after = self.scores::<Rational>(&self.tilt, direction);
        let pairs = before.entries().iter().zip(after.entries());
        pairs.filter(|(before, after)| before.sign() == after.sign()).count()
    }

    /// z = (i − j)/‖i − j‖.
    fn direction<S: Rung>(&self) -> Matrix<S> {
        let means = Matrix::<S>::of(&(&self.frame() * &self.means));
        means.scale(&(S::one() / means.norm()))
    }

    /// √(‖c‖²+t²).
    fn length_tilted<S: Rung>(&self) -> S {
        (self.within::<S>().norm_squared() + S::of(&self.tilt).square()).sqrt()
    }

    /// cos δ_t.
    fn cosine<S: Rung>(&self) -> S {
        let tilted = self.tilted::<S>();
        tilted.inner(&self.direction()) / tilted.norm()
    }

    fn has_cosine<S: Rung>(&self, length: S) -> Compared<S> {
        equal(self.cosine::<S>(), self.within::<S>().inner(&self.direction()) / length)
    }

    /// t ≤ (c·z)/cos δ_t ≤ t + ‖c‖²/(2t).
    fn has_strength<S: Rung>(&self) -> Compared<S> {
        let (c, t) = (self.within::<S>(), S::of(&self.tilt));
        let strength = c.inner(&self.direction()) / self.cosine::<S>();
        let above = c.norm_squared() / (S::count(2) * &t);
        at_most(&t, &strength).and(at_most(strength, t + above))
    }

    /// Σ, d × d: ε² along n, and 1 in the directions that are left.
    fn covariance<S: Field>(&self) -> Matrix<S> {
        let (d, within) = (self.orthogonal.rows(), self.boundary.rows());
        let noise = &self.noise * &self.noise;
        let middle = Matrix::from_fn(d, d, |i, j| match (i, j) {
            _ if i < within && j < within => self.spread[(i, j)].clone(),
            _ if i == j && i + 1 == d => noise.clone(),
            _ => Rational::from(usize::from(i == j)),
        });
        Matrix::of(&(&(&self.orthogonal * &middle) * &self.orthogonal.transpose()))
    }

    /// μ·normal for the tilted normal.
    fn mean<S: Field>(&self) -> S {
        self.tilted::<S>().inner(&Matrix::of(&(&self.frame() * &self.centre)))
    }

    /// The variance of normal·x.
    fn variance<S: Field>(&self, normal: &Matrix<S>) -> S {
        normal.inner(&(&self.covariance() * normal))
    }

    fn has_error<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let (c, mean) = (self.within::<S>(), self.mean::<S>());
        let still = self.variance(&c);
        let noise = (S::of(&self.tilt) * S::of(&self.noise)).square();
        let argument =
            c.inner(&Matrix::of(&(&self.frame() * &self.centre))) / (&still + &noise).sqrt();
        let error = error_of(&mean, &self.variance(&self.tilted()))?;
        let at_rest = error_of(&mean, &still)?;
        let half = S::ratio(1, 2);
        let formula = &half - integral(|x| density(x), &S::zero(), &argument)?;
        let peak = normal_density(&S::zero());
        let above = &peak * &mean * &noise / (S::count(2) * &still * still.sqrt());
        Ok(equal(&error, formula)
            .and(below(&at_rest, &error))
            .and(below(&error, &(at_rest + above)))
            .and(below(&half - peak * mean / noise.sqrt(), error)))
    }
}

/// P(y < 0) = ½ − P(0 < y < m) for a normal y of mean m > 0 and this variance.
fn error_of<S: Rung>(mean: &S, variance: &S) -> Result<S, Obstacle> {
    let deviation = variance.sqrt();
    let of_score = |y: &Jet<S>| {
        density(&y.shift(&-mean).scale(&(S::one() / &deviation))).scale(&(S::one() / &deviation))
    };
    Ok(S::ratio(1, 2) - integral(of_score, &S::zero(), mean)?)
}

/// φ.
fn density<S: Rung>(x: &Jet<S>) -> Jet<S> {
    x.times(x).scale(&S::ratio(-1, 2)).exp().scale(&normal_density(&S::zero()))
}
