//! Every operator, by value and by reference, from five methods.

/// Implements `+ − × ÷` in all four by-value and by-reference forms, their assigning forms and negation
/// for a type with methods `plus`, `minus`, `times`, `over` (all by reference) and `opposite`.
macro_rules! operators {
    ([$($generics:tt)*] $Type:ty) => {
        operators!(@binary [$($generics)*] $Type, Add add AddAssign add_assign plus);
        operators!(@binary [$($generics)*] $Type, Sub sub SubAssign sub_assign minus);
        operators!(@binary [$($generics)*] $Type, Mul mul MulAssign mul_assign times);
        operators!(@binary [$($generics)*] $Type, Div div DivAssign div_assign over);
        impl<$($generics)*> std::ops::Neg for $Type {
            type Output = $Type;
            #[inline]
            fn neg(self) -> $Type { self.opposite() }
        }
        impl<$($generics)*> std::ops::Neg for &$Type {
            type Output = $Type;
            #[inline]
            fn neg(self) -> $Type { self.opposite() }
        }
    };
    (@binary [$($generics:tt)*] $Type:ty, $Op:ident $op:ident $OpAssign:ident $op_assign:ident $method:ident) => {
        impl<$($generics)*> std::ops::$Op for $Type {
            type Output = $Type;
            #[inline]
            fn $op(self, rhs: $Type) -> $Type { self.$method(&rhs) }
        }
        impl<'a, $($generics)*> std::ops::$Op<&'a $Type> for $Type {
            type Output = $Type;
            #[inline]
            fn $op(self, rhs: &'a $Type) -> $Type { self.$method(rhs) }
        }
        impl<'a, $($generics)*> std::ops::$Op<$Type> for &'a $Type {
            type Output = $Type;
            #[inline]
            fn $op(self, rhs: $Type) -> $Type { self.$method(&rhs) }
        }
        impl<'a, 'b, $($generics)*> std::ops::$Op<&'b $Type> for &'a $Type {
            type Output = $Type;
            #[inline]
            fn $op(self, rhs: &'b $Type) -> $Type { self.$method(rhs) }
        }
        impl<'a, $($generics)*> std::ops::$OpAssign<&'a $Type> for $Type {
            #[inline]
            fn $op_assign(&mut self, rhs: &'a $Type) { *self = self.$method(rhs); }
        }
    };
}
pub(crate) use operators;
