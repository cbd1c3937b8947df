//! Verdicts for people and programs.

mod digits;
mod shortfall;

pub use digits::certified_digits;
pub use shortfall::{
    claim_shortfall, counterexample_text, mutant_shortfall, pair_text, relation_symbol,
    reproduction,
};
