//! Relaxed stars hold what is reached, and zonotopes hold relaxed stars.

use super::exact::reached;
use super::star::{Split, Star};
use super::{column, short_matrix, short_network};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, equal, identity,
    squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::ReluNetwork;
use crate::number::{Field, Rational, sum};
use num_traits::{One, Zero};

/// The graph of relu on [l, u] lies in the triangle, its hull, and that in any parallelogram that holds the graph on a
/// wider interval.
pub(super) const CHAIN: Claim = Claim {
    id: "relaxation-chain-exact-star-zonotope",
    statement: "at a unit with l < 0 < u: the relaxed star has a new y ≥ 0, y ≥ x, y ≤ u(x−l)/(u−l), the zonotope y = λx + μ + με, |ε| ≤ 1, λ = u/(u−l), μ = −ul/(2(u−l)); \
                with the stars' own bounds and the interval hulls of the zonotopes, h_exact(g) ≤ h_star(g) ≤ h_zono(g) for every g. The triangle has the area \
                −ul/2 and at x = 0 the height −ul/(u−l), the parallelogram the area −ul",
    hypotheses: "the same box, m = 2, and order of units; one or two hidden layers of 2 units in all, 2-2-1-2, and 2-4-2; 4 directions; h_exact from the exact stars; all in rationals",
    source: "abstract (star and zonotope domains); derived here",
    kind: Kind::Inequality,
    method: Method::Enclosure,
    check: identity!(Relaxed, S, |case| {
        let chain = case.supports.iter().map(|[exact, star, zonotope]| {
            at_most(S::of(exact), S::of(star)).and(at_most(S::of(star), S::of(zonotope)))
        });
        Compared::all(chain).and(case.unit.has_areas())
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "upper-line-through-0",
            "at x = u it allows u²/(u−l) < u only",
            identity!(Relaxed, S, |case| {
                let Unit { low, high } = &case.unit;
                at_most(S::of(high), S::of(&(high * high / (high - low))))
            }),
        ),
        Mutant::new(
            "half-the-generator",
            "at x = l the value 0 needs |ε| = 2",
            identity!(Relaxed, S, |case| {
                let (slope, offset) = case.unit.line();
                let gap = &slope * &case.unit.low + &offset;
                at_most(S::of(&gap.abs()), S::of(&(offset / Rational::from(2))))
            }),
        ),
        Mutant::new(
            "slope-of-one-half",
            "the sound parallelogram of slope λ has the area (u−l)max(−λl, (1−λ)u), least at λ = u/(u−l)",
            identity!(Relaxed, S, |case| {
                let (slope, _) = case.unit.line();
                let half = Rational::fraction(1, 2);
                at_most(S::of(&case.unit.area_of(&half)), S::of(&case.unit.area_of(&slope)))
            }),
        ),
        Mutant::new(
            "zonotope-in-the-star",
            "the corner of the parallelogram below relu is in no star",
            identity!(Relaxed, S, |case| Compared::all(
                case.supports
                    .iter()
                    .map(|[_, star, zonotope]| at_most(S::of(zonotope), S::of(star)))
            )),
        ),
    ],
};

/// l < 0 < u.
#[derive(Debug)]
struct Unit {
    low: Rational,
    high: Rational,
}

impl Unit {
    /// λ and μ.
    fn line(&self) -> (Rational, Rational) {
        let width = &self.high - &self.low;
        (&self.high / &width, -(&self.high * &self.low) / (width * Rational::from(2)))
    }

    /// Of the parallelogram of slope λ that holds the graph of relu on [l, u].
    fn area_of(&self, slope: &Rational) -> Rational {
        let (left, right) = (-(slope * &self.low), (Rational::one() - slope) * &self.high);
        (&self.high - &self.low) * if right > left { right } else { left }
    }

