//! Averaged weights against averaged predictions.

use super::model::{curvature, inner, output};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal,
};
use crate::linalg::Matrix;
use crate::networks::Activation;
use crate::number::{Field, Rational, Real};
use num_traits::Zero;

/// f ± ½H‖θ‖² are convex and concave along the segment.
pub(super) const AVERAGING: Claim = Claim {
    id: "weight-averaging-vs-prediction-averaging",
    statement: "|f_{αθ₁+(1−α)θ₂}(x) − αf_θ₁(x) − (1−α)f_θ₂(x)| ≤ ½Hα(1−α)‖θ₁ − θ₂‖² where ‖∇²_θ f(x)‖ ≤ H on the segment, with equality for \
        f = ½H‖θ‖²; 0 if f is linear in θ (W shared)",
    hypotheses: "f = Vtanh(Wx), d ≤ 3, h ≤ 3, H from the larger weights of the two ends, θ₁ ≠ θ₂, x ≠ 0; and f = ½(c₁θ₁² + c₂θ₂²), H = max|cᵢ|, \
        |c₁| ≠ |c₂|, where both coordinates change; 0 < α < 1",
    source: "derived here from the paper's use of averaged weights",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Segment, S, |segment| {
        segment.is_nearly_linear::<S>().and(segment.is_bounded_by_the_form())
    }),
    witness: Some(check!(Quadratic, S, |case| {
        let [gap, square] = case.sides::<S>();
        equal(gap, square * case.factor::<S>() * S::ratio(1, 2))
    })),
    mutants: &[
        Mutant::new(
            "half-the-constant",
            "½Hθ² attains the bound",
            check!(Quadratic, S, |case| {
                let [gap, square] = case.sides::<S>();
                at_most(gap, square * case.factor::<S>() * S::ratio(1, 4))
            }),
        ),
        Mutant::new(
            "cubed-distance",
            "½Hθ² attains the bound, and d³ < d² for d < 1",
            check!(Quadratic, S, |case| {
                let [gap, square] = case.sides::<S>();
                let cube = &square * square.sqrt();
                at_most(gap, cube * case.factor::<S>() * S::ratio(1, 2))
            }),
        ),
    ],
};

/// Two networks and a share of each.
#[derive(Debug)]
struct Segment {
    /// W, V of each.
    ends: [[Matrix<Rational>; 2]; 2],
    /// x.
    probe: Matrix<Rational>,
    /// α.
    share: Rational,
    /// c.
    form: Matrix<Rational>,
    /// θ₁, θ₂ of the form.
    points: [Matrix<Rational>; 2],
}

impl Case for Segment {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, width) = (draw.dim(1, 3), draw.dim(1, 3));
        let ends = [(); 2].map(|()| [draw.matrix(width, size), draw.matrix(1, width)]);
        let probe = draw.vector(size);
        let share = draw.between("0", "1");
        if share.is_zero() || probe.norm_squared().is_zero() || ends[0] == ends[1] {
            return Err(Rejected("0 < α, x ≠ 0 and θ₁ ≠ θ₂"));
        }
        let (form, points) = (draw.vector(2), [draw.vector(2), draw.vector(2)]);
        let moves = (&points[0] - &points[1]).entries().iter().all(|x| !x.is_zero());
        if !moves || form[(0, 0)].abs() == form[(1, 0)].abs() {
            return Err(Rejected("|c₁| ≠ |c₂|, and both coordinates of θ change"));
        }
        Ok(Segment { ends, probe, share, form, points })
    }
}

/// f = ½H‖θ‖².
#[derive(Debug)]
struct Quadratic {
    /// H.
    curvature: Rational,
    ends: [Matrix<Rational>; 2],
    /// α.
    share: Rational,
}

impl Case for Quadratic {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let size = draw.dim(1, 3);
        let ends = [draw.vector(size), draw.vector(size)];
        let (curvature, share) = (draw.above("0", "2"), draw.between("0", "1"));
        if share.is_zero() || ends[0] == ends[1] {
            return Err(Rejected("0 < α and θ₁ ≠ θ₂"));
        }
        Ok(Quadratic { curvature, ends, share })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let half = || Rational::fraction(1, 2);
        let ends = [Matrix::zeros(1, 1), Matrix::column(vec![half()])];
        vec![("θ = 0 and ½", Quadratic { curvature: Rational::from(1), ends, share: half() })]
    }
}

/// αa + (1 − α)b.
fn mixed<S: Field>(share: &S, a: &Matrix<S>, b: &Matrix<S>) -> Matrix<S> {
    &a.scale(share) + &b.scale(&(S::one() - share))
}

impl Segment {
    fn is_nearly_linear<S: Real>(&self) -> Compared<S> {
        let (share, probe) = (S::of(&self.share), Matrix::<S>::of(&self.probe));
        let ends = self.ends.each_ref().map(|end| end.each_ref().map(Matrix::<S>::of));
        let at = |weights: &[Matrix<S>; 2]| output(weights, Activation::Tanh, &probe);
        let [one, other] = &ends;
        let middle = [0, 1].map(|layer| mixed(&share, &one[layer], &other[layer]));
        let average = |a: S, b: S| &share * a + (S::one() - &share) * b;
        let gap = at(&middle) - average(at(one), at(other));
        let change = [0, 1].map(|layer| &one[layer] - &other[layer]);
        let bend = curvature(&[&one[1], &other[1]], &probe) * &share * (S::one() - &share);
        let bound = bend * inner(&change, &change) * S::ratio(1, 2);
        // With W shared f is linear in V.
        let tied = |outer: &Matrix<S>| at(&[one[0].clone(), outer.clone()]);
        let linear = equal(tied(&middle[1]), average(tied(&one[1]), tied(&other[1])));
        at_most(gap.abs(), bound).and(linear)
    }

    /// The bound for ½Σcᵢθᵢ².
    fn is_bounded_by_the_form<S: Real>(&self) -> Compared<S> {
        let (share, form) = (S::of(&self.share), Matrix::<S>::of(&self.form));
        let [one, other] = self.points.each_ref().map(Matrix::<S>::of);
        let value = |theta: &Matrix<S>| form.inner(&theta.map(Field::square)) * S::ratio(1, 2);
        let average = &share * value(&one) + (S::one() - &share) * value(&other);
        let gap = value(&mixed(&share, &one, &other)) - average;
        let bend = form.max_abs() * &share * (S::one() - &share);
        at_most(gap.abs(), bend * (&one - &other).norm_squared() * S::ratio(1, 2))
    }
}

impl Quadratic {
    /// Hα(1 − α).
    fn factor<S: Field>(&self) -> S {
        S::of(&self.curvature) * S::of(&self.share) * (S::one() - S::of(&self.share))
    }

    /// The gap of f, and ‖θ₁ − θ₂‖².
    fn sides<S: Real>(&self) -> [S; 2] {
        let share = S::of(&self.share);
        let [one, other] = self.ends.each_ref().map(Matrix::<S>::of);
        let value =
            |theta: &Matrix<S>| theta.norm_squared() * S::of(&self.curvature) * S::ratio(1, 2);
        let average = &share * value(&one) + (S::one() - &share) * value(&other);
        let gap = value(&mixed(&share, &one, &other)) - average;
        [gap.abs(), (&one - &other).norm_squared()]
    }
}
