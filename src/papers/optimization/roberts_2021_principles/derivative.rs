//! How a Gaussian mean changes with the variance.

use super::susceptibility::Kernel;
use crate::calculus::derivative;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, identity,
};
use crate::number::{Dual, Field, Rational, sum};

/// Over K² all sides have degree ≤ 4 + 1 in K and the coefficients, times K² and C_W: ≤ 8.
pub(super) const KERNEL_DERIVATIVE: Claim = Claim {
    id: "pdlt-kernel-derivative-identity",
    statement: "d⟨F⟩_K/dK = ⟨F(z² − K)⟩_K/(2K²) = ½⟨F″⟩_K; for relu χ_∥ = χ_⊥ = C_W/2 for all K",
    hypotheses: "K > 0; F any polynomial of degree ≤ 6, or one without constant term in z² for z > 0 and 0 for z < 0, as relu²; by the moments \
        (2k − 1)!!Kᵏ of z, halved for the latter",
    source: "criticality chapter; derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 8 },
    check: identity!(Function, S, |case| {
        case.has_derivative::<S>(2)
            .and(case.one_sided().has_derivative(2))
            .and(case.is_critical_for_relu())
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "without-the-half",
            "the density has −z²/(2K) in its exponent and K^{−1/2} before it",
            identity!(Function, S, |case| case.has_derivative::<S>(1)),
        ),
        Mutant::new(
            "susceptibilities-agree-for-tanh",
            "χ_∥ and χ_⊥ are equal for act = z, and for tanh at K = 0 only",
            check!(Kernel, S, |kernel| {
                let [parallel, across] = kernel.susceptibilities::<S>();
                equal(parallel, across)
            }),
        ),
    ],
};

/// F, K and C_W.
#[derive(Debug)]
struct Function {
    /// Of 1, z, z², …; of 1, z², z⁴, … on one side.
    coefficients: Vec<Rational>,
    is_one_sided: bool,
    /// K.
    kernel: Rational,
    /// C_W.
    gain: Rational,
}

impl Case for Function {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let degree = draw.dim(1, 6);
        let coefficients = (0..=degree).map(|_| draw.entry()).collect();
        let (kernel, gain) = (draw.above("0", "4"), draw.above("0", "4"));
        Ok(Function { coefficients, is_one_sided: false, kernel, gain })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let fourth_power = (0..5).map(|k| Rational::from(usize::from(k == 4))).collect();
        let [kernel, gain] = [3, 2].map(|n: usize| Rational::from(n));
        let case = Function { coefficients: fourth_power, is_one_sided: false, kernel, gain };
        vec![("z⁴ at K = 3", case)]
    }
}

impl Function {
    /// The even polynomial with these coefficients but the first, on z > 0.
    fn one_sided(&self) -> Self {
        let mut coefficients = self.coefficients[..self.coefficients.len().min(4)].to_vec();
        coefficients[0] = Rational::from(0);
        Function {
            coefficients,
            is_one_sided: true,
            kernel: self.kernel.clone(),
            gain: self.gain.clone(),
        }
    }

    /// χ_∥ = χ_⊥ = C_W/2, where relu² is z², and relu′² is 1, on one side.
    fn is_critical_for_relu<S: Field>(&self) -> Compared<S> {
        let [zero, one] = [0, 1].map(|n: usize| Rational::from(n));
        let square = Function { coefficients: vec![zero, one.clone()], ..self.one_sided() };
        let step = Function { coefficients: vec![one], ..self.one_sided() };
        let (gain, kernel) = (S::of(&self.gain), S::of(&self.kernel));
        let critical = &gain * S::ratio(1, 2);
        let across = step.total(|exponent| step.moment(&kernel, exponent));
        equal(&gain * square.weighted::<S>(2), &critical).and(equal(gain * across, critical))
    }

    /// The exponent of z that belongs to each coefficient.
    fn exponent(&self, at: usize) -> usize {
        if self.is_one_sided { 2 * at } else { at }
    }

    /// E z^exponent: (2k − 1)!!Kᵏ for 2k; on one side half of it.
    fn moment<T: Field>(&self, kernel: &T, exponent: usize) -> T {
        if exponent % 2 == 1 {
            return T::zero();
        }
        let odd = (1..exponent).step_by(2);
        let whole = odd.fold(T::one(), |product, k| product * T::count(k) * kernel);
        if self.is_one_sided { whole * T::ratio(1, 2) } else { whole }
    }

    /// Σ coefficient·term(exponent).
    fn total<T: Field>(&self, term: impl Fn(usize) -> T) -> T {
        let terms = self.coefficients.iter().enumerate();
        sum(terms.map(|(at, c)| T::of(c) * term(self.exponent(at))))
    }

    /// ⟨F(z² − K)⟩/(factor·K²).
    fn weighted<S: Field>(&self, factor: usize) -> S {
        let kernel = S::of(&self.kernel);
        let whole = self.total(|exponent| {
            self.moment(&kernel, exponent + 2) - &kernel * self.moment(&kernel, exponent)
        });
        whole / (S::count(factor) * kernel.square())
    }

    fn has_derivative<S: Field>(&self, factor: usize) -> Compared<S> {
        let kernel = S::of(&self.kernel);
        let slope = derivative(&kernel, |kernel: &Dual<S>| {
            self.total(|exponent| self.moment(kernel, exponent))
        });
        let second = self.total(|exponent| {
            let pairs = S::count(exponent * exponent.saturating_sub(1));
            pairs * self.moment(&kernel, exponent.saturating_sub(2))
        });
        equal(&slope, self.weighted::<S>(factor)).and(equal(slope, second * S::ratio(1, 2)))
    }
}
