//! Which blends keep a stable system stable at every step.

use super::discretised::discretised;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    rounds_to,
};
use crate::linalg::Matrix;
use crate::networks::Modes;
use crate::number::{Complex, Field, Rational, Rung, largest, sum};
use crate::obstacle::Obstacle;
use num_traits::One;

/// |1 − αz|² − |1 + (1−α)z|² = −2 Re z + (2α − 1)|z|².
pub(super) const GBT_STABILITY: Claim = Claim {
    id: "gbt-stability",
    statement: "if AP = P diag(λ) with Re λ < 0 and ½ ≤ α ≤ 1, then ĀP = P diag(μ) with μ = (1 + (1−α)Δλ)/(1 − αΔλ), and ρ(Ā) = max |μ| < 1 for every \
                Δ > 0; for 0 ≤ α < ½ and A = −1, |Ā| > 1 as soon as Δ > 2/(1 − 2α)",
    hypotheses: "A diagonalisable over the complex numbers; Δ in [10⁻², 10³] where it is drawn; HiPPO's matrix scaled to rational entries, which is \
                 similar to it",
    source: "the paper's generalised bilinear transform; derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Stable, S, |case| {
        let [found, mapped] = case.spectra::<S>()?;
        let parts =
            |m: &Matrix<Complex<S>>| m.map(|x| x.re.clone()).stacked(&m.map(|x| x.im.clone()));
        Ok(equal(parts(&found), parts(&mapped))
            .and(below(case.radius::<S>(&case.blend, &case.step), S::one()))
            .and(case.breaks::<S>()?)
            .and(case.is_quoted()))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "euler-is-stable",
            "1 + Δλ leaves the unit disk when Δ is large",
            check!(Stable, S, |case| {
                below(case.radius::<S>(&Rational::fraction(0, 1), &case.step), S::one())
            }),
        ),
        Mutant::new(
            "nearly-bilinear-is-stable",
            "α = 0.4 has |μ| → 1.5 as Δ grows",
            check!(Stable, S, |case| {
                below(case.radius::<S>(&Rational::fraction(2, 5), &case.step), S::one())
            }),
        ),
        Mutant::new(
            "radius-falls-with-the-step",
            "the bilinear μ tends to −1 as Δ grows",
            check!(Stable, S, |case| {
                let half = Rational::fraction(1, 2);
                let longer = &case.step * Rational::from(10);
                at_most(case.radius::<S>(&half, &longer), case.radius::<S>(&half, &case.step))
            }),
        ),
    ],
};

/// A stable system with a step.
#[derive(Debug)]
struct Stable {
    modes: Modes,
    /// α ≥ ½.
    blend: Rational,
    /// Δ.
    step: Rational,
    /// α < ½.
    low_blend: Rational,
    /// Δ(1 − 2α)/2 > 1 for A = −1.
    excess: Rational,
    /// ρ(Ā) for α and for α = 0.
    quoted: Option<[&'static str; 2]>,
}

impl Case for Stable {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let pairs = draw.dim(0, 2);
        let reals = draw.dim(usize::from(pairs == 0), 2);
        let size = 2 * pairs + reals;
        let mut falling = || -draw.above("0", "2");
        let damping: Vec<_> = (0..pairs + reals).map(|_| falling()).collect();
        let pair = |re: &Rational| [re.clone(), draw.entry()];
        let turning = damping[..pairs].iter().map(pair).collect();
        let modes = Modes::new(draw.matrix(size, size), turning, damping[pairs..].to_vec());
        let is_bilinear = draw.chance(1, 2);
        Ok(Stable {
            modes: modes.map_err(|_| Rejected("P invertible"))?,
            blend: if is_bilinear { Rational::fraction(1, 2) } else { draw.above("0.5", "1") },
            step: draw.log_uniform("1e-2", "1e3"),
            low_blend: draw.between("0", "0.5"),
            excess: Rational::one() + draw.above("0", "2"),
            quoted: None,
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |blend, (step, over), quoted| Stable {
            modes: hippo(5),
            blend,
            step: Rational::fraction(step, over),
            low_blend: Rational::fraction(0, 1),
            excess: Rational::from(100),
            quoted: Some(quoted),
        };
        let (bilinear, backward) = (Rational::fraction(1, 2), Rational::one());
        vec![
            ("HiPPO, N = 5, bilinear, Δ = 0.1", case(bilinear.clone(), (1, 10), ["0.905", "0.9"])),
            ("HiPPO, N = 5, bilinear, Δ = 1", case(bilinear.clone(), (1, 1), ["0.429", "4"])),
            ("HiPPO, N = 5, bilinear, Δ = 10", case(bilinear, (10, 1), ["0.923", "49"])),
            ("HiPPO, N = 5, backward, Δ = 0.1", case(backward.clone(), (1, 10), ["0.909", "0.9"])),
            ("HiPPO, N = 5, backward, Δ = 1", case(backward.clone(), (1, 1), ["0.5", "4"])),
            ("HiPPO, N = 5, backward, Δ = 10", case(backward, (10, 1), ["0.0909", "49"])),
        ]
    }
}

impl Stable {
    /// μ of every λ.
    fn mapped<S: Field>(&self, blend: &Rational, step: &Rational) -> Vec<Complex<S>> {
        let of = |x: Rational| Complex::real(S::of(&x));
        let (explicit, implicit) = (of((Rational::one() - blend) * step), of(blend * step));
        let one = Complex::<S>::one();
        let map = |value: Complex<S>| (&one + &explicit * &value) / (&one - &implicit * value);
        self.modes.values().into_iter().map(map).collect()
    }