    fn has_areas<S: Field>(&self) -> Compared<S> {
        let zero = Rational::zero();
        let (slope, offset) = self.line();
        let on_line = |x: &Rational, side: i64| {
            let height = &slope * x + &offset * Rational::fraction(1 + side, 1);
            (x.clone(), height)
        };
        let upper = &slope * (-&self.low);
        let product = -(&self.high * &self.low);
        let triangle = [
            (self.low.clone(), zero.clone()),
            (zero.clone(), zero),
            (self.high.clone(), self.high.clone()),
        ];
        let parallelogram = [
            on_line(&self.low, -1),
            on_line(&self.high, -1),
            on_line(&self.high, 1),
            on_line(&self.low, 1),
        ];
        let half = Rational::fraction(1, 2);
        equal(S::of(&area(&triangle)), S::of(&(&product * half)))
            .and(equal(S::of(&area(&parallelogram)), S::of(&product)))
            .and(equal(S::of(&upper), S::of(&(product / (&self.high - &self.low)))))
    }
}

/// Of a polygon, counterclockwise.
fn area(corners: &[(Rational, Rational)]) -> Rational {
    let next = corners.iter().cycle().skip(1);
    let cross = corners.iter().zip(next).map(|((x, y), (z, w))| x * w - z * y);
    sum(cross) / Rational::from(2)
}

/// A network, a box of inputs, directions, and the bounds of one unit.
#[derive(Debug)]
struct Relaxed {
    network: ReluNetwork<Rational>,
    input: Star,
    /// g, n × 4.
    directions: Matrix<Rational>,
    unit: Unit,
    /// [h_exact, h_star, h_zono] in each direction, found once for all number types.
    supports: Vec<[Rational; 3]>,
}

impl Case for Relaxed {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let widths = *draw.pick::<&[usize]>(&[&[2, 2, 2], &[2, 1, 1, 2]]);
        let network = short_network(draw, widths);
        let input = Star::of_box(short_matrix(draw, 2, 1), short_matrix(draw, 2, 2));
        let directions = short_matrix(draw, 2, 4);
        let size = |draw: &mut Draw<'_>| Rational::fraction(draw.integer(1, 32), 8);
        let unit = Unit { low: -size(draw), high: size(draw) };
        Ok(Relaxed::of(network, input, directions, unit))
    }

    fn known() -> Vec<(&'static str, Self)> {
        let one_unit = ReluNetwork {
            layers: vec![(Matrix::ones(1, 2), column(&[0])), (Matrix::ones(2, 1), column(&[0, 0]))],
        };
        let whole = |rows: &[Vec<i64>]| Matrix::from_rows(rows).map(|&x| Rational::fraction(x, 1));
        let directions = whole(&[vec![1, -1, 0, 1], vec![0, 0, -1, 1]]);
        let three_units = ReluNetwork {
            layers: vec![
                (whole(&[vec![1, -1], vec![1, 2]]), column(&[0, 1])),
                (whole(&[vec![1, -1]]), column(&[0])),
                (whole(&[vec![1], vec![-1]]), column(&[0, 0])),
            ],
        };
        let tape = squares_tape(100, 7, 97);
        let four_units = short_network(&mut Draw::replay(&tape), &[2, 4, 2]);
        let case = |network, centre: &[i64], low: i64| {
            let input = Star::of_box(column(centre), Matrix::identity(2));
            let unit = Unit { low: Rational::fraction(low, 1), high: Rational::from(3) };
            Relaxed::of(network, input, directions.clone(), unit)
        };
        vec![
            ("one unit on [−1, 3]", case(one_unit, &[0, 1], -1)),
            ("three units", case(three_units, &[0, 0], -3)),
            ("widths 2-4-2", case(four_units, &[0, 0], -1)),
        ]
    }
}

impl Relaxed {
    fn of(
        network: ReluNetwork<Rational>,
        input: Star,
        directions: Matrix<Rational>,
        unit: Unit,
    ) -> Self {
        let mut case = Relaxed { network, input, directions, unit, supports: Vec::new() };
        case.supports = case.found();
        case
    }

