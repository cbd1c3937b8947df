//! A number type that writes down what is computed with it.

use crate::linalg::{Matrix, Product};
use crate::number::operators::operators;
use crate::number::{Field, Rational, Reading, Real};
use num_traits::{One, Zero};
use std::fmt;
use std::sync::Arc;

/// A function of variables, shared where it is used twice. Constants are exact; what is known to be 0 or 1 is left out.
#[derive(Clone)]
pub(super) struct Formula(Arc<Expression>);

/// How a formula is made of others.
pub(super) enum Expression {
    Variable(usize),
    Constant(Rational),
    Pi,
    Sum(Formula, Formula),
    Difference(Formula, Formula),
    Product(Formula, Formula),
    Quotient(Formula, Formula),
    Negation(Formula),
    Dot(Vec<(Formula, Formula)>),
    Applied(Function, Formula),
}

/// A function of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Function {
    Sqrt,
    Exp,
    Ln,
    Tanh,
    Sin,
    Cos,
    Abs,
}

impl Function {
    pub(super) fn of<T: Real>(self, x: &T) -> T {
        match self {
            Self::Sqrt => x.sqrt(),
            Self::Exp => x.exp(),
            Self::Ln => x.ln(),
            Self::Tanh => x.tanh(),
            Self::Sin => x.sin(),
            Self::Cos => x.cos(),
            Self::Abs => x.abs(),
        }
    }
}

impl Formula {
    fn new(expression: Expression) -> Self {
        Formula(Arc::new(expression))
    }

    pub(super) fn variable(index: usize) -> Self {
        Self::new(Expression::Variable(index))
    }

    pub(super) fn expression(&self) -> &Expression {
        &self.0
    }

    /// Where the formula is kept: the same for all its clones.
    pub(super) fn place(&self) -> *const Expression {
        Arc::as_ptr(&self.0)
    }

    fn constant(value: Rational) -> Self {
        Self::new(Expression::Constant(value))
    }

    pub(super) fn as_constant(&self) -> Option<&Rational> {
        if let Expression::Constant(value) = self.expression() { Some(value) } else { None }
    }

    fn is(&self, value: &Rational) -> bool {
        self.as_constant() == Some(value)
    }

    fn plus(&self, rhs: &Self) -> Self {
        match (self.as_constant(), rhs.as_constant()) {
            (Some(a), Some(b)) => Self::constant(a + b),
            (Some(a), _) if a.is_zero() => rhs.clone(),
            (_, Some(b)) if b.is_zero() => self.clone(),
            _ => Self::new(Expression::Sum(self.clone(), rhs.clone())),
        }
    }

    fn minus(&self, rhs: &Self) -> Self {
        match (self.as_constant(), rhs.as_constant()) {
            (Some(a), Some(b)) => Self::constant(a - b),
            (Some(a), _) if a.is_zero() => rhs.opposite(),
            (_, Some(b)) if b.is_zero() => self.clone(),
            _ => Self::new(Expression::Difference(self.clone(), rhs.clone())),
        }
    }

    fn times(&self, rhs: &Self) -> Self {
        let one = Rational::one();
        match (self.as_constant(), rhs.as_constant()) {
            (Some(a), Some(b)) => Self::constant(a * b),
            (Some(a), _) if a.is_zero() => self.clone(),
            (_, Some(b)) if b.is_zero() => rhs.clone(),
            _ if self.is(&one) => rhs.clone(),
            _ if rhs.is(&one) => self.clone(),
            _ if self.is(&-&one) => rhs.opposite(),
            _ if rhs.is(&-&one) => self.opposite(),
            _ => Self::new(Expression::Product(self.clone(), rhs.clone())),
        }
    }

    fn over(&self, rhs: &Self) -> Self {
        match (self.as_constant(), rhs.as_constant()) {
            (Some(a), Some(b)) => Self::constant(a / b),
            (_, Some(b)) if *b == Rational::one() => self.clone(),
            _ => Self::new(Expression::Quotient(self.clone(), rhs.clone())),
        }
    }

