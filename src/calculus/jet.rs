//! Truncated Taylor series: a function's value and derivatives at a point, to any order.

use crate::number::{Field, Real};

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

    /// The jet whose kth coefficient is `next(y, k)`, where y holds those before it.
    fn recursive(order: usize, mut next: impl FnMut(&Recent<S>, usize) -> S) -> Self {
        let mut recent = Recent::new(order);
        for k in 0..=order {
            let c = next(&recent, k);
            recent.push(c);
        }
        Jet { coefficients: recent.in_order() }
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
        let (order, a) = (self.order(), &self.coefficients);
        let mirrored: Vec<S> = other.coefficients.iter().rev().cloned().collect();
        let coefficient = |k: usize| S::dot(&a[..=k], &mirrored[order - k..]);
        Jet { coefficients: (0..=order).map(coefficient).collect() }
    }

    /// self / other.
    pub fn over(&self, other: &Self) -> Self {
        let (a, b) = (&self.coefficients, &other.coefficients);
        Self::recursive(self.order(), |quotient, k| {
            let known = S::dot(&b[1..=k], quotient.latest(k));
            (&a[k] - known) / &b[0]
        })
    }

    /// k·cₖ: the coefficients of x·f′(x) at x = 0.
    fn weighted(&self) -> Vec<S> {
        self.coefficients.iter().enumerate().map(|(k, c)| c * S::count(k)).collect()
    }
}

/// A growing series, kept with the latest coefficient first, so that convolutions are dot products of slices.
struct Recent<S> {
    mirrored: Vec<S>,
    length: usize,
}

impl<S: Field> Recent<S> {
    fn new(order: usize) -> Self {
        Recent { mirrored: vec![S::zero(); order + 1], length: 0 }
    }

    fn push(&mut self, coefficient: S) {
        self.length += 1;
        let at = self.mirrored.len() - self.length;
        self.mirrored[at] = coefficient;
    }

    /// The latest `count` coefficients, the last one first.
    fn latest(&self, count: usize) -> &[S] {
        let start = self.mirrored.len() - self.length;
        &self.mirrored[start..start + count]
    }

    fn in_order(mut self) -> Vec<S> {
        self.mirrored.reverse();
        self.mirrored
    }
}

impl<S: Real> Jet<S> {
    /// e^self, from y′ = a′y.
    pub fn exp(&self) -> Self {
        let slopes = self.weighted();
        Self::recursive(self.order(), |y, k| match k {
            0 => self.coefficients[0].exp(),
            _ => S::dot(&slopes[1..=k], y.latest(k)) / S::count(k),
        })
    }

    /// self^exponent for self > 0, from a·y′ = exponent·a′·y.
    pub fn pow(&self, exponent: &S) -> Self {
        let (a, slopes) = (&self.coefficients, self.weighted());
        let raised = exponent + S::one();
        Self::recursive(self.order(), |y, k| {
            if k == 0 {
                return a[0].pow(exponent);
            }
            let by_slope = &raised * S::dot(&slopes[1..=k], y.latest(k));
            let by_value = S::count(k) * S::dot(&a[1..=k], y.latest(k));
            (by_slope - by_value) / (&a[0] * S::count(k))
        })
    }

    /// √self for self > 0.
    pub fn sqrt(&self) -> Self {
        self.pow(&S::ratio(1, 2))
    }

    /// ln self for self > 0, from a·y′ = a′.
    pub fn ln(&self) -> Self {
        let (a, slopes) = (&self.coefficients, self.weighted());
        // k·yₖ is what the recursion carries.
        let carried = Self::recursive(self.order(), |y, k| match k {
            0 => S::zero(),
            _ => (&slopes[k] - S::dot(&a[1..k], y.latest(k - 1))) / &a[0],
        });
        let unweighted = |(k, c): (usize, &S)| if k == 0 { a[0].ln() } else { c / S::count(k) };
        Jet { coefficients: carried.coefficients.iter().enumerate().map(unweighted).collect() }
    }

    /// tanh self, from y′ = a′(1 − y²).
    pub fn tanh(&self) -> Self {
        let slopes = self.weighted();
        // 1 − y² grows beside y: its coefficient k needs y up to k only.
        let mut rest = Recent::new(self.order());
        let mut known: Vec<S> = Vec::with_capacity(self.order() + 1);
        Self::recursive(self.order(), |y, k| {
            let next = if k == 0 {
                self.coefficients[0].tanh()
            } else {
                let square = S::dot(&known, y.latest(k));
                rest.push(if k == 1 { S::one() - square } else { -square });
                S::dot(&slopes[1..=k], rest.latest(k)) / S::count(k)
            };
            known.push(next.clone());
            next
        })
    }

    /// (sin self, cos self), from s′ = a′c, c′ = −a′s.
    pub fn sin_cos(&self) -> (Self, Self) {
        let (order, slopes) = (self.order(), self.weighted());
        let (mut sin, mut cos) = (Recent::new(order), Recent::new(order));
        sin.push(self.coefficients[0].sin());
        cos.push(self.coefficients[0].cos());
        for k in 1..=order {
            let rising = S::dot(&slopes[1..=k], cos.latest(k)) / S::count(k);
            let falling = S::dot(&slopes[1..=k], sin.latest(k)) / S::count(k);
            sin.push(rising);
            cos.push(-falling);
        }
        (Jet { coefficients: sin.in_order() }, Jet { coefficients: cos.in_order() })
    }
}
