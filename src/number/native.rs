//! `f32` and `f64`.

use super::{Binary, Field, Rational, Reading, Real, Rung};

macro_rules! native {
    ($($float:ident $bits:literal $nearest:ident),*) => {$(
        impl Field for $float {
            fn of(value: &Rational) -> Self {
                if let Some(value) = value.value() {
                    let nearest = Binary::of_rational::<$bits>(value).0;
                    let normal = $float::MIN_EXP..=$float::MAX_EXP;
                    #[allow(clippy::cast_possible_truncation, reason = "it has as many bits as fit")]
                    if nearest.exponent().is_some_and(|exponent| normal.contains(&exponent)) {
                        #[allow(
                            clippy::cast_possible_truncation,
                            reason = "it is a number of this type"
                        )]
                        let size = nearest.size_above() as $float;
                        return if nearest.is_negative() { -size } else { size };
                    }
                }
                value.nearest($bits).$nearest()
            }
            fn reading(&self) -> Reading {
                Reading::float(f64::from(*self))
            }
        }
        impl Real for $float {
            fn sqrt(&self) -> Self { $float::sqrt(*self) }
            fn exp(&self) -> Self { $float::exp(*self) }
            fn ln(&self) -> Self { $float::ln(*self) }
            fn tanh(&self) -> Self { $float::tanh(*self) }
            fn sin(&self) -> Self { $float::sin(*self) }
            fn cos(&self) -> Self { $float::cos(*self) }
            fn pow(&self, exponent: &Self) -> Self { $float::powf(*self, *exponent) }
            fn abs(&self) -> Self { $float::abs(*self) }
            fn max(&self, other: &Self) -> Self {
                if self.is_nan() || self > other { *self } else { *other }
            }
            fn pi() -> Self { std::$float::consts::PI }
        }
        impl Rung for $float {
            const RIGOROUS: bool = false;
            const BITS: u32 = $bits;
            fn centre(&self) -> Self { *self }
            fn nearby(&self) -> Option<(f64, f64)> {
                self.is_finite().then_some((f64::from(*self), 0.0))
            }
            fn widened(&self, _radius: &Self) -> Self { *self }
        }
    )*};
}
native!(f32 24 to_f32, f64 53 to_f64);
