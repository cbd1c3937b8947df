//! Depth decides whether a lead shrinks, stays or grows.

use super::paths::{Paths, Phase};
use super::share::Deficit;
use super::state::{Mode, Split};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, below, check, equal_at, identity,
    rounds_to,
};
use crate::number::{Dual, Field, Rational, Rung};
use crate::obstacle::Obstacle;

/// a/(a + b) is monotone in ln(a/b).
pub(super) const TRICHOTOMY: Claim = Claim {
    id: "cp-depth-trichotomy",
    statement: "while a + b < σ and a > b > 0, both learning: (ln(a/b))′ = D(a^{1−2/D} − b^{1−2/D})(σ − a − b), with a′ and b′ of the network itself, which is < 0 for D = 1, = 0 for D = 2, \
                > 0 for D ≥ 3; so the leader's share a/(a + b) is larger than its final value for D = 1, the same for D = 2, less for D ≥ 3: a lead gained in an early \
                deficit is amplified only for D ≥ 3",
    hypotheses: "those of cp-two-path-ode, no deficit; D = 1..6; known: σ = 2, a₀ = .1, b₀ = .08, FREEZE until t_d = .3, share at release and in the end",
    source: "abstract (dependence on depth); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: check!(Lead, S, |lead| {
        let split = lead.split::<S>();
        Ok(lead
            .log_ratio_moves::<S>()
            .and(lead.is_as_depth_says(S::zero(), lead.log_ratio_speed()))
            .and(lead.is_as_depth_says(split.share(), lead.mode.end(&split)?.share()))
            .and(lead.is_quoted()?))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "amplified-from-two-layers-on",
            "two layers grow in proportion: the share stays",
            identity!(Lead, S, |lead| if lead.mode.depth >= 2 {
                below(S::zero(), lead.log_ratio_speed::<S>())
            } else {
                Compared::nothing()
            }),
        ),
        Mutant::new(
            "amplified-by-one-layer",
            "one layer adds alike to both, so that the share of the leader falls",
            identity!(Lead, S, |lead| if lead.mode.depth == 1 {
                below(S::zero(), lead.log_ratio_speed::<S>())
            } else {
                Compared::nothing()
            }),
        ),
    ],
};

/// α > β of one mode, with αᴰ + βᴰ < σ.
#[derive(Debug)]
struct Lead {
    mode: Mode,
    roots: [Rational; 2],
    /// Shares at release and in the end.
    quoted: Option<[&'static str; 2]>,
}

impl Case for Lead {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let mode = Mode { depth: draw.dim(1, 6), strength: draw.between("0.5", "3") };
        let first = draw.between("0.2", "1.2");
        let second = &first * draw.between("0.1", "0.95");
        let power = u32::try_from(mode.depth).expect("a small depth");
        if first.power(power) + second.power(power) >= mode.strength {
            return Err(Rejected("a + b < σ"));
        }
        Ok(Lead { mode, roots: [first, second], quoted: None })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let number = |text: &str| -> Rational { text.parse().expect("a decimal literal") };
        let case = |depth, quoted| Lead {
            mode: Mode { depth, strength: number("2") },
            roots: [number("0.5"), number("0.4")],
            quoted: Some(quoted),
        };
        vec![
            ("one layer", case(1, ["0.877", "0.623"])),
            ("two layers", case(2, ["0.780", "0.780"])),
            ("three layers", case(3, ["0.744", "0.860"])),
            ("five layers", case(5, ["0.745", "0.913"])),
        ]
    }
}

impl Lead {
    fn power(&self) -> u32 {
        u32::try_from(self.mode.depth).expect("a small depth")
    }

    fn split<S: Field>(&self) -> Split<S> {
        let [a, b] = [&self.roots[0], &self.roots[1]].map(|root| S::of(root).power(self.power()));
        Split { a, b }
    }

    /// a′/a − b′/b of the network.
    fn log_ratio_speed<S: Field>(&self) -> S {
        let roots = [&self.roots[0], &self.roots[1]];
        let paths = Paths::single(self.mode.depth, &self.mode.strength, roots);
        let [first, second] = paths.moving_roots::<S>();
        let relative = |path: &[Dual<S>]| {
            let value = path[0].power(self.power());
            value.slope / value.value
        };
        relative(&first) - relative(&second)
    }

    /// It is D(a^{1−2/D} − b^{1−2/D})r.
    fn log_ratio_moves<S: Rung>(&self) -> Compared<S> {
        let split = self.split::<S>();
        let power = S::of(&(Rational::from(1) - Rational::fraction(2, self.mode.depth as u64)));
        let gap = split.a.pow(&power) - split.b.pow(&power);
        let claimed = gap * self.mode.residual(&split) * S::count(self.mode.depth);
        equal_at(self.log_ratio_speed::<S>(), claimed, S::one())
    }

    /// `before` > `after` for D = 1, = for D = 2, < for D ≥ 3.
    fn is_as_depth_says<S: Rung>(&self, before: S, after: S) -> Compared<S> {
        match self.mode.depth {
            1 => below(after, before),
            2 => equal_at(before, after, S::one()),
            _ => below(before, after),
        }
    }

    fn is_quoted<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        let Some([early, late]) = self.quoted else { return Ok(Compared::nothing()) };
        let deficit = Deficit::of_figure(self.mode.depth, Phase::Freeze);
        let released = deficit.released::<S>()?;
        let end = deficit.mode.end(&released)?;
        Ok(rounds_to(&released.share(), early).and(rounds_to(&end.share(), late)))
    }
}
