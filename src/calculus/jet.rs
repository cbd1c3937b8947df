//! Truncated Taylor series: a function's value and derivatives at a point, to any order.

use crate::number::{Field, Real, sum};

/// The coefficients c₀, …, c_n of f(x + h) = Σ cₖhᵏ + O(hⁿ⁺¹). At a ball x, cₖ encloses f⁽ᵏ⁾(ξ)/k! for every ξ in it.
#[derive(Clone, Debug)]
pub struct Jet<S> {
    coefficients: Vec<S>,
}

impl<S: Field> Jet<S> {
    /// The variable itself at `at`, to order `order` ≥ 1.
    ///
    /// # Panics
    /// When the order is 0.
    pub fn variable(at: S, order: usize) -> Self {
        assert!(order >= 1, "a jet of order 0 has no variable");
        let mut jet = Self::constant_of_order(at, order);
        jet.coefficients[1] = S::one();
        jet
    }

    fn constant_of_order(value: S, order: usize) -> Self {
        let mut coefficients = vec![S::zero(); order + 1];
        coefficients[0] = value;
        Jet { coefficients }
    }

    fn from_coefficients(order: usize, mut next: impl FnMut(&[S], usize) -> S) -> Self {
        let mut coefficients = Vec::with_capacity(order + 1);
        for k in 0..=order {
            let c = next(&coefficients, k);
            coefficients.push(c);
        }
        Jet { coefficients }
    }

    /// A number that does not depend on the variable, to the order of this jet.
    pub fn constant(&self, value: S) -> Self {
        Self::constant_of_order(value, self.order())
    }

    /// The highest power kept.
    pub fn order(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// c₀, …, c_n.
    pub fn coefficients(&self) -> &[S] {
        &self.coefficients
    }

    /// Multiplied by a number.
    pub fn scale(&self, by: &S) -> Self {
        Jet { coefficients: self.coefficients.iter().map(|c| c * by).collect() }
    }

    /// A number is added.
    pub fn shift(&self, by: &S) -> Self {
        let mut shifted = self.clone();
        shifted.coefficients[0] += by;
        shifted
    }

    /// self + other.
    pub fn plus(&self, other: &Self) -> Self {
        let pairs = self.coefficients.iter().zip(&other.coefficients);
        Jet { coefficients: pairs.map(|(a, b)| a + b).collect() }
    }

    /// self − other.
    pub fn minus(&self, other: &Self) -> Self {
        let pairs = self.coefficients.iter().zip(&other.coefficients);
        Jet { coefficients: pairs.map(|(a, b)| a - b).collect() }
    }

    /// self · other.
    pub fn times(&self, other: &Self) -> Self {
        let (a, b) = (&self.coefficients, &other.coefficients);
        Self::from_coefficients(self.order(), |_, k| sum((0..=k).map(|i| &a[i] * &b[k - i])))
    }

    /// self / other.
    pub fn over(&self, other: &Self) -> Self {
        let (a, b) = (&self.coefficients, &other.coefficients);
        Self::from_coefficients(self.order(), |quotient, k| {
            let known = sum((0..k).map(|i| &quotient[i] * &b[k - i]));
            (&a[k] - known) / &b[0]
        })
    }

    /// Σ_{i=1..k} i·aᵢ·b_{k−i}: k times the kth coefficient of ∫ a′b.
    fn convolved(a: &[S], b: &[S], k: usize) -> S {
        sum((1..=k).map(|i| &a[i] * &b[k - i] * S::count(i)))
    }
}

impl<S: Real> Jet<S> {
    /// e^self, from y′ = a′y.
    pub fn exp(&self) -> Self {
        let a = &self.coefficients;
        Self::from_coefficients(self.order(), |y, k| match k {
            0 => a[0].exp(),
            _ => Self::convolved(a, y, k) / S::count(k),
        })
    }

    /// self^exponent for self > 0, from a·y′ = exponent·a′·y.
    pub fn pow(&self, exponent: &S) -> Self {
        let a = &self.coefficients;
        Self::from_coefficients(self.order(), |y, k| match k {
            0 => a[0].pow(exponent),
            _ => {
                let term = |i: usize| {
                    let weight = exponent * S::count(i) - S::count(k - i);
                    weight * &a[i] * &y[k - i]
                };
                sum((1..=k).map(term)) / (&a[0] * S::count(k))
            }
        })
    }

    /// √self for self > 0.
    pub fn sqrt(&self) -> Self {
        self.pow(&S::ratio(1, 2))
    }

    /// ln self for self > 0, from a·y′ = a′.
    pub fn ln(&self) -> Self {
        let a = &self.coefficients;
        Self::from_coefficients(self.order(), |y, k| match k {
            0 => a[0].ln(),
            _ => {
                let known = sum((1..k).map(|i| &y[i] * &a[k - i] * S::count(i)));
                (&a[k] - known / S::count(k)) / &a[0]
            }
        })
    }

    /// tanh self, from y′ = a′(1 − y²).
    pub fn tanh(&self) -> Self {
        let a = &self.coefficients;
        // 1 − y², kept beside y: its kth coefficient needs y to order k only.
        let mut rest: Vec<S> = Vec::new();
        Self::from_coefficients(self.order(), |y, k| {
            if k == 0 {
                return a[0].tanh();
            }
            let square = sum((0..k).map(|i| &y[i] * &y[k - 1 - i]));
            rest.push(if k == 1 { S::one() - square } else { -square });
            sum((1..=k).map(|i| &a[i] * &rest[k - i] * S::count(i))) / S::count(k)
        })
    }

    /// (sin self, cos self), from s′ = a′c, c′ = −a′s.
    pub fn sin_cos(&self) -> (Self, Self) {
        let a = &self.coefficients;
        let (mut sin, mut cos) = (vec![a[0].sin()], vec![a[0].cos()]);
        for k in 1..=self.order() {
            let (s, c) = (Self::convolved(a, &cos, k), Self::convolved(a, &sin, k));
            sin.push(s / S::count(k));
            cos.push(-c / S::count(k));
        }
        (Jet { coefficients: sin }, Jet { coefficients: cos })
    }
}
