//! The end-to-end update of a single-output network is the gradient of no function.

use crate::calculus::{Jet, integral};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, below, check, equal, equal_at,
    vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// A gradient field has loop integral 0 and a symmetric Jacobian; F has neither.
pub(super) const NO_REGULARIZER: Claim = Claim {
    id: "arora-no-regularizer",
    statement: "F(w) = ‖w‖^{2−2/N}(g + (N−1)(wᵀg/‖w‖²)w), for N ≥ 3 and L = gᵀw, g ≠ 0, is no gradient field: \
                ∂ⱼFᵢ − ∂ᵢFⱼ = −((N−1)(N−2)/N)‖w‖^{−2/N}(wⱼgᵢ − wᵢgⱼ), and for L = w₁ in the plane, around the half annulus \
                r₁ ≤ ‖w‖ ≤ r₂, w₂ ≥ 0, counterclockwise, ∮F·dw = 2((N−1)(N−2)/N)(r₂^{3−2/N} − r₁^{3−2/N})/(3−2/N) > 0",
    hypotheses: "N > 2; L linear with ∇L(0) ≠ 0; w ≠ 0 in R^d, d = 2..4; 0 < r₁ < r₂",
    source: "the paper's impossibility theorem (abstract); the hypothesis N > 2 and the constants derived here",
    kind: Kind::Impossibility,
    method: Method::Enclosure,
    check: check!(Setting, S, |setting| {
        let loops = setting.loops_by::<S>(Loss::Linear, &[1, 2])?;
        Ok(setting.has_curl::<S>().and(loops))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "for-depth-2-too",
            "for N = 2, F = ∇(‖w‖·wᵀg)",
            check!(From<2>, S, |setting| setting.0.loops_by::<S>(Loss::Linear, &[1])),
        ),
        Mutant::new(
            "for-depth-1-too",
            "for N = 1, F = g = ∇L",
            check!(From<1>, S, |setting| setting.0.loops_by::<S>(Loss::Linear, &[2])),
        ),
        Mutant::new(
            "stationary-at-zero",
            "L = ½‖w‖² has F = N‖w‖^{2−2/N}w, a gradient",
            check!(Setting, S, |setting| setting.loops_by::<S>(Loss::Bowl, &[1, 2])),
        ),
        Mutant::new(
            "depth-2-is-conservative",
            "for N = 2 and L = ½(w−c)ᵀA(w−c) the Jacobian of F is not symmetric",
            check!(From<2>, S, |setting| setting.0.has_no_curl_at_depth_2::<S>()),
        ),
    ],
};

/// A depth, a point, a linear loss, and two radii.
#[derive(Debug)]
struct Setting {
    depth: u64,
    point: Vec<Rational>,
    gradient: Vec<Rational>,
    inner: Rational,
    outer: Rational,
    /// Whether the loop is walked too, which takes long: always in known cases, in one of eight random ones.
    walked: bool,
}

impl Case for Setting {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Setting::from_depth(draw, 3)
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![
            ("N = 3, radii 1 and 2", Setting::plane(3)),
            ("N = 6, radii 1 and 2", Setting::plane(6)),
        ]
    }
}

/// Depths from a least one, which is the first known case.
#[derive(Debug)]
struct From<const LEAST: u64>(Setting);

impl<const LEAST: u64> Case for From<LEAST> {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Setting::from_depth(draw, LEAST).map(From)
    }

    fn known() -> Vec<(&'static str, Self)> {
        vec![("the least depth", From(Setting::plane(LEAST)))]
    }
}

/// Whose gradient g is.
#[derive(Clone, Copy)]
enum Loss {
    /// w₁
    Linear,
    /// ½‖w‖²
    Bowl,
}

impl Setting {
    fn from_depth(draw: &mut Draw<'_>, least: u64) -> Result<Self, Rejected> {
        let depth = least + draw.dim(0, 3) as u64;
        let size = draw.dim(2, 4);
        let point: Vec<_> = (0..size).map(|_| draw.entry()).collect();
        let gradient: Vec<_> = (0..size).map(|_| draw.entry()).collect();
        let inner = draw.between("0.25", "1");
        let outer = &inner + draw.between("0.25", "1");
        let walked = draw.chance(1, 8);
        if point.iter().all(Zero::is_zero) || gradient.iter().all(Zero::is_zero) {
            return Err(Rejected("w ≠ 0 and g ≠ 0"));
        }
        Ok(Setting { depth, point, gradient, inner, outer, walked })
    }

    fn plane(depth: u64) -> Self {
        let [zero, one, two] = [0, 1, 2].map(|n: usize| Rational::from(n));
        let (point, gradient) = (vec![one.clone(), two.clone()], vec![one.clone(), zero]);
        Setting { depth, point, gradient, inner: one, outer: two, walked: true }
    }

    /// F at w, where the loss has gradient g.
    fn force<S: Rung>(&self, w: &[Jet<S>], g: &[Jet<S>]) -> Vec<Jet<S>> {
        let inner = |a: &[Jet<S>], b: &[Jet<S>]| {
            let products = a.iter().zip(b).map(|(x, y)| x.times(y));
            products.reduce(|total, x| total.plus(&x)).expect("at least one coordinate")
        };
        let norm_squared = inner(w, w);
        let size = norm_squared.pow(&(S::one() - S::ratio(1, self.depth)));
        let along = inner(w, g).over(&norm_squared).scale(&S::of(&self.count(&[1])));
        w.iter().zip(g).map(|(w, g)| size.times(&g.plus(&along.times(w)))).collect()
    }