    fn opposite(&self) -> Self {
        if let Expression::Constant(value) = self.expression() {
            return Self::constant(-value);
        }
        if let Expression::Negation(inner) = self.expression() {
            return inner.clone();
        }
        Self::new(Expression::Negation(self.clone()))
    }

    fn applied(&self, function: Function) -> Self {
        Self::new(Expression::Applied(function, self.clone()))
    }
}

operators!([] Formula);

impl fmt::Debug for Formula {
    /// Without what it is made of, which may be exponentially long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_constant() {
            Some(value) => write!(f, "{value}"),
            None => write!(f, "a formula"),
        }
    }
}

impl Zero for Formula {
    fn zero() -> Self {
        Self::constant(Rational::zero())
    }
    fn is_zero(&self) -> bool {
        self.as_constant().is_some_and(Zero::is_zero)
    }
}

impl One for Formula {
    fn one() -> Self {
        Self::constant(Rational::one())
    }
}

impl Product for Formula {
    fn product(left: &Matrix<Self>, right: &Matrix<Self>) -> Matrix<Self> {
        left.times_by_dots(right)
    }
}

impl Field for Formula {
    fn of(value: &Rational) -> Self {
        Self::constant(value.clone())
    }
    /// NaN, unless it is a rational constant.
    fn reading(&self) -> Reading {
        self.as_constant().unwrap_or(&Rational::UNDEFINED).reading()
    }
    fn dot(left: &[Self], right: &[Self]) -> Self {
        assert_eq!(left.len(), right.len(), "dot product of {} and {}", left.len(), right.len());
        let pairs = left.iter().zip(right);
        let is_constant =
            |(l, r): &(&Self, &Self)| l.as_constant().is_some() && r.as_constant().is_some();
        let vanishes = |(l, r): &(&Self, &Self)| l.is_zero() || r.is_zero();
        let constant = pairs.clone().filter(is_constant).fold(Self::zero(), |s, (l, r)| s + l * r);
        let moving: Vec<_> = pairs.filter(|p| !is_constant(p) && !vanishes(p)).collect();
        let rest = match moving.as_slice() {
            [] => Self::zero(),
            [(l, r)] => l.times(r),
            _ => Self::new(Expression::Dot(
                moving.iter().map(|&(l, r)| (l.clone(), r.clone())).collect(),
            )),
        };
        rest + constant
    }
}

impl Real for Formula {
    fn sqrt(&self) -> Self {
        self.applied(Function::Sqrt)
    }
    fn exp(&self) -> Self {
        self.applied(Function::Exp)
    }
    fn ln(&self) -> Self {
        self.applied(Function::Ln)
    }
    fn tanh(&self) -> Self {
        self.applied(Function::Tanh)
    }
    fn sin(&self) -> Self {
        self.applied(Function::Sin)
    }
    fn cos(&self) -> Self {
        self.applied(Function::Cos)
    }
    /// e^(exponent·ln self), so that the base must be positive, unless the exponent is a small natural number or 1/2.
    fn pow(&self, exponent: &Self) -> Self {
        if let Some(exponent) = exponent.as_constant() {
            if *exponent == Rational::fraction(1, 2) {
                return self.sqrt();
            }
            if let Some(n) = (0..=64).find(|&n| *exponent == Rational::from(n as usize)) {
                return self.power(n);
            }
        }
        (exponent * self.ln()).exp()
    }
    fn abs(&self) -> Self {
        match self.as_constant() {
            Some(value) => Self::constant(value.abs()),
            None => self.applied(Function::Abs),
        }
    }
    /// (a + b + |a − b|)/2.
    fn max(&self, other: &Self) -> Self {
        (self + other + (self - other).abs()) * Self::ratio(1, 2)
    }
    fn pi() -> Self {
        Self::new(Expression::Pi)
    }
}
