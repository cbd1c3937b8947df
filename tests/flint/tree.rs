//! Random expressions, evaluated while they grow.

use super::case::Case;
use super::input::{Digits, Input};
use super::interval::Comparison;
use super::source::Source;
use theoremcheck::number::{Ball, Field, Real};

const OPERATIONS: [&str; 16] = [
    "+", "-", "*", "/", "sqrt", "exp", "ln", "tanh", "sin", "cos", "pow", "power", "abs", "max",
    "min", "dot",
];

/// Results beyond 2 to ±this are not drawn: they leave the range of our radii, which is that of `f64`.
const LARGEST_EXPONENT: i32 = 900;
/// Exponentials are taken below 2 to this.
const LARGEST_LOGARITHM: i32 = 8;

/// An expression in postfix order, its value, and its last operation.
struct Tree<const B: u32> {
    text: String,
    value: Ball<B>,
    root: &'static str,
}

/// An expression of up to five levels.
pub(super) fn case<const B: u32>(source: &mut Source) -> Case {
    let depth = 1 + source.below(5);
    let reach = match depth {
        1 if source.one_in(4) => LARGEST_EXPONENT,
        1 | 2 if source.one_in(4) => 100,
        _ => 6,
    };
    let root = source.pick(&OPERATIONS);
    let tree = grown::<B>(source, depth, reach, root);
    let question = format!("{B} expression - {}", tree.text);
    Case::new(tree.root, question, Some(&[tree.value]), Comparison::Entrywise)
}

fn leaf<const B: u32>(source: &mut Source, reach: i32) -> Tree<B> {
    let exponent = source.between(-reach, reach);
    let digits = if source.one_in(5) { Digits::Few } else { Digits::Full };
    let input = match source.below(16) {
        0 => Input::touching_zero(source, exponent),
        1..3 => {
            let width = source.between(-12, 3);
            Input::drawn(source, digits, exponent, Some(width))
        }
        3..10 => {
            let width = source.between(-4 - B.cast_signed(), -12);
            Input::drawn(source, digits, exponent, Some(width))
        }
        _ => Input::drawn(source, digits, exponent, None),
    };
    Tree { text: input.text, value: input.ball, root: "leaf" }
}

/// Of `depth` levels at most, and its last operation as named, or a harmless one where that one would leave the range. An
/// operand that is the whole line is returned itself: whatever follows is the whole line too.
fn grown<const B: u32>(source: &mut Source, depth: u32, reach: i32, name: &'static str) -> Tree<B> {
    let operand = |source: &mut Source| {
        let depth = source.below(depth);
        if depth == 0 {
            return leaf(source, reach);
        }
        let name = source.pick(&OPERATIONS);
        grown(source, depth, reach, name)
    };
    if name == "dot" {
        return dot(source, reach.min(LARGEST_EXPONENT / 2));
    }
    let x: Tree<B> = operand(source);
    let Some(size) = x.size() else { return x };
    match name {
        "power" => {
            let exponent = source.below(13);
            let larger = size.saturating_mul(exponent.cast_signed());
            return if larger > LARGEST_EXPONENT { x.then("abs") } else { x.raised(exponent) };
        }
        "exp" if x.logarithm() > LARGEST_LOGARITHM => return x.then("tanh"),
        "sqrt" | "ln" => return x.made_positive(source).then(name),
        "exp" | "tanh" | "sin" | "cos" | "abs" => return x.then(name),
        _ => {}
    }
    let y: Tree<B> = operand(source);
    let Some(other) = y.size() else { return y };
    match name {
        "*" | "/" if size + other > LARGEST_EXPONENT => x.with("max", &y),
        "pow"
            if other > LARGEST_LOGARITHM || size.saturating_mul(1 << other) > LARGEST_EXPONENT =>
        {
            x.with("min", &y)
        }
        "pow" => x.made_positive(source).with(name, &y),
        _ => x.with(name, &y),
    }
}

fn dot<const B: u32>(source: &mut Source, reach: i32) -> Tree<B> {
    let terms = 1 + source.below(8);
    let leaves: Vec<Tree<B>> = (0..2 * terms).map(|_| leaf(source, reach)).collect();
    let values: Vec<_> = leaves.iter().map(|leaf| leaf.value).collect();
    let (left, right) = values.split_at(terms as usize);
    let texts: Vec<_> = leaves.iter().map(|leaf| leaf.text.as_str()).collect();
    let text = format!("{} dot,{terms}", texts.join(" "));
    Tree { text, value: Ball::dot(left, right), root: "dot" }
}

impl<const B: u32> Tree<B> {
    /// The largest |log₂| of its numbers but 0; nothing for the whole line.
    fn size(&self) -> Option<i32> {
        let reading = self.value.reading();
        let exponents = [reading.magnitude(), reading.mignitude()].map(|x| x.get_exp());
        reading
            .is_finite()
            .then(|| exponents.into_iter().flatten().map(i32::abs).max().unwrap_or(0))
    }

    /// It is below 2 to this.
    fn logarithm(&self) -> i32 {
        self.value.reading().magnitude().get_exp().unwrap_or(0)
    }

    /// |x| where x may be below 0, but for a few.
    fn made_positive(self, source: &mut Source) -> Self {
        let keeps = self.value.reading().is_positive() || source.one_in(50);
        if keeps { self } else { self.then("abs") }
    }

    fn then(self, name: &'static str) -> Self {
        let x = &self.value;
        let value = match name {
            "sqrt" => x.sqrt(),
            "exp" => x.exp(),
            "ln" => x.ln(),
            "tanh" => x.tanh(),
            "sin" => x.sin(),
            "cos" => x.cos(),
            "abs" => x.abs(),
            _ => panic!("no function of one number: {name}"),
        };
        Tree { text: format!("{} {name}", self.text), value, root: name }
    }

    fn raised(self, exponent: u32) -> Self {
        let value = self.value.power(exponent);
        Tree { text: format!("{} power,{exponent}", self.text), value, root: "power" }
    }

    fn with(self, name: &'static str, other: &Self) -> Self {
        let (x, y) = (&self.value, &other.value);
        let value = match name {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "pow" => x.pow(y),
            "max" => x.max(y),
            "min" => x.min(y),
            _ => panic!("no function of two numbers: {name}"),
        };
        Tree { text: format!("{} {} {name}", self.text, other.text), value, root: name }
    }
}
