//! Floats drawn to be hard to round, at every precision.

use proptest::prelude::*;
use rug::float::Special;
use rug::integer::Order;
use rug::{Float, Integer};
use theoremcheck::number::{Binary, Rounded};

/// The precisions under test: of one limb and of eight, whole limbs and parts of one.
pub(crate) const PRECISIONS: [u32; 9] = [2, 53, 64, 100, 128, 192, 255, 256, 512];

/// Calls `$law::<BITS>` for the precision `$bits`, one of [`PRECISIONS`].
macro_rules! at_precision {
    ($bits:expr, $law:ident($($argument:expr),*)) => {
        match $bits {
            2 => $law::<2>($($argument),*),
            53 => $law::<53>($($argument),*),
            64 => $law::<64>($($argument),*),
            100 => $law::<100>($($argument),*),
            128 => $law::<128>($($argument),*),
            192 => $law::<192>($($argument),*),
            255 => $law::<255>($($argument),*),
            256 => $law::<256>($($argument),*),
            512 => $law::<512>($($argument),*),
            other => unreachable!("{other} is not among the precisions"),
        }
    };
}
pub(crate) use at_precision;

/// A float of any precision, to be rounded to the one under test.
#[derive(Clone, Debug)]
pub(crate) enum Draft {
    Special(Special),
    /// ±0.digits·2^exponent, of `width` bits if that is less than the precision.
    Finite {
        negative: bool,
        exponent: i32,
        digits: Digits,
        width: u32,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Digits {
    Random([u64; 8]),
    /// Each limb all zeros or all ones, by the bits of the number.
    Runs(u8),
    /// 1, and perhaps a 1 in the last place of the width.
    Ends(bool),
    /// All ones.
    Ones,
}

impl Draft {
    pub(crate) fn float(&self, bits: u32) -> Float {
        match self {
            Draft::Special(special) => Float::with_val(bits, *special),
            Draft::Finite { negative, exponent, digits, width } => {
                let width = bits.min(*width);
                let one = Integer::from(1);
                let integer = match digits {
                    Digits::Random(limbs) => Integer::from_digits(limbs, Order::Lsf),
                    Digits::Runs(runs) => {
                        let run = |k: u32| if runs >> k & 1 == 1 { u64::MAX } else { 0 };
                        Integer::from_digits(&[0, 1, 2, 3, 4, 5, 6, 7].map(run), Order::Lsf)
                    }
                    Digits::Ends(last) => Integer::from(*last) << (512 - width),
                    Digits::Ones => (one.clone() << 512_u32) - 1_u32,
                };
                let integer = (integer >> (512 - width)) | (one << (width - 1));
                let float = Float::with_val(bits, integer) << (exponent - width.cast_signed());
                if *negative { -float } else { float }
            }
        }
    }

    /// The same but for the sign and the exponent.
    fn moved(&self, by: i32, turned: bool) -> Self {
        match self {
            Draft::Special(special) => Draft::Special(*special),
            Draft::Finite { negative, exponent, digits, width } => Draft::Finite {
                negative: negative ^ turned,
                exponent: exponent.saturating_add(by).clamp(-(1 << 30) + 2, (1 << 30) - 1),
                digits: digits.clone(),
                width: *width,
            },
        }
    }
}

pub(crate) fn digits() -> impl Strategy<Value = Digits> {
    prop_oneof![
        4 => any::<[u64; 8]>().prop_map(Digits::Random),
        2 => any::<u8>().prop_map(Digits::Runs),
        2 => any::<bool>().prop_map(Digits::Ends),
        1 => Just(Digits::Ones),
    ]
}

/// Around multiples of a limb, and around the precisions, where bits fall beside the last place.
fn distances() -> impl Strategy<Value = i32> {
    let edge = prop::sample::select(vec![0, 2, 53, 64, 100, 128, 192, 255, 256, 320, 512, 576]);
    let near = (edge, -2..=2_i32).prop_map(|(edge, near)| edge + near);
    prop_oneof![2 => Just(0), 4 => -3..=3_i32, 4 => near, 2 => -600..600_i32, 1 => Just(100_000)]
}

fn exponents() -> impl Strategy<Value = i32> {
    let end = (1 << 30) - 1;
    let border =
        prop::sample::select(vec![1 << 28, -(1 << 28), 1 << 29, -(1 << 29), end - 2, 3 - end]);
    prop_oneof![
        20 => -80..80_i32,
        2 => -1200..1200_i32,
        2 => (border, -2..=2_i32).prop_map(|(border, near)| border + near),
    ]
}

fn finite() -> impl Strategy<Value = Draft> {
    let widths = prop_oneof![
        4 => Just(512_u32),
        2 => 1..=512_u32,
        3 => prop::sample::select(vec![1, 2, 26, 27, 32, 33, 50, 51, 64, 65, 96, 97, 127, 128, 129, 256, 257]),
    ];
    (any::<bool>(), exponents(), digits(), widths).prop_map(
        |(negative, exponent, digits, width)| Draft::Finite { negative, exponent, digits, width },
    )
}

/// One float.
pub(crate) fn one() -> impl Strategy<Value = Draft> {
    use Special::{Infinity, Nan, NegInfinity, NegZero, Zero};
    let special =
        prop::sample::select(vec![Zero, NegZero, Zero, NegZero, Infinity, NegInfinity, Nan]);
    prop_oneof![24 => finite(), 2 => special.prop_map(Draft::Special)]
}

/// Two floats, often one of them made from the other: equal, opposite, shifted, or a small one beside it.
pub(crate) fn two() -> impl Strategy<Value = (Draft, Draft)> {
    let moved = (one(), distances(), any::<bool>())
        .prop_map(|(x, by, turned)| (x.clone(), x.moved(by, turned)));
    let beside = (one(), distances(), digits(), 1..=512_u32, any::<bool>(), any::<bool>())
        .prop_map(|(x, by, digits, width, negative, swap)| {
            let y = match x {
                Draft::Special(_) => x.clone(),
                Draft::Finite { exponent, .. } => {
                    Draft::Finite { negative, exponent, digits, width }.moved(by, false)
                }
            };
            if swap { (y, x) } else { (x, y) }
        });
    prop_oneof![2 => (one(), one()), 2 => moved, 4 => beside]
}

/// One of the precisions under test.
pub(crate) fn precisions() -> impl Strategy<Value = u32> {
    prop::sample::select(PRECISIONS.to_vec())
}

/// Whether `found` is `truth` to the last bit, also in the sign of a zero; a NaN is a NaN.
pub(crate) fn is_same<const BITS: u32>(found: &Binary, truth: &Float) -> bool {
    let exact = Binary::exact(truth);
    let float = found.float::<BITS>();
    match (found.parts::<BITS>(), exact.parts::<BITS>()) {
        (Some(one), Some(two)) => one == two && float == *truth,
        (None, None) => float == *truth || float.is_nan() && truth.is_nan(),
        _ => false,
    }
}

/// The same, for a result and its ternary value.
pub(crate) fn agrees<const BITS: u32>(
    found: &Rounded,
    truth: &(Float, std::cmp::Ordering),
) -> Result<(), TestCaseError> {
    prop_assert!(
        is_same::<BITS>(&found.0, &truth.0),
        "{:?} instead of {:?} at {} bits",
        found.0.float::<BITS>(),
        truth.0,
        BITS
    );
    prop_assert_eq!(found.1, truth.1, "the direction of {:?} at {} bits", truth.0, BITS);
    Ok(())
}
