//! More pixels alone do not make a linear classifier vulnerable.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, equal, identity, vanishes,
};
use crate::linalg::Matrix;
use crate::number::{Field, Rational, sum};
use num_traits::Zero;

/// A corner η = −ε sign(w) lowers the score most, and Δ = w·(μ₁−μ₀) grows with the number of pixels as ‖w‖₁ does.
pub(super) const NOT_ALWAYS_VULNERABLE: Claim = Claim {
    id: "linear-not-always-vulnerable",
    statement: "max wᵀη over ‖η‖_∞ ≤ ε is ε‖w‖₁; from the mean μ₁ the boundary wᵀ(x − (μ₀+μ₁)/2) = 0 is reached first at \
                ε = wᵀ(μ₁−μ₀)/(2‖w‖₁); with every pixel r times, x → x ⊗ 1_r and w → w ⊗ 1_r, this ε is the same for every r",
    hypotheses: "w, μ₁−μ₀ ∈ R^d with wᵀ(μ₁−μ₀) > 0; d = 1..6, r = 2..8; all 2^d corners η",
    source: "abstract (criticism of the linear explanation); derived here",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: identity!(Pixels, S, |case| {
        let one = case.classifier::<S>(1);
        let needed = one.needed();
        let corners = case.corners::<S>().into_iter();
        Compared::all(corners.map(|corner| at_most(one.weights.inner(&corner), one.reach())))
            .and(equal(one.weights.inner(&one.signs), one.reach()))
            .and(vanishes(one.score_at(&needed), one.separation()))
            .and(equal(case.classifier::<S>(case.copies).needed(), needed))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "inverse-to-the-dimension",
            "the separation grows with the dimension too",
            identity!(Pixels, S, |case| {
                let fewer = case.classifier::<S>(1).needed() / S::count(case.copies);
                equal(case.classifier::<S>(case.copies).needed(), fewer)
            }),
        ),
        Mutant::new(
            "inverse-to-its-root",
            "that is the ratio of a random change to the worst one, not the worst one's size",
            identity!(Pixels, S, |case| {
                let fewer = case.classifier::<S>(1).needed().square() / S::count(case.copies);
                equal(case.classifier::<S>(case.copies).needed().square(), fewer)
            }),
        ),
        Mutant::new(
            "euclidean-size-unchanged",
            "the least ‖η‖₂ is wᵀ(μ₁−μ₀)/(2‖w‖₂), which grows as √r",
            identity!(Pixels, S, |case| {
                let [one, many] = [1, case.copies].map(|r| {
                    let classifier = case.classifier::<S>(r);
                    classifier.separation().square() / classifier.weights.norm_squared()
                });
                equal(many, one)
            }),
        ),
    ],
};

/// A linear classifier of few pixels, and how often each is repeated.
#[derive(Debug)]
struct Pixels {
    /// w, d × 1.
    weights: Matrix<Rational>,
    /// μ₁ − μ₀, d × 1.
    difference: Matrix<Rational>,
    /// r.
    copies: usize,
}

impl Case for Pixels {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let d = draw.dim(1, 6);
        let (weights, difference) = (draw.vector(d), draw.vector(d));
        let score = weights.inner(&difference);
        if score.is_zero() {
            return Err(Rejected("wᵀ(μ₁−μ₀) ≠ 0"));
        }
        let difference = if score < Rational::zero() { -&difference } else { difference };
        Ok(Pixels { weights, difference, copies: draw.dim(2, 8) })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |weights: &[i64], difference: &[i64], copies| {
            let column = |entries: &[i64]| {
                Matrix::column(entries.iter().map(|&x| Rational::fraction(x, 1)).collect())
            };
            Pixels { weights: column(weights), difference: column(difference), copies }
        };
        vec![
            ("one pixel", case(&[3], &[2], 4)),
            ("a pixel without weight", case(&[1, 0, -2], &[1, 5, -1], 2)),
            ("six pixels, 48 in all", case(&[1, -1, 2, -2, 3, -3], &[1, 1, 1, 1, 2, 1], 8)),
        ]
    }
}

/// w, μ₁ − μ₀ and sign(w), every pixel repeated.
struct Classifier<S> {
    weights: Matrix<S>,
    difference: Matrix<S>,
    signs: Matrix<S>,
}

impl Pixels {
    fn classifier<S: Field>(&self, copies: usize) -> Classifier<S> {
        let repeated = |x: &Matrix<Rational>| Matrix::of(x).kronecker(&Matrix::ones(copies, 1));
        let sign = |x: &Rational| Rational::fraction(if *x < Rational::zero() { -1 } else { 1 }, 1);
        Classifier {
            weights: repeated(&self.weights),
            difference: repeated(&self.difference),
            signs: repeated(&self.weights.map(sign)),
        }
    }

    /// All η of entries ±1.
    fn corners<S: Field>(&self) -> Vec<Matrix<S>> {
        let d = self.weights.rows();
        let entry = |at: usize, i: usize| if at >> i & 1 == 1 { -S::one() } else { S::one() };
        (0..1 << d).map(|at| Matrix::from_fn(d, 1, |i, _| entry(at, i))).collect()
    }
}

impl<S: Field> Classifier<S> {
    /// ‖w‖₁.
    fn reach(&self) -> S {
        sum(self.weights.entries().iter().zip(self.signs.entries()).map(|(w, sign)| w * sign))
    }

    /// wᵀ(μ₁ − μ₀).
    fn separation(&self) -> S {
        self.weights.inner(&self.difference)
    }

    /// The ε at which the boundary is reached.
    fn needed(&self) -> S {
        self.separation() / (S::count(2) * self.reach())
    }

    /// The score of μ₁ − ε sign(w).
    fn score_at(&self, size: &S) -> S {
        let from_middle = self.difference.scale(&S::ratio(1, 2));
        self.weights.inner(&(&from_middle - &self.signs.scale(size)))
    }
}