    fn found(&self) -> Vec<[Rational; 3]> {
        let (last, hidden) = self.network.layers.split_last().expect("one layer at least");
        let stars = reached(&self.network, &self.input, Split::Exact);
        let (mut star, mut zonotope) = (self.input.clone(), Zonotope::of(&self.input));
        for (weights, bias) in hidden {
            star = relaxed(star.mapped(weights, bias));
            zonotope = zonotope.mapped(weights, bias).relaxed();
        }
        let (star, zonotope) = (star.mapped(&last.0, &last.1), zonotope.mapped(&last.0, &last.1));
        let corners: Vec<_> = star.vertices().iter().map(|alpha| star.at(alpha)).collect();
        let of_direction = |k: usize| {
            let g = self.directions.col(k);
            let exact = greatest(stars.iter().filter_map(|star| star.support(&g)));
            let relaxed = greatest(corners.iter().map(|x| g.inner(x)));
            [exact, relaxed, zonotope.support(&g)]
        };
        (0..self.directions.cols()).map(of_direction).collect()
    }
}

fn greatest(values: impl Iterator<Item = Rational>) -> Rational {
    values.reduce(|a, b| if b > a { b } else { a }).expect("a set that is not empty")
}

/// The star with a new predicate for each unit that may be on both sides of 0.
fn relaxed(star: Star) -> Star {
    (0..star.centre.rows()).fold(star, |star, i| {
        let (low, high) = star.range(i).expect("a set that is not empty");
        let mut next = star.clone();
        if low >= Rational::zero() {
            return star;
        }
        next.centre[(i, 0)] = Rational::zero();
        if high <= Rational::zero() {
            (0..star.basis.cols()).for_each(|j| next.basis[(i, j)] = Rational::zero());
            return next;
        }
        let m = star.basis.cols();
        next.basis = Matrix::from_fn(star.basis.rows(), m + 1, |k, j| match (k == i, j == m) {
            (true, last) => Rational::from(usize::from(last)),
            (false, true) => Rational::zero(),
            (false, false) => star.basis[(k, j)].clone(),
        });
        let (row, centre) = (star.basis.row(i), &star.centre[(i, 0)]);
        let slope = &high / (&high - &low);
        let bound = |by: &Rational, y: i64, most: Rational| {
            let mut entries: Vec<_> = row.iter().map(|v| v * by).collect();
            entries.push(Rational::fraction(y, 1));
            (entries, most)
        };
        for (entries, _) in &mut next.bounds {
            entries.push(Rational::zero());
        }
        next.bounds.push(bound(&Rational::zero(), -1, Rational::zero()));
        next.bounds.push(bound(&Rational::one(), -1, -centre));
        next.bounds.push(bound(&-&slope, 1, &slope * (centre - &low)));
        next
    })
}

/// {c + Gε : |εⱼ| ≤ 1}.
struct Zonotope {
    centre: Matrix<Rational>,
    generators: Matrix<Rational>,
}

impl Zonotope {
    /// Of a star whose predicates are a box [−1, 1]^m.
    fn of(star: &Star) -> Self {
        Zonotope { centre: star.centre.clone(), generators: star.basis.clone() }
    }

    fn mapped(&self, weights: &Matrix<Rational>, bias: &Matrix<Rational>) -> Self {
        let centre = &(weights * &self.centre) + bias;
        Zonotope { centre, generators: weights * &self.generators }
    }

    fn support(&self, direction: &Matrix<Rational>) -> Rational {
        let along = &direction.transpose() * &self.generators;
        direction.inner(&self.centre) + sum(along.entries().iter().map(Rational::abs))
    }

    fn relaxed(self) -> Self {
        (0..self.centre.rows()).fold(self, |mut set, i| {
            let reach = sum(set.generators.row(i).iter().map(Rational::abs));
            let centre = set.centre[(i, 0)].clone();
            let unit = Unit { low: &centre - &reach, high: centre + reach };
            if unit.low >= Rational::zero() {
                return set;
            }
            let is_off = unit.high <= Rational::zero();
            let (slope, offset) =
                if is_off { (Rational::zero(), Rational::zero()) } else { unit.line() };
            set.centre[(i, 0)] = &slope * &set.centre[(i, 0)] + &offset;
            let m = set.generators.cols();
            set.generators =
                Matrix::from_fn(set.centre.rows(), m + 1, |k, j| match (k == i, j == m) {
                    (true, true) => offset.clone(),
                    (true, false) => &slope * &set.generators[(k, j)],
                    (false, true) => Rational::zero(),
                    (false, false) => set.generators[(k, j)].clone(),
                });
            set
        })
    }
}
