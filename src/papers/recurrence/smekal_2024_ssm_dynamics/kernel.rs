//! The transfer function of a kernel that is cut off.

use super::fourier::{inverse, parts, roots, transform};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, check, equal, squares_tape,
    vanishes,
};
use crate::linalg::Matrix;
use crate::networks::StateSpace;
use crate::number::{Complex, Field, Rational, Rung, sum};
use crate::obstacle::Obstacle;
use num_traits::Zero;

/// Σ_{t<T} (e^{−iω}A)ᵗ is a geometric series.
pub(super) const TRUNCATED_KERNEL: Claim = Claim {
    id: "ssm-truncated-kernel-dft",
    statement: "Σ_{t<T} K_te^{−iω_kt} = C(I − e^{−iω_kT}Aᵀ)(I − e^{−iω_k}A)⁻¹B for all k < P, P ≥ T, where Aᵀ is the Tth power; and y is the inverse \
                transform of the product of the transforms of u and K, both padded with zeros to 2T − 1, cut to T",
    hypotheses: "e^{iω_k} no eigenvalue of A: here ‖A‖∞ = 0.8; x₋₁ = 0; P = T or 2T; in a known case 64 states of non-negative entries, T = 64, at two of 128 frequencies",
    source: "derived here (whether the paper keeps the truncation factor was not verified)",
    kind: Kind::Equality,
    method: Method::Enclosure,
    check: check!(System, S, |case| {
        Ok(case
            .has_transform::<S>(Kernel::Truncated)?
            .and(case.is_filtered(2 * case.inputs.len() - 1)))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "without-the-truncation-factor",
            "the infinite kernel has a tail of the size of ρ(A)ᵀ",
            check!(System, S, |case| case.has_transform::<S>(Kernel::Infinite)),
        ),
        Mutant::new(
            "without-padding",
            "a transform of length T wraps the convolution around",
            check!(System, S, |case| case.is_filtered::<S>(case.inputs.len())),
        ),
    ],
};

/// A system, its inputs and a period.
#[derive(Debug)]
struct System {
    space: StateSpace<Rational>,
    /// u₀, …, u_{T−1}.
    inputs: Vec<Rational>,
    /// P.
    period: usize,
    /// The k at which the transform is looked at.
    frequencies: Vec<usize>,
}

/// The kernel whose transform is claimed.
#[derive(Clone, Copy)]
enum Kernel {
    /// With the factor I − e^{−iωT}Aᵀ.
    Truncated,
    Infinite,
}

impl Case for System {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, length, turns) = (draw.dim(1, 4), draw.dim(2, 10), draw.dim(1, 2));
        System::with_dims(draw, size, length, turns)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, length, turns| {
            let tape = squares_tape(120, 7, 73);
            System::with_dims(&mut Draw::replay(&tape), size, length, turns).expect("A ≠ 0")
        };
        vec![
            ("two states, T = P = 12", case(2, 12, 1)),
            ("six states, T = 8, P = 16", case(6, 8, 2)),
            ("one state, T = 2", case(1, 2, 1)),
            ("four states, T = 32, P = 64", case(4, 32, 2)),
            ("64 states, T = 64, P = 128", System::wide()),
        ]
    }
}

impl System {
    fn with_dims(
        draw: &mut Draw<'_>,
        size: usize,
        length: usize,
        turns: usize,
    ) -> Result<Self, Rejected> {
        let drawn = draw.matrix(size, size);
        System::of(draw, &drawn, length, turns)
    }

    /// Of non-negative entries, so that the spectral radius is not far from ‖A‖∞, and Aᵀ not from 1.
    fn wide() -> Self {
        let tape = squares_tape(5_000, 7, 10_007);
        let mut draw = Draw::replay(&tape);
        let drawn = draw.matrix(64, 64).map(Rational::abs);
        let system = System::of(&mut draw, &drawn, 64, 2).expect("A ≠ 0");
        System { frequencies: vec![3, 50], ..system }
    }

