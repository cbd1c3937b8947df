//! The sharpness of a minimum grows at least linearly with depth.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Rung};
use num_traits::One;
use std::cmp::Ordering;

/// A positive semidefinite matrix of rank one has its trace as its only eigenvalue that is not 0.
pub(super) const LINEAR_IN_DEPTH: Claim = Claim {
    id: "saxe-sharpness-linear-in-depth",
    statement: "the Hessian of E(a) = ½(s − ∏aᵢ)², a ∈ R^D, at a minimum ∏aᵢ = s > 0 is vvᵀ with vᵢ = s/aᵢ, so that \
                λ_max = s²Σaᵢ⁻² ≥ D s^{2−2/D}, with equality iff all |aᵢ| are equal: the largest stable step, 2/λ_max, is \
                ≤ 2/(D s^{2−2/D})",
    hypotheses: "s > 0; D ≥ 1; a a global minimum, of any signs, for D ≥ 2 not all |aᵢ| equal (where both sides agree)",
    source: "the paper's learning rate of the order of 1/depth (from memory); derived here: AM–GM on the aᵢ⁻²",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Unequal, S, |minimum| {
        let minimum = &minimum.0;
        let (top, least) = (minimum.trace::<S>(), minimum.balanced::<S>());
        let step = |curvature: &S| S::count(2) / curvature;
        let steps = at_most(step(&top), step(&least));
        let strict = minimum.weights.len() > 1;
        let bound = if strict { below(least, top) } else { at_most(least, top) };
        minimum.is_rank_one::<S>().and(steps).and(bound)
    }),
    witness: Some(check!(Equal, S, |minimum| equal(
        minimum.0.trace::<S>(),
        minimum.0.balanced::<S>()
    ))),
    mutants: &[
        Mutant::new(
            "d-s-squared",
            "a balanced minimum with s > 1 has D s^{2−2/D} only",
            check!(Equal, S, |minimum| {
                let s = S::of(&minimum.0.strength());
                at_most(s.square() * S::count(minimum.0.weights.len()), minimum.0.trace::<S>())
            }),
        ),
        Mutant::new(
            "unbalanced-minima-are-flatter",
            "by AM–GM the balanced ones are the flattest",
            check!(Unequal, S, |minimum| at_most(
                minimum.0.trace::<S>(),
                minimum.0.balanced::<S>()
            )),
        ),
        Mutant::new(
            "off-the-minimum",
            "elsewhere the residual s − ∏aᵢ bends too: with all aᵢ equal, (1, …, 1) has the eigenvalue \
             D p²/a² − (D−1)(s−p)p/a², p = a^D, and not D p²/a²",
            check!(Equal, S, |minimum| minimum.0.keeps_its_eigenvalue_off_the_minimum::<S>()),
        ),
    ],
};

/// The weights a; s is their product.
#[derive(Debug)]
struct Minimum {
    weights: Vec<Rational>,
}

/// At least two sizes of weights, or one weight.
#[derive(Debug)]
struct Unequal(Minimum);

impl Case for Unequal {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 8);
        let mut weights: Vec<_> = (0..depth).map(|_| draw.between("0.5", "2")).collect();
        if weights.iter().all(|a| *a == weights[0]) {
            return Err(Rejected("not all |aᵢ| equal"));
        }
        if draw.chance(1, 4) {
            weights[0] = -&weights[0];
            weights[1] = -&weights[1];
        }
        Ok(Unequal(Minimum { weights }))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |weights: &[i64]| {
            let weights = weights.iter().map(|&a| Rational::fraction(a, 4)).collect();
            Unequal(Minimum { weights })
        };
        vec![
            ("one weight", case(&[3])),
            ("two weights", case(&[2, 8])),
            ("one of thirty is twice the others", case(&[[4; 29].as_slice(), &[8]].concat())),
        ]
    }
}

/// D ≥ 2 equal weights of at least 1.
#[derive(Debug)]
struct Equal(Minimum);

impl Case for Equal {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let depth = draw.dim(2, 8);
        let weight = draw.above("1", "2");
        Ok(Equal(Minimum { weights: vec![weight; depth] }))
    }
}

impl Minimum {
    /// s = ∏aᵢ.
    fn strength(&self) -> Rational {
        let s = self.weights.iter().fold(Rational::one(), |product, a| product * a);
        debug_assert_eq!(s.sign(), Some(Ordering::Greater));
        s
    }

    /// ∂²E/∂aᵢ∂aⱼ of E(a) = ½(s − ∏aᵢ)², by differentiating twice.
    fn hessian<S: Field>(&self, strength: &Rational) -> Matrix<S> {
        let depth = self.weights.len();
        let indicator = |on: bool| if on { S::one() } else { S::zero() };
        let second = |i: usize, j: usize| {
            let weight = |(k, a): (usize, &Rational)| Dual {
                value: Dual { value: S::of(a), slope: indicator(k == i) },
                slope: Dual::constant(indicator(k == j)),
            };
            let product = self.weights.iter().enumerate().map(weight);
            let product = product.fold(Dual::<Dual<S>>::one(), |product, a| product * a);
            let error = Dual::<Dual<S>>::of(strength) - product;
            (error.square() * Dual::ratio(1, 2)).slope.slope
        };
        Matrix::from_fn(depth, depth, second)
    }

    /// The Hessian is vvᵀ.
    fn is_rank_one<S: Field>(&self) -> Compared<S> {
        let strength = self.strength();
        let v = Matrix::column(self.weights.iter().map(|a| S::of(&(&strength / a))).collect());
        equal(self.hessian::<S>(&strength), &v * &v.transpose())
    }

    /// λ_max of the Hessian, as its trace.
    fn trace<S: Field>(&self) -> S {
        self.hessian::<S>(&self.strength()).trace()
    }

    /// D s^{2−2/D}.
    fn balanced<S: Rung>(&self) -> S {
        let depth = self.weights.len();
        let exponent = Rational::from(2) - Rational::from(2) / Rational::from(depth);
        S::count(depth) * S::of(&self.strength()).pow(&S::of(&exponent))
    }

    /// At equal weights with ∏aᵢ = s/2 the eigenvalue of (1, …, 1) is D p^{2−2/D}.
    fn keeps_its_eigenvalue_off_the_minimum<S: Rung>(&self) -> Compared<S> {
        let hessian = self.hessian::<S>(&(self.strength() * Rational::from(2)));
        let ones = Matrix::ones(self.weights.len(), 1);
        let rayleigh = ones.inner(&(&hessian * &ones)) / S::count(self.weights.len());
        equal(rayleigh, self.balanced::<S>())
    }
}
