//! A late deficit does little, if the pathway keeps its output.

use super::paths::{Paths, Phase, Training};
use super::state::{Mode, Split};
use crate::calculus::flow;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, rounds_to,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Rung};
use crate::obstacle::Obstacle;

/// Any state with a + b < σ is one at a t₁; and any value of a between a(t₁) and s̃, which it tends to in the deficit, is one at a t₂: so that no flow is needed
/// to try all t₁, t₂. Both runs end at a in [a(t₁), a(t₁) + ρ₁].
pub(super) const LATE_DEFICIT: Claim = Claim {
    id: "cp-late-deficit-bound",
    statement: "FREEZE on [t₁, t₂], ρ₁ = σ − a(t₁) − b(t₁) > 0: |a∞ with the deficit − a∞ without| ≤ ρ₁, and the same for b: a late deficit does no harm as ρ₁ → 0; under REMOVE |Δa∞| is 0.416 and 0.533 in the known cases of ρ₁ < 3·10⁻⁶",
    hypotheses: "a₀, b₀ > 0, a₀ + b₀ < σ; the state (a, b) at t₁ and a at t₂ anywhere that the flow takes them, or by the flow of a whole network in the known cases",
    source: "abstract and a figure's caption (late deficits are negligible); the bound derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Late, S, |late| {
        let change = late.change::<S>(Phase::Freeze)?;
        let bounded = change.is_at_most(&change.residual);
        Ok(bounded.and(late.is_quoted(&change)).and(late.is_quoted_removed()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "removed-pathway",
            "without B's output the residual is σ − a however late it is: A learns B's part too, and keeps some of it",
            check!(Late, S, |late| {
                let change = late.change::<S>(Phase::Remove)?;
                Ok(change.is_at_most(&change.residual))
            }),
        ),
        Mutant::new(
            "half-the-residual",
            "a long deficit gives all of ρ₁ to A, which alone would have got the smaller part of it",
            check!(Late, S, |late| {
                let change = late.change::<S>(Phase::Freeze)?;
                Ok(change.is_at_most(&(&change.residual * S::ratio(1, 2))))
            }),
        ),
    ],
};

/// A state at t₁ and how far the deficit goes.
#[derive(Debug)]
struct Late {
    mode: Mode,
    /// a and b, at t₁, or at 0 when there are times.
    state: [Rational; 2],
    /// (a(t₂) − a(t₁))/(s̃ − a(t₁)).
    part: Rational,
    /// t₁ and t₂ − t₁.
    times: Option<[Rational; 2]>,
    /// |Δa∞| under FREEZE and under REMOVE.
    quoted: [Option<&'static str>; 2],
}

struct Change<S> {
    /// ρ₁.
    residual: S,
    /// |Δa∞| and |Δb∞|.
    sizes: [S; 2],
}

impl Case for Late {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let mode = Mode { depth: draw.dim(1, 4), strength: draw.between("1.2", "3") };
        let state = [(); 2].map(|()| draw.log_uniform("0.02", "2"));
        let part = draw.above("0", "1");
        if &state[0] + &state[1] >= mode.strength {
            return Err(Rejected("a + b < σ"));
        }
        // At its end, which no time reaches, the deficit gives all of ρ₁ to A.
        let part = part * Rational::fraction(1023, 1024);
        Ok(Late { mode, state, part, times: None, quoted: [None, None] })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let case = |state: [&str; 2], times: [&str; 2], quoted| Late {
            mode: Mode { depth: 2, strength: number("2") },
            state: state.map(number),
            part: number("0"),
            times: Some(times.map(number)),
            quoted,
        };
        vec![
            ("a late deficit", case(["0.05", "0.1"], ["4", "0.5"], [None, Some("0.416")])),
            ("a late and long one", case(["0.05", "0.1"], ["4", "8"], [None, Some("0.533")])),
            ("an early and long one", case(["0.01", "0.5"], ["0.2", "8"], [Some("1.113"), None])),
        ]
    }
}

impl Late {
    fn change<S: Rung>(&self, phase: Phase) -> Result<Change<S>, Obstacle> {
        let [early, released] = self.around::<S>(phase)?;
        let (without, with) = (self.mode.end(&early)?, self.mode.end(&released)?);
        Ok(Change {
            residual: self.mode.residual(&early),
            sizes: [(&with.a - &without.a).abs(), (&with.b - &without.b).abs()],
        })
    }

    /// (a, b) at t₁ and at t₂.
    fn around<S: Rung>(&self, phase: Phase) -> Result<[Split<S>; 2], Obstacle> {
        let [a, b] = [&self.state[0], &self.state[1]];
        if let Some([first, second]) = &self.times {
            let mode = &self.mode;
            let paths = Paths::single(mode.depth, &mode.strength, [a, b]);
            let root = S::ratio(1, mode.depth as u64);
            let start = paths.layers(&[a, b].map(|x| vec![S::of(x).pow(&root)]));
            let early = flow(&Training(&paths, Phase::Joint), &start, &S::of(first))?;
            let late = flow(&Training(&paths, phase), &early, &S::of(second))?;
            return Ok([split(&early), split(&late)]);
        }
        let held = if phase == Phase::Remove { Rational::from(0) } else { b.clone() };
        let released = a + &self.part * (&self.mode.strength - held - a);
        let at = |a: &Rational| Split { a: S::of(a), b: S::of(b) };
        Ok([at(a), at(&released)])
    }

    fn is_quoted<S: Rung>(&self, change: &Change<S>) -> Compared<S> {
        self.quoted[0].map_or(Compared::nothing(), |text| rounds_to(&change.sizes[0], text))
    }

    fn is_quoted_removed<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let Some(text) = self.quoted[1] else { return Ok(Compared::nothing()) };
        Ok(rounds_to(&self.change::<S>(Phase::Remove)?.sizes[0], text))
    }
}

impl<S: Rung> Change<S> {
    fn is_at_most(&self, bound: &S) -> Compared<S> {
        at_most(self.sizes.to_vec(), vec![bound.clone(), bound.clone()])
    }
}

/// The products of two pathways of one mode.
fn split<S: Field>(layers: &[Matrix<S>]) -> Split<S> {
    let (first, second) = layers.split_at(layers.len() / 2);
    let product = |path: &[Matrix<S>]| end_to_end(path)[(0, 0)].clone();
    Split { a: product(first), b: product(second) }
}