    /// max |μ|.
    fn radius<S: Rung>(&self, blend: &Rational, step: &Rational) -> S {
        largest(self.mapped::<S>(blend, step).iter().map(Complex::abs))
    }

    fn is_quoted<S: Rung>(&self) -> Compared<S> {
        let Some([own, euler]) = self.quoted else { return Compared::nothing() };
        let radius = |blend: &Rational| self.radius::<S>(blend, &self.step);
        rounds_to(&radius(&self.blend), own)
            .and(rounds_to(&radius(&Rational::fraction(0, 1)), euler))
    }

    /// ĀP and P diag(μ), with AP and P diag(λ) below them.
    fn spectra<S: Rung>(&self) -> Result<[Matrix<Complex<S>>; 2], Obstacle> {
        let (matrix, vectors) = (self.modes.matrix(), self.modes.vectors::<S>());
        let input = Matrix::zeros(matrix.rows(), 1);
        let (transition, _) = discretised(&matrix, &input, &self.blend, &self.step)?;
        let times = |m: &Matrix<Rational>| &m.map(Complex::of) * &vectors;
        let scaled = |values: Vec<Complex<S>>| &vectors * &Matrix::diagonal(&values);
        let mapped = scaled(self.mapped(&self.blend, &self.step));
        Ok([
            times(&transition).stacked(&times(&matrix)),
            mapped.stacked(&scaled(self.modes.values())),
        ])
    }

    /// |Ā| > 1 for A = −1 and a blend below ½.
    fn breaks<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let two = Rational::from(2);
        let step = &two / (Rational::one() - &two * &self.low_blend) * &self.excess;
        let (minus, plus) = (-&Matrix::ones(1, 1), Matrix::ones(1, 1));
        let (transition, _) = discretised(&minus, &plus, &self.low_blend, &step)?;
        Ok(below(S::one(), S::of(&transition[(0, 0)]).abs()))
    }
}

/// HiPPO's −A in the coordinates x_n/√(2n + 1), of the eigenvalues −1, …, −N.
fn hippo(size: usize) -> Modes {
    let matrix = hippo_matrix(size);
    let mut basis = Matrix::identity(size);
    for j in 0..size {
        for i in j + 1..size {
            let known: Rational = sum((j..i).map(|k| &matrix[(i, k)] * &basis[(k, j)]));
            basis[(i, j)] = known / (&matrix[(j, j)] - &matrix[(i, i)]);
        }
    }
    let values = (0..size).map(|i| matrix[(i, i)].clone()).collect();
    Modes::new(basis, Vec::new(), values).expect("a triangular basis of diagonal 1")
}

fn hippo_matrix(size: usize) -> Matrix<Rational> {
    Matrix::from_fn(size, size, |n, k| match n.cmp(&k) {
        std::cmp::Ordering::Greater => -Rational::from(2 * k + 1),
        std::cmp::Ordering::Equal => -Rational::from(n + 1),
        std::cmp::Ordering::Less => Rational::fraction(0, 1),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_modes_of_hippo_are_those_of_its_matrix() {
        assert_eq!(super::hippo(5).matrix(), super::hippo_matrix(5));
    }
}
