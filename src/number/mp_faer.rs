//! Multiprecision floats as a number type of faer, so that its factorizations run in them.
//!
//! faer multiplies and factors whatever has these two traits. A float of many limbs has no vectors: it declares
//! `SimdCapabilities::None`, and faer then never calls a method whose name begins with `simd`, but for the context
//! that its dispatch passes through.

use super::{Mp, Real};
use faer::traits::num_traits::Num;
use faer::traits::pulp::{self, Simd};
use faer::traits::{ComplexField, RealField, SimdCapabilities};
use num_traits::{One, Zero};
use rug::Float;
use std::ops::{AddAssign, DivAssign, MulAssign, Rem, RemAssign, SubAssign};

macro_rules! assigning {
    ($($Op:ident $op:ident $sign:tt),*) => {$(
        impl<const B: u32> $Op for Mp<B> {
            fn $op(&mut self, rhs: Self) { *self = *self $sign rhs; }
        }
    )*};
}
assigning!(AddAssign add_assign +, SubAssign sub_assign -, MulAssign mul_assign *, DivAssign div_assign /);

/// Of the sign of the dividend.
impl<const B: u32> Rem for Mp<B> {
    type Output = Self;
    fn rem(self, rhs: Self) -> Self {
        Mp::rounded(&(self.float() % rhs.float()))
    }
}

impl<const B: u32> RemAssign for Mp<B> {
    fn rem_assign(&mut self, rhs: Self) {
        *self = *self % rhs;
    }
}

impl<const B: u32> Num for Mp<B> {
    type FromStrRadixErr = rug::float::ParseFloatError;
    fn from_str_radix(text: &str, radix: u32) -> Result<Self, Self::FromStrRadixErr> {
        let radix = i32::try_from(radix).unwrap_or(i32::MAX);
        Ok(Mp::rounded(&Float::with_val(B, Float::parse_radix(text, radix)?)))
    }
}

impl<const B: u32> RealField for Mp<B> {
    fn epsilon_impl() -> Self {
        Mp::power_of_two(1 - B.cast_signed())
    }
    fn nbits_impl() -> usize {
        B as usize
    }
    /// Far above MPFR's least float, so that its reciprocal and squares of its root are floats too.
    fn min_positive_impl() -> Self {
        Mp::power_of_two(-(1 << 28))
    }
    fn max_positive_impl() -> Self {
        Mp::power_of_two(1 << 28)
    }
    fn sqrt_min_positive_impl() -> Self {
        Mp::power_of_two(-(1 << 27))
    }
    fn sqrt_max_positive_impl() -> Self {
        Mp::power_of_two(1 << 27)
    }
}

const NO_VECTORS: &str = "faer calls no vector operation on a type of SimdCapabilities::None";

/// Methods that faer never calls: `name(arguments) -> result`, for every instruction set `S`.
macro_rules! without_vectors {
    ($($name:ident($($argument:ty),*) -> $result:ty;)*) => {$(
        fn $name<S: Simd>($(_: $argument),*) -> $result {
            unreachable!("{NO_VECTORS}")
        }
    )*};
}

impl<const B: u32> ComplexField for Mp<B> {
    const IS_REAL: bool = true;
    const SIMD_CAPABILITIES: SimdCapabilities = SimdCapabilities::None;
    type Arch = pulp::Scalar;
    type Unit = Self;
    type Index = u64;
    type Real = Self;
    type SimdCtx<S: Simd> = S;
    type SimdMask<S: Simd> = ();
    type SimdMemMask<S: Simd> = ();
    type SimdVec<S: Simd> = ();
    type SimdIndex<S: Simd> = ();

