//! Solving the state backwards again does not give the gradient of the discrete network.

use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, below, check, equal,
    rounds_to,
};
use crate::linalg::Matrix;
use crate::number::{Dual, Field, Rational, Real, Rung, Traced};

pub(super) const REVERSE_SOLVE: Claim = Claim {
    id: "node-reverse-solve-is-not-discrete-gradient",
    statement: "f = tanh(θz), L = ½z(1)², Euler with N steps: the gradient by θ of Euler's adjoint with z solved backwards, minus that of the discrete \
        map, is D_N/N with D_N < 0 and 9/10 ≤ D_2N/D_N ≤ 5/4 for N = 16, 32: of the exact order 1/N",
    hypotheses: "0.9 ≤ θ ≤ 2, ½ ≤ z₀ ≤ 3/2 (elsewhere the leading coefficient changes its sign, as at θ = 0.9, z₀ = ¼); \
        N = 20..80 in known cases, where D_10, …, D_160 are −0.034, −0.047, −0.054, −0.057, −0.059",
    source: "standard caveat of the paper's reverse solve; derived here",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Solve, S, |solve| solve.differs_by_order_1::<S>()),
    witness: None,
    mutants: &[Mutant {
        id: "reverse-solve-is-exact",
        why_false: "Euler backwards from z_N does not pass through z_{N−1}, …, z₀",
        check: check!(Solve, S, |solve| {
            let [reverse, exact] = solve.gradients::<S>(solve.steps);
            equal(reverse, exact)
        }),
        literal_reading: None,
    }],
};

/// θ, z₀ and N.
#[derive(Debug)]
struct Solve {
    parameter: Rational,
    start: Rational,
    steps: usize,
    /// Some N, and D_N.
    quoted: &'static [(usize, &'static str)],
}

impl Case for Solve {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (parameter, start) = (draw.between("0.9", "2"), draw.between("0.5", "1.5"));
        Ok(Solve { parameter, start, steps: *draw.pick(&[16, 32]), quoted: &[] })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |steps, quoted| Solve {
            parameter: Rational::fraction(9, 10),
            start: Rational::fraction(1, 2),
            steps,
            quoted,
        };
        vec![
            ("θ = 0.9, z₀ = ½, N = 20 and 40", case(20, &[(10, "-0.034"), (20, "-0.047")])),
            ("θ = 0.9, z₀ = ½, N = 40 and 80", case(40, &[(40, "-0.054"), (80, "-0.057")])),
            ("θ = 0.9, z₀ = ½, N = 80 and 160", case(80, &[(160, "-0.059")])),
        ]
    }
}

impl Solve {
    /// dL/dθ by the reverse solve, and of the discrete map.
    fn gradients<S: Real>(&self, steps: usize) -> [S; 2] {
        let (parameter, start) = (S::of(&self.parameter), S::of(&self.start));
        let exact = gradient(&[Matrix::column(vec![parameter.clone()])], |weights| {
            let end = euler(&weights[0][(0, 0)], Traced::constant(start.clone()), steps);
            end.square() / Traced::count(2)
        });
        let step = S::one() / S::count(steps);
        let mut z = euler(&parameter, start, steps);
        let (mut adjoint, mut by_parameter) = (z.clone(), S::zero());
        for _ in 0..steps {
            let constant = Dual::constant;
            let by_state = velocity(&constant(parameter.clone()), &Dual::variable(z.clone()));
            let along = velocity(&Dual::variable(parameter.clone()), &constant(z.clone()));
            by_parameter += &(&step * &adjoint * along.slope);
            adjoint += &(&step * by_state.slope * &adjoint);
            z -= &(&step * by_state.value);
        }
        [by_parameter, exact[0][(0, 0)].clone()]
    }

    /// N·(reverse − exact).
    fn scaled<S: Real>(&self, steps: usize) -> S {
        let [reverse, exact] = self.gradients::<S>(steps);
        (reverse - exact) * S::count(steps)
    }

    fn differs_by_order_1<S: Rung>(&self) -> Compared<S> {
        let [coarse, fine] = [1, 2].map(|factor| -self.scaled::<S>(factor * self.steps));
        below(S::zero(), coarse.clone())
            .and(at_most(S::ratio(9, 10) * &coarse, fine.clone()))
            .and(at_most(fine, S::ratio(5, 4) * coarse))
            .and(Compared::all(
                self.quoted.iter().map(|&(steps, text)| rounds_to(&self.scaled::<S>(steps), text)),
            ))
    }
}

fn velocity<T: Real>(parameter: &T, z: &T) -> T {
    (parameter * z).tanh()
}

/// z_N.
fn euler<T: Real>(parameter: &T, start: T, steps: usize) -> T {
    let step = T::one() / T::count(steps);
    (0..steps).fold(start, |z, _| &z + &step * velocity(parameter, &z))
}
