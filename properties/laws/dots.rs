//! Dot products whose numbers share a width or an exponent: sums that fill the window to its top, and short numbers beside tiny ones.

use crate::binaries::{Draft, agrees, at_precision, digits, precisions};
use crate::trial::laws;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use rug::Float;
use rug::float::Round;
use theoremcheck::number::Binary;

fn dot<const BITS: u32>(terms: &[(Draft, Draft)]) -> TestCaseResult {
    let floats: Vec<_> = terms.iter().map(|(x, y)| (x.float(BITS), y.float(BITS))).collect();
    let ours: Vec<_> = floats.iter().map(|(x, y)| (Binary::exact(x), Binary::exact(y))).collect();
    let found = Binary::dot::<BITS>(ours.iter().map(|(x, y)| (x, y)));
    let truth = Float::dot(floats.iter().map(|(x, y)| (x, y)));
    agrees::<BITS>(
        &found.expect("no exponent is far"),
        &Float::with_val_round(BITS, truth, Round::Nearest),
    )
}

/// Up to 40 products of numbers of one width, whose exponents differ by up to `spread`, of one sign or of both.
fn alike() -> impl Strategy<Value = Vec<(Draft, Draft)>> {
    let widths = prop::sample::select(vec![1_u32, 30, 53, 64, 65, 128, 129, 256, 512]);
    let spreads = prop::sample::select(vec![0, 1, 60, 70, 140, 200, 300]);
    (widths, spreads, any::<bool>()).prop_flat_map(|(width, spread, both_signs)| {
        let number = move || {
            (any::<bool>(), -spread..=0, digits()).prop_map(move |(negative, exponent, digits)| {
                Draft::Finite { negative: negative && both_signs, exponent, digits, width }
            })
        };
        prop::collection::vec((number(), number()), 1..=40)
    })
}

/// As many equal products as given, of numbers just below 1, or their opposites.
fn full<const BITS: u32>(count: usize, negative: bool) -> TestCaseResult {
    let number = |negative| {
        let digits = crate::binaries::Digits::Ones;
        Draft::Finite { negative, exponent: 0, digits, width: 512 }
    };
    dot::<BITS>(&vec![(number(negative), number(false)); count])
}

laws! { 4_000 or 1_000_000 cases;
    dots_of_numbers_alike_are_those_of_mpfr: (alike(), precisions()) => |(terms, bits)| {
        at_precision!(bits, dot(&terms))
    };
    dots_of_numbers_just_below_1_do_not_overflow: (1..=130_usize, any::<bool>(), precisions())
        => |(count, negative, bits)| at_precision!(bits, full(count, negative));
}