    /// ∂ⱼFᵢ − ∂ᵢFⱼ at the point, i × j, for a loss of gradient `g`.
    fn curl<S: Rung>(&self, g: impl Fn(&[Jet<S>]) -> Vec<Jet<S>>) -> Matrix<S> {
        let size = self.point.len();
        let columns: Vec<Vec<S>> = (0..size)
            .map(|j| {
                let variable = Jet::variable(S::of(&self.point[j]), 1);
                let fixed = |i: usize| variable.constant(S::of(&self.point[i]));
                let w: Vec<_> =
                    (0..size).map(|i| if i == j { variable.clone() } else { fixed(i) }).collect();
                self.force(&w, &g(&w)).iter().map(|f| f.coefficients()[1].clone()).collect()
            })
            .collect();
        Matrix::from_fn(size, size, |i, j| &columns[j][i] - &columns[i][j])
    }

    /// The curl of a linear loss is the closed form.
    fn has_curl<S: Rung>(&self) -> Compared<S> {
        let (w, g): (Vec<S>, Vec<S>) =
            (self.point.iter().map(S::of).collect(), self.gradient.iter().map(S::of).collect());
        let curl = self.curl(|at| g.iter().map(|g| at[0].constant(g.clone())).collect());
        let norm_squared = S::dot(&w, &w);
        let size = norm_squared.pow(&-S::ratio(1, self.depth));
        let factor = -size * S::of(&self.count(&[1, 2])) / S::of(&self.count(&[0]));
        let expected =
            Matrix::from_fn(w.len(), w.len(), |i, j| (&w[j] * &g[i] - &w[i] * &g[j]) * &factor);
        // Where w ∥ g both vanish; the terms that cancel are of the size of the Jacobian's, ‖w‖‖g‖‖w‖^{−2/N}.
        let scale = factor.abs() * (norm_squared * S::dot(&g, &g)).sqrt();
        equal_at(curl, expected, scale)
    }

    /// The curl at N = 2 of L = ½(w−c)ᵀA(w−c) with A = diag(1, 2, 3, …), c = (1, 1, …) is 0.
    fn has_no_curl_at_depth_2<S: Rung>(&self) -> Compared<S> {
        let curl = self.curl(|w| {
            let weighted = |(i, w): (usize, &Jet<S>)| w.shift(&-S::one()).scale(&S::count(i + 1));
            w.iter().enumerate().map(weighted).collect()
        });
        vanishes(curl, S::one())
    }

    /// ∏ (N − k) over `shifts` k.
    fn count(&self, shifts: &[i64]) -> Rational {
        let depth = i64::try_from(self.depth).expect("a small depth");
        shifts
            .iter()
            .fold(Rational::from(1), |product, k| product * Rational::fraction(depth - k, 1))
    }

    /// 2(∏ (N − k)/N)(r₂^{3−2/N} − r₁^{3−2/N})/(3−2/N) over `factors` k.
    fn closed_form<S: Rung>(&self, factors: &[i64]) -> S {
        let exponent = S::count(3) - S::ratio(2, self.depth);
        let power = |radius: &Rational| S::of(radius).pow(&exponent);
        let factor = S::of(&(self.count(factors) / self.count(&[0]))) * S::count(2);
        factor * (power(&self.outer) - power(&self.inner)) / exponent
    }

    /// ∮F·dw is the closed form with these factors, and so is positive where these are.
    fn loops_by<S: Rung>(&self, loss: Loss, factors: &[i64]) -> Result<Compared<S>, Obstacle> {
        if !self.walked {
            return Ok(Compared::nothing());
        }
        let (walked, closed) = (self.loop_integral::<S>(loss)?, self.closed_form::<S>(factors));
        Ok(equal(walked.clone(), closed).and(below(S::zero(), walked)))
    }

    /// ∮F·dw around the half annulus in the plane.
    fn loop_integral<S: Rung>(&self, loss: Loss) -> Result<S, Obstacle> {
        let (inner, outer) = (S::of(&self.inner), S::of(&self.outer));
        let right = self.along_axis(loss, &inner, &outer)?;
        let left = self.along_axis(loss, &-&outer, &-&inner)?;
        Ok(right + self.along_arc(loss, &outer)? + left - self.along_arc(loss, &inner)?)
    }

    /// ∫F₁ dw₁ on the first axis.
    fn along_axis<S: Rung>(&self, loss: Loss, from: &S, to: &S) -> Result<S, Obstacle> {
        let integrand = |x: &Jet<S>| {
            let w = [x.clone(), x.constant(S::zero())];
            self.force(&w, &loss.gradient(&w)).swap_remove(0)
        };
        integral(integrand, from, to)
    }

    /// ∫F·dw on the upper half circle, counterclockwise.
    fn along_arc<S: Rung>(&self, loss: Loss, radius: &S) -> Result<S, Obstacle> {
        let integrand = |angle: &Jet<S>| {
            let (sin, cos) = angle.sin_cos();
            let w = [cos.scale(radius), sin.scale(radius)];
            let force = self.force(&w, &loss.gradient(&w));
            force[1].times(&w[0]).minus(&force[0].times(&w[1]))
        };
        integral(integrand, &S::zero(), &S::pi())
    }
}

impl Loss {
    fn gradient<S: Field>(self, w: &[Jet<S>; 2]) -> Vec<Jet<S>> {
        match self {
            Self::Linear => vec![w[0].constant(S::one()), w[0].constant(S::zero())],
            Self::Bowl => w.to_vec(),
        }
    }
}
