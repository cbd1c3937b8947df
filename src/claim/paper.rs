//! What a paper and its claims are.

use super::check::Check;
use std::fmt;

/// Papers on one subject: a folder of `src/papers`.
pub struct Topic {
    /// The folder's name.
    pub name: &'static str,
    /// The papers in alphabetical order of their slugs.
    pub papers: &'static [&'static Paper],
}

/// One paper and everything it claims.
pub struct Paper {
    /// The paper's number in the catalogue of papers; your own may count from 1000.
    pub number: u32,
    /// `author-year-keyword`, the file's name with hyphens.
    pub slug: &'static str,
    /// The full title.
    pub title: &'static str,
    /// In the paper's order.
    pub authors: &'static [&'static str],
    /// Of the publication.
    pub year: u16,
    /// Where it appeared, and its arXiv identifier where there is one.
    pub venue: &'static str,
    /// Every symbol with its shape, as the statements use them.
    pub notation: &'static str,
    /// In the paper's order.
    pub claims: &'static [Claim],
}

/// One checkable statement.
pub struct Claim {
    /// Kebab case, unique within the paper.
    pub id: &'static str,
    /// The mathematics exactly as checked, symbols as in the paper's notation.
    pub statement: &'static str,
    /// Every hypothesis that the cases satisfy.
    pub hypotheses: &'static str,
    /// Where the paper says so, or "derived here" with the derivation.
    pub source: &'static str,
    /// What sort of statement it is.
    pub kind: Kind,
    /// How it is settled, which is also the verdict that it must reach.
    pub method: Method,
    /// The statement on one case.
    pub check: Check,
    /// For a tight bound: both sides are equal at the case that attains it.
    pub witness: Option<Check>,
    /// False variants that must be refuted.
    pub mutants: &'static [Mutant],
}

impl Claim {
    /// Whether it is a tight bound with both ends proved: the bound by its check, that it is attained by its witness.
    pub fn is_tight(&self) -> bool {
        self.witness.is_some()
    }

    /// The method with what it states, and whether the bound is tight.
    pub fn settled_by(&self) -> String {
        let tight = if self.is_tight() { ", tight: both ends proved" } else { "" };
        format!("{}{tight}", self.method)
    }
}

/// The sort of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two quantities agree.
    Equality,
    /// One quantity bounds another.
    Inequality,
    /// A solution of a differential equation or a recursion.
    Trajectory,
    /// A quantity tends to another at a stated rate.
    Limit,
    /// A form or a set of facts that every object of a kind shares.
    Structure,
    /// Something does not exist, shown by an explicit object.
    Impossibility,
}

impl Kind {
    /// The kind in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equality => "equality",
            Self::Inequality => "inequality",
            Self::Trajectory => "trajectory",
            Self::Limit => "limit",
            Self::Structure => "structure",
            Self::Impossibility => "impossibility",
        }
    }
}

/// How a claim is settled; each method leads to one verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Proved: a polynomial or rational identity in the entries drawn, exactly zero in `Rational` at random points.
    Identity {
        /// A bound on the degree, in the entries drawn, of the numerator of left − right over a common denominator.
        degree: u32,
    },
    /// Proved: all of finitely many cases, [`Case::every`](super::Case::every), tried exactly.
    Exhaustion {
        /// Which cases these are, as in "for …".
        scope: &'static str,
    },
    /// Proved: on a whole box of real numbers, a [`Region`](super::Region), by parts of it on which balls decide.
    Cover {
        /// Which numbers these are, as in "for all …".
        scope: &'static str,
    },
    /// Certified: each case by enclosures.
    Enclosure,
    /// Consistent: no enclosure exists yet, and the ladder descends.
    Ladder {
        /// Why there is no enclosure.
        why: &'static str,
    },
}

impl Method {
    /// The method in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity { .. } => "identity",
            Self::Exhaustion { .. } => "exhaustion",
            Self::Cover { .. } => "cover",
            Self::Enclosure => "enclosure",
            Self::Ladder { .. } => "ladder",
        }
    }

    /// Whether its verdict is a proof that needs exact arithmetic.
    pub(crate) fn is_exact(self) -> bool {
        matches!(self, Self::Identity { .. } | Self::Exhaustion { .. })
    }
}

/// The name with what the method states.
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self {
            Self::Identity { degree } => write!(f, "{name} of degree ≤ {degree}"),
            Self::Exhaustion { scope } | Self::Cover { scope } => write!(f, "{name} {scope}"),
            Self::Enclosure => f.write_str(name),
            Self::Ladder { why } => write!(f, "{name}: {why}"),
        }
    }
}

/// A false variant of a claim.
pub struct Mutant {
    /// What was changed, in kebab case, unique within the claim.
    pub id: &'static str,
    /// Why the variant is false, in one line.
    pub why_false: &'static str,
    /// The variant on one case.
    pub check: Check,
    /// Given when the variant is what a reader of the paper would believe.
    pub literal_reading: Option<Erratum>,
}

impl Mutant {
    /// A variant that no careful reader would take for the paper's own statement.
    pub const fn new(id: &'static str, why_false: &'static str, check: Check) -> Self {
        Mutant { id, why_false, check, literal_reading: None }
    }
}

/// A literal reading of a published statement that is refuted.
pub struct Erratum {
    /// The statement as it would be read.
    pub reading: &'static str,
    /// What is true instead.
    pub true_form: &'static str,
    /// What was not available or assumed: the reading was refuted, not necessarily the paper's own theorem.
    pub caveat: &'static str,
}