    fn of(
        draw: &mut Draw<'_>,
        drawn: &Matrix<Rational>,
        length: usize,
        turns: usize,
    ) -> Result<Self, Rejected> {
        let size = drawn.rows();
        let rows = (0..size).map(|i| sum(drawn.row(i).iter().map(Rational::abs)));
        let norm = rows.fold(Rational::zero(), |top, row| if row > top { row } else { top });
        if norm.is_zero() {
            return Err(Rejected("A ≠ 0"));
        }
        let transition = drawn.scale(&(Rational::fraction(4, 5) / norm));
        let (input, output) = (draw.vector(size), draw.matrix(1, size));
        let inputs = (0..length).map(|_| draw.entry()).collect();
        Ok(System {
            space: StateSpace { transition, input, output },
            inputs,
            period: turns * length,
            frequencies: (0..turns * length).collect(),
        })
    }

    fn kernel<S: Field>(&self) -> Vec<S> {
        let kernel = StateSpace::<S>::of(&self.space).kernel(self.inputs.len());
        kernel.iter().map(|k| k[(0, 0)].clone()).collect()
    }

    /// The transform of the kernel is that of this one by the formula.
    fn has_transform<S: Rung>(&self, kernel: Kernel) -> Result<Compared<S>, Obstacle> {
        let (space, roots) = (StateSpace::<S>::of(&self.space), roots::<S>(self.period));
        let length = self.inputs.len();
        let power = space.transition.power(u32::try_from(length).expect("a short sequence"));
        let late = &space.output * &power;
        let mut claimed = Vec::new();
        for &k in &self.frequencies {
            let response = response(&space, &roots[k])?;
            let value = read(&space.output, &response);
            let cut = &roots[k * length % self.period] * read(&late, &response);
            claimed.push(match kernel {
                Kernel::Truncated => value - cut,
                Kernel::Infinite => value,
            });
        }
        let found = transform(&self.kernel::<S>(), self.period);
        let found: Vec<_> = self.frequencies.iter().map(|&k| found[k].clone()).collect();
        Ok(equal(parts(&found), parts(&claimed)))
    }

    /// The outputs by transforms of this length.
    fn is_filtered<S: Rung>(&self, period: usize) -> Compared<S> {
        let inputs: Vec<S> = self.inputs.iter().map(S::of).collect();
        let space = StateSpace::<S>::of(&self.space);
        let columns: Vec<_> = inputs.iter().map(|u| Matrix::column(vec![u.clone()])).collect();
        let outputs = space.outputs(&columns, &space.rest());
        let outputs: Vec<S> = outputs.iter().map(|y| y[(0, 0)].clone()).collect();
        let factors = transform(&inputs, period).into_iter().zip(transform(&self.kernel(), period));
        let product: Vec<_> = factors.map(|(u, k)| u * k).collect();
        let found = &inverse(&product)[..inputs.len()];
        let (re, im) = (found.iter().map(|x| x.re.clone()), found.iter().map(|x| x.im.clone()));
        vanishes(im.collect::<Vec<_>>(), &*outputs).and(equal(re.collect::<Vec<_>>(), outputs))
    }
}

/// Real and imaginary part of (I − zA)⁻¹B, from the real system of twice the size.
fn response<S: Rung>(
    space: &StateSpace<S>,
    z: &Complex<S>,
) -> Result<(Matrix<S>, Matrix<S>), Obstacle> {
    let size = space.transition.rows();
    let real = &Matrix::identity(size) - &space.transition.scale(&z.re);
    let imaginary = space.transition.scale(&z.im);
    let system = real.beside(&imaginary).stacked(&(-&imaginary).beside(&real));
    let found = S::solve(&system, &space.input.stacked(&Matrix::zeros(size, 1)))?;
    let part = |from: usize| Matrix::from_fn(size, 1, |i, _| found[(from + i, 0)].clone());
    Ok((part(0), part(size)))
}

/// A row times a complex column.
fn read<S: Field>(row: &Matrix<S>, (re, im): &(Matrix<S>, Matrix<S>)) -> Complex<S> {
    Complex { re: row.times(re)[(0, 0)].clone(), im: row.times(im)[(0, 0)].clone() }
}
