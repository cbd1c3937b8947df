//! A generic check, erased into one function per number type.

use super::compare::{Answer, Compared};
use super::draw::{Draw, Rejected};
use super::figure::Figure;
use super::outcome::Outcome;
use super::region::OnParts;
use crate::obstacle::Obstacle;
use std::any::Any;
use std::fmt::Debug;
use std::panic::Location;

/// An instance that satisfies a claim's hypotheses, drawn exactly.
pub trait Case: Debug + Sized + Send + Sync + 'static {
    /// Whether there are random cases: false for a claim about its known cases alone, which then needs no `draw`.
    const RANDOM: bool = true;

    /// A random case.
    ///
    /// # Errors
    /// [`Rejected`] when the numbers drawn do not satisfy the hypotheses; under 1 % accepted fails the claim.
    fn draw(_draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        Err(Rejected("there are known cases only"))
    }

    /// Hand-picked cases, each with its name: degenerate dimensions, the paper's own settings, real data.
    fn known() -> Vec<(&'static str, Self)> {
        Vec::new()
    }

    /// Every case up to the size that a claim proved by exhaustion states, in order.
    fn every() -> Box<dyn Iterator<Item = Self>> {
        Box::new(std::iter::empty())
    }
}

/// A case whose type is forgotten.
pub trait AnyCase: Any + Debug + Send + Sync {
    /// The case itself.
    fn as_any(&self) -> &dyn Any;
}
impl<C: Case> AnyCase for C {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

type Evaluate = fn(&dyn AnyCase) -> Result<Outcome, Obstacle>;

/// One function per rung; made by [`check!`](crate::check!) and [`identity!`](crate::identity!) only.
#[derive(Clone, Copy)]
pub struct Evaluators {
    /// In `f32`.
    pub f32: Evaluate,
    /// In `f64`.
    pub f64: Evaluate,
    /// In `Mp<128>`.
    pub mp128: Evaluate,
    /// In `Mp<256>`.
    pub mp256: Evaluate,
    /// In `Ball<128>`.
    pub ball128: Evaluate,
    /// In `Ball<512>`.
    pub ball512: Evaluate,
    /// In `Rational`, when the check needs a field only.
    pub rational: Option<Evaluate>,
}

type Boxed = Box<dyn AnyCase>;

/// A generic check with its case type: how cases are made, and how one is evaluated in each number type.
#[derive(Clone, Copy)]
pub struct Check {
    pub(crate) random: bool,
    pub(crate) draw: fn(&mut Draw<'_>) -> Result<Boxed, Rejected>,
    pub(crate) known: fn() -> Vec<(&'static str, Boxed)>,
    pub(crate) every: fn() -> Box<dyn Iterator<Item = Boxed>>,
    pub(crate) evaluators: Evaluators,
    pub(crate) parts: Option<OnParts>,
    /// Curves of a case.
    pub(super) figure: Option<fn() -> Result<Figure, Obstacle>>,
    /// Where it is written.
    pub(crate) place: &'static Location<'static>,
}

impl Check {
    /// For [`check!`](crate::check!) and [`identity!`](crate::identity!).
    #[doc(hidden)]
    #[track_caller]
    pub const fn new<C: Case>(evaluators: Evaluators) -> Self {
        Check {
            random: C::RANDOM,
            draw: |draw| Ok(Box::new(C::draw(draw)?)),
            known: || {
                C::known().into_iter().map(|(name, case)| (name, Box::new(case) as Boxed)).collect()
            },
            every: || Box::new(C::every().map(|case| Box::new(case) as Boxed)),
            evaluators,
            parts: None,
            figure: None,
            place: Location::caller(),
        }
    }
}

/// For [`check!`](crate::check!): evaluates `compared` on a case of type `C`.
#[doc(hidden)]
#[inline] // into the paper's own code generation unit, the only one that an edit of the paper should rebuild
pub fn evaluate<C: Case, S: crate::number::Field, A: Answer<S>>(
    case: &dyn AnyCase,
    compared: impl Fn(&C) -> A,
) -> Result<Outcome, Obstacle> {
    let case = case.as_any().downcast_ref::<C>().expect("a check meets only its own cases");
    compared(case).answer().and_then(Compared::outcome)
}

/// `check!(Case, S, |case| comparison)`: `comparison` is generic over `S:`[`Rung`](crate::number::Rung),
/// and evaluated in f32, f64, `Mp<128>`, `Mp<256>`, `Ball<128>`, `Ball<512>`.
///
/// It is a [`Compared<S>`](crate::claim::Compared) or a `Result` of it.
#[macro_export]
macro_rules! check {
    ($Case:ty, $S:ident, |$case:ident| $compared:expr) => {{
        fn evaluate<$S: $crate::number::Rung>(
            case: &dyn $crate::claim::AnyCase,
        ) -> ::std::result::Result<$crate::claim::Outcome, $crate::Obstacle> {
            $crate::claim::evaluate::<$Case, $S, _>(case, |$case: &$Case| $compared)
        }
        $crate::claim::Check::new::<$Case>($crate::check!(@evaluators evaluate, None))
    }};
    (@evaluators $evaluate:ident, $rational:expr) => {
        $crate::claim::Evaluators {
            f32: $evaluate::<f32>,
            f64: $evaluate::<f64>,
            mp128: $evaluate::<$crate::number::Mp<128>>,
            mp256: $evaluate::<$crate::number::Mp<256>>,
            ball128: $evaluate::<$crate::number::Ball<128>>,
            ball512: $evaluate::<$crate::number::Ball<512>>,
            rational: $rational,
        }
    };
}

/// `identity!(Case, S, |case| comparison)`: as [`check!`](crate::check!), but generic over
/// `S:`[`Field`](crate::number::Field) alone, so that it is evaluated in exact rationals too.
#[macro_export]
macro_rules! identity {
    ($Case:ty, $S:ident, |$case:ident| $compared:expr) => {{
        fn evaluate<$S: $crate::number::Field>(
            case: &dyn $crate::claim::AnyCase,
        ) -> ::std::result::Result<$crate::claim::Outcome, $crate::Obstacle> {
            $crate::claim::evaluate::<$Case, $S, _>(case, |$case: &$Case| $compared)
        }
        $crate::claim::Check::new::<$Case>(
            $crate::check!(@evaluators evaluate, Some(evaluate::<$crate::number::Rational>)),
        )
    }};
}
pub use {check, identity};
