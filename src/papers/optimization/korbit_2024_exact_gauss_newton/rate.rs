//! No linear rate without nondegeneracy.
//!
//! With w = 1/x², w⁺ = w(1 + u)² for u = 2x²/(2x² + λ), so that w⁺ − w = (2u + u²)/x² = 4/λ − 4x²(4x² + λ)/(λ(2x² + λ)²), which lies between
//! 4/λ − 8x²/λ² and 4/λ.

use crate::calculus::derivative;
use crate::claim::{
    Case, Claim, Compared, Draw, Erratum, Kind, Method, Mutant, Rejected, at_most, check, rounds_to,
};
use crate::number::{Field, Rational, Real, Rung};

pub(super) const NO_LINEAR_RATE: Claim = Claim {
    id: "egn-no-global-linear-rate",
    statement: "ρ(x) = x², loss ½ρ², b = 1, unit step, x⁺ = x(2x² + λ)/(4x² + λ): 1/x₀² + 4t/λ − (8/λ²)Σ_{s<t}x_s² ≤ 1/x_t² ≤ 1/x₀² + 4t/λ, \
        so that t·x_t² → λ/4 and |g_t| = 2x_t³ decays like t^{−3/2}: Θ(ε^{−2/3}) steps to |g| ≤ ε; at t = 1, 10, 100, … ≤ T",
    hypotheses: "0.1 ≤ λ ≤ 5, 0.1 ≤ x₀ ≤ 3, T = 100 (in known cases 10⁴ and 10⁶); the step from the derivative of ρ",
    source: "derived here, against the wording of the first abstract",
    kind: Kind::Impossibility,
    method: Method::Enclosure,
    check: check!(Valley, S, |valley| valley.is_slow::<S>()),
    witness: None,
    mutants: &[
        Mutant {
            id: "linear-rate",
            why_false: "where the Jacobian vanishes at the solution the damping takes over, and each step takes off a share of 2x²/λ only",
            check: check!(Valley, S, |valley| {
                let (path, last) = (valley.path::<S>(), valley.steps);
                let share = S::ratio(99, 100).power(u32::try_from(last).expect("few steps"));
                at_most(slope(&path[last]), share * slope(&path[0]))
            }),
            literal_reading: Some(Erratum {
                reading: "the damped Gauss–Newton method reaches an ε-stationary point at a linear rate: |g_t| ≤ |g₀|qᵗ, q = 0.99, for t = 100 and 10⁴",
                true_form: "|g_t| decays like t^{−3/2} at the degenerate solution of ρ(x) = x²; a linear rate needs a nondegeneracy or \
                    Polyak–Łojasiewicz condition",
                caveat: "the first abstract speaks of a linear rate and the later one (2025) of convergence in expectation only; the theorem's own \
                    hypotheses, which may exclude this case, were not available, and neither was its q",
            }),
        },
        Mutant::new(
            "limit-doubled",
            "1/x² grows by 4/λ a step, so that t·x² tends to λ/4",
            check!(Valley, S, |valley| {
                let (path, last) = (valley.path::<S>(), valley.steps);
                let damping = S::of(&valley.damping);
                let scaled = S::count(last) * path[last].square();
                at_most((scaled - &damping / S::count(2)).abs(), damping / S::count(8))
            }),
        ),
    ],
};

/// The damping, the start, and how many steps are made.
#[derive(Debug)]
struct Valley {
    /// λ.
    damping: Rational,
    /// x₀.
    start: Rational,
    /// T.
    steps: usize,
    /// T·x_T².
    quoted: Option<&'static str>,
}

impl Case for Valley {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (damping, start) = (draw.log_uniform("0.1", "5"), draw.between("0.1", "3"));
        Ok(Valley { damping, start, steps: 100, quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |tenths, steps| Valley {
            damping: Rational::fraction(tenths, 10),
            start: Rational::from(1),
            steps,
            quoted: None,
        };
        let long = Valley { quoted: Some("0.25000103"), ..case(10, 1_000_000) };
        vec![
            ("λ = 1", case(10, 10_000)),
            ("λ = 0.1", case(1, 10_000)),
            ("λ = 0.5", case(5, 10_000)),
            ("λ = 5", case(50, 10_000)),
            ("λ = 1, a million steps", long),
        ]
    }
}

/// |g| = |ρρ′|.
fn slope<S: Real>(x: &S) -> S {
    (x.square() * derivative(x, Field::square)).abs()
}

impl Valley {
    /// x₀, …, x_T.
    fn path<S: Real>(&self) -> Vec<S> {
        let damping = S::of(&self.damping);
        let next = |x: &S| {
            let jacobian = derivative(x, Field::square);
            let step = &jacobian * x.square() / (jacobian.square() + &damping);
            Some(x - &step)
        };
        std::iter::successors(Some(S::of(&self.start)), next).take(self.steps + 1).collect()
    }

    fn is_slow<S: Rung>(&self) -> Compared<S> {
        let (path, damping) = (self.path::<S>(), S::of(&self.damping));
        let start = S::one() / path[0].square();
        let mut squares = S::zero();
        let mut pairs = Compared::nothing();
        let mut mark = 1;
        for t in 1..path.len() {
            squares += &path[t - 1].square();
            if t != mark {
                continue;
            }
            mark *= 10;
            let inverse = S::one() / path[t].square();
            let fastest = &start + S::ratio(4, 1) * S::count(t) / &damping;
            let lag = S::ratio(8, 1) * &squares / damping.square();
            pairs = pairs
                .and(at_most(&fastest - lag, inverse.clone()))
                .and(at_most(inverse, fastest.clone()))
                .and(at_most(S::count(2) / (fastest.sqrt() * &fastest), slope(&path[t])));
        }
        let last = path.len() - 1;
        let reached = S::count(last) * path[last].square();
        pairs.and(self.quoted.map_or(Compared::nothing(), |text| rounds_to(&reached, text)))
    }
}