    fn zero_impl() -> Self {
        Self::zero()
    }
    fn one_impl() -> Self {
        Self::one()
    }
    fn nan_impl() -> Self {
        Self::from_f64_impl(f64::NAN)
    }
    fn infinity_impl() -> Self {
        Self::from_f64_impl(f64::INFINITY)
    }
    fn from_real_impl(real: &Self) -> Self {
        *real
    }
    fn from_f64_impl(real: f64) -> Self {
        Mp::rounded(&Float::with_val(53, real))
    }
    fn real_part_impl(value: &Self) -> Self {
        *value
    }
    fn imag_part_impl(_: &Self) -> Self {
        Self::zero()
    }
    fn copy_impl(value: &Self) -> Self {
        *value
    }
    fn conj_impl(value: &Self) -> Self {
        *value
    }
    fn recip_impl(value: &Self) -> Self {
        Self::one() / value
    }
    fn sqrt_impl(value: &Self) -> Self {
        value.sqrt()
    }
    fn abs_impl(value: &Self) -> Self {
        value.abs()
    }
    fn abs1_impl(value: &Self) -> Self {
        value.abs()
    }
    fn abs2_impl(value: &Self) -> Self {
        value * value
    }
    fn mul_real_impl(left: &Self, right: &Self) -> Self {
        left * right
    }
    fn mul_pow2_impl(left: &Self, right: &Self) -> Self {
        left * right
    }
    fn is_finite_impl(value: &Self) -> bool {
        value.binary().is_finite()
    }
    fn is_nan_impl(value: &Self) -> bool {
        value.binary().is_nan()
    }
    fn simd_ctx<S: Simd>(simd: S) -> S {
        simd
    }
    fn ctx_from_simd<S: Simd>(ctx: &S) -> S {
        *ctx
    }

    #[expect(unsafe_code, reason = "the trait declares it unsafe; this body does nothing")]
    unsafe fn simd_mask_load_raw<S: Simd>(_: &S, (): (), _: *const ()) {
        unreachable!("{NO_VECTORS}")
    }
    #[expect(unsafe_code, reason = "the trait declares it unsafe; this body does nothing")]
    unsafe fn simd_mask_store_raw<S: Simd>(_: &S, (): (), _: *mut (), (): ()) {
        unreachable!("{NO_VECTORS}")
    }

    without_vectors! {
        simd_mask_between(&S, u64, u64) -> ();
        simd_mem_mask_between(&S, u64, u64) -> ();
        simd_splat(&S, &Self) -> ();
        simd_splat_real(&S, &Self) -> ();
        simd_add(&S, (), ()) -> ();
        simd_sub(&S, (), ()) -> ();
        simd_neg(&S, ()) -> ();
        simd_conj(&S, ()) -> ();
        simd_abs1(&S, ()) -> ();
        simd_abs_max(&S, ()) -> ();
        simd_mul_real(&S, (), ()) -> ();
        simd_mul_pow2(&S, (), ()) -> ();
        simd_mul(&S, (), ()) -> ();
        simd_conj_mul(&S, (), ()) -> ();
        simd_mul_add(&S, (), (), ()) -> ();
        simd_conj_mul_add(&S, (), (), ()) -> ();
        simd_abs2(&S, ()) -> ();
        simd_abs2_add(&S, (), ()) -> ();
        simd_reduce_sum(&S, ()) -> Self;
        simd_reduce_max(&S, ()) -> Self;
        simd_equal(&S, (), ()) -> ();
        simd_less_than(&S, (), ()) -> ();
        simd_less_than_or_equal(&S, (), ()) -> ();
        simd_greater_than(&S, (), ()) -> ();
        simd_greater_than_or_equal(&S, (), ()) -> ();
        simd_select(&S, (), (), ()) -> ();
        simd_index_select(&S, (), (), ()) -> ();
        simd_index_splat(&S, u64) -> ();
        simd_index_add(&S, (), ()) -> ();
        simd_index_less_than(&S, (), ()) -> ();
        simd_and_mask(&S, (), ()) -> ();
        simd_or_mask(&S, (), ()) -> ();
        simd_not_mask(&S, ()) -> ();
        simd_first_true_mask(&S, ()) -> usize;
    }
}
