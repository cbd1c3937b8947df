//! One case on every rung, and rigorously.

use super::cases::Instance;
use super::caught::{InternalError, caught};
use super::check::{AnyCase, Check};
use super::ladder::{Climb, climb, margins_hold, residuals_descend};
use super::outcome::{Outcome, Standing};
use super::verdict::{Origin, Ratio};
use crate::obstacle::Obstacle;

/// A case with all that was found out about it.
pub(super) struct Examined {
    pub(super) instance: Instance,
    pub(super) rigorous: Result<Outcome, Obstacle>,
    /// None for the cases of an exhaustion, which are judged exactly and climb no ladder.
    pub(super) climb: Option<Climb>,
}

impl Examined {
    /// On every rung.
    pub(super) fn on_all_rungs(check: &Check, instance: Instance) -> Self {
        let case = instance.case.as_ref();
        let mut found = caught(|| rigorous(check, case)).flatten();
        let climb = climb(check, case);
        // What plateaus is false by less than a narrow enclosure shows: a narrower one may refute it.
        if found.is_ok()
            && check.evaluators.rational.is_none()
            && residuals_descend(&climb) == Ok(false)
        {
            let narrower = caught(|| (check.evaluators.ball512)(case)).flatten();
            if narrower.is_ok() || matches!(narrower, Err(Obstacle::Panicked { .. })) {
                found = narrower;
            }
        }
        Examined { rigorous: found, climb: Some(climb), instance }
    }

    /// Rigorously alone.
    pub(super) fn rigorously(check: &Check, instance: Instance) -> Self {
        let found = caught(|| rigorous(check, instance.case.as_ref())).flatten();
        Examined { rigorous: found, climb: None, instance }
    }

    /// The panic of an evaluation.
    pub(super) fn internal_error(&self) -> Option<InternalError> {
        let rungs = self.climb.iter().flatten();
        let errors = std::iter::once(&self.rigorous).chain(rungs).filter_map(|r| r.as_ref().err());
        let is_panic = |why: &&Obstacle| matches!(why, Obstacle::Panicked { .. });
        let mut panics = errors.filter(is_panic);
        panics.next().map(|why| InternalError::on(&self.instance, why.clone()))
    }

    pub(super) fn fails(&self) -> bool {
        self.rigorous.as_ref().is_ok_and(|outcome| outcome.standing == Standing::Fails)
    }

    pub(super) fn holds(&self) -> bool {
        self.rigorous.as_ref().is_ok_and(|outcome| outcome.standing == Standing::Holds)
    }

    /// The proved closeness of its inequalities, where they hold.
    pub(super) fn ratio(&self) -> Option<Ratio> {
        let outcome = self.rigorous.as_ref().ok()?;
        let known = match self.instance.origin {
            Origin::Known(name) => Some(name),
            Origin::Part(_) | Origin::Every(_) | Origin::Tape { .. } => None,
        };
        let ratio = Ratio { known, at_least: outcome.closeness };
        (outcome.standing == Standing::Holds).then_some(ratio)
    }

    /// Whether the claim says something on this case.
    pub(super) fn is_telling(&self) -> bool {
        let top = self.climb.as_ref().and_then(|climb| climb[3].as_ref().ok());
        self.rigorous.as_ref().ok().or(top).is_some_and(|outcome| outcome.telling)
    }

    pub(super) fn has_inequality(&self) -> bool {
        self.rigorous.as_ref().is_ok_and(|outcome| outcome.margin != f64::INFINITY)
    }

    /// Whether its equalities descend the ladder.
    pub(super) fn descends(&self) -> bool {
        self.climb.as_ref().is_none_or(|climb| residuals_descend(climb) == Ok(true))
    }

    /// Whether its equalities descend the ladder and its inequalities hold on every rung: all that floats can say. A
    /// margin that an enclosure has settled may be lost in the roundoff of a low rung.
    pub(super) fn is_consistent(&self) -> bool {
        self.descends() && self.climb.as_ref().is_some_and(margins_hold)
    }

    /// What stood in the way on a float rung.
    pub(super) fn ladder_obstacle(&self) -> Option<String> {
        let climb = self.climb.as_ref()?;
        residuals_descend(climb).err().map(|obstacle| obstacle.to_string())
    }

    /// Why the case is undecided.
    pub(super) fn why(&self) -> String {
        match &self.rigorous {
            Ok(outcome) => {
                let gap = &outcome.worst.difference;
                format!("right − left = {:.3e} ± {:.1e}", gap.to_f64(), gap.radius)
            }
            Err(obstacle) => obstacle.to_string(),
        }
    }
}

/// The outcome in exact rationals where the check has them, else in balls of 128 and, if undecided, 512 bits.
pub(super) fn rigorous(check: &Check, case: &dyn AnyCase) -> Result<Outcome, Obstacle> {
    if let Some(rational) = check.evaluators.rational {
        return rational(case);
    }
    match (check.evaluators.ball128)(case) {
        Ok(outcome) if outcome.standing != Standing::Open => Ok(outcome),
        Ok(_) | Err(_) => (check.evaluators.ball512)(case),
    }
}

/// The rigorous outcome on every known case, with the case's name.
pub fn known_outcomes(check: &Check) -> Vec<(&'static str, Result<Outcome, Obstacle>)> {
    let outcome = |case: &dyn AnyCase| match check.evaluators.rational {
        Some(rational) => rational(case),
        None => (check.evaluators.ball512)(case),
    };
    (check.known)().into_iter().map(|(name, case)| (name, outcome(case.as_ref()))).collect()
}
