//! Within-class collapse at every point that is critical in the features.

use super::setting::{Setting, drawn};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, check, equal, vanishes,
};
use crate::linalg::{Matrix, solve_exactly};
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Real, Rung, Traced, sum};
use num_traits::{One, Zero};

/// Two critical columns h, h′ of one class would have 0 on the right side of the inequality, so that h = h′.
pub(super) const NC1: Claim = Claim {
    id: "nc1-every-h-critical-point",
    statement: "f for the squared error and for the cross-entropy, A = W_M⋯W₁: for any features H and any two samples of one class \
                with columns h, h′: λ_H‖h−h′‖² ≤ ⟨h−h′, ∂f/∂h − ∂f/∂h′⟩, so columns of one class are equal where ∂f/∂H = 0; for the \
                squared error that is at H = (AᵀA + Nλ_H I)⁻¹AᵀY, whose ∂f/∂H = 0 and whose columns are equal within classes",
    hypotheses: "λ_H > 0; any layers Wⱼ, not only minimisers; any counts, one of them ≥ 2; the entries of A(h−h′) differ by more than 1/16, so that both sides differ",
    source: "derived here: f is the sum of per-sample terms convex in the logits and of ½λ_H‖H‖²",
    kind: Kind::Structure,
    method: Method::Enclosure,
    check: check!(Untrained, S, |case| case.collapses::<S>()),
    witness: None,
    mutants: &[
        Mutant::new(
            "without-feature-decay",
            "features may move within the null space of A at no cost",
            check!(Free, S, |case| equal(
                Matrix::<S>::of(&case.features.col(0)),
                Matrix::of(&case.features.col(1)),
            )),
        ),
        Mutant::new(
            "loss-not-convex-in-the-logits",
            "(z²−1)² has two wells: z = ±√(1 − Nλ_H/4) are both critical",
            check!(Wells, S, |case| equal(
                S::of(&case.features[(0, 0)]),
                S::of(&case.features[(0, 1)]),
            )),
        ),
    ],
};

/// Layers and features of any kind.
#[derive(Debug)]
struct Untrained {
    setting: Setting,
    layers: Vec<Matrix<Rational>>,
    features: Matrix<Rational>,
    /// (AᵀA + Nλ_H I)⁻¹AᵀY
    solution: Matrix<Rational>,
}

impl Case for Untrained {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let classes = draw.dim(2, 3);
        let counts: Vec<_> =
            (0..classes).map(|k| if k == 0 { draw.dim(2, 3) } else { draw.dim(1, 2) }).collect();
        let widths: Vec<_> = (0..draw.dim(1, 3)).map(|_| draw.dim(1, 4)).collect();
        Untrained::with_counts(draw, counts, widths)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let of = |counts: &[usize], widths: &[usize]| {
            let attempt = |draw: &mut Draw<'_>| {
                Untrained::with_counts(draw, counts.to_vec(), widths.to_vec()).ok()
            };
            drawn(|draw| (0..8).find_map(|_| attempt(draw)))
                .expect("layers that tell columns apart")
        };
        vec![
            ("n = 2 1, one layer of width 1", of(&[2, 1], &[1])),
            ("irises, 5 2 1", of(&[5, 2, 1], &[4, 3])),
            ("K = 5, M = 4", of(&[2, 1, 1, 1, 1], &[4, 3, 5, 3])),
        ]
    }
}

impl Untrained {
    fn with_counts(
        draw: &mut Draw<'_>,
        counts: Vec<usize>,
        widths: Vec<usize>,
    ) -> Result<Self, Rejected> {
        let setting = Setting::draw(draw, counts, widths);
        let half = Rational::fraction(1, 2);
        let mut layers: Vec<_> = setting.noise(draw).iter().map(|w| w.scale(&half)).collect();
        let features = layers.remove(0);
        let product = end_to_end(&layers);
        let ridge = &setting.decays[0] * Rational::from(setting.samples());
        let gram = product.transpose().times(&product);
        let system = &gram + &Matrix::identity(gram.rows()).scale(&ridge);
        let solution = solve_exactly(&system, &product.transpose().times(&setting.targets()))
            .expect("AᵀA + Nλ_H I is positive definite");
        let case = Untrained { setting, layers, features, solution };
        let told_apart = |(i, j): (usize, usize)| {
            let step = &case.features.col(i) - &case.features.col(j);
            let logits = product.times(&step);
            logits.entries().iter().any(|z| (z - &logits[(0, 0)]).abs() > Rational::dyadic(1, -4))
        };
        if case.pairs().into_iter().all(told_apart) {
            Ok(case)
        } else {
            Err(Rejected("the entries of A(h − h′) differ by more than 1/16"))
        }
    }

    /// All i < j of one class.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let labels = self.setting.labels();
        let pairs = (0..labels.len()).flat_map(|j| (0..j).map(move |i| (i, j)));
        pairs.filter(|&(i, j)| labels[i] == labels[j]).collect()
    }

    fn collapses<S: Rung>(&self) -> Compared<S> {
        let decay = S::of(&self.setting.decays[0]);
        let solution = Matrix::<S>::of(&self.solution);
        let slope = |at: &Matrix<S>| self.slope_of_squares(at);
        let critical = vanishes(slope(&solution), solution.scale(&decay));
        let features = Matrix::of(&self.features);
        let slopes = [slope(&features), self.slope_of_cross_entropy(&features)];
        let pairs = self.pairs().into_iter().map(|(i, j)| {
            let step = &features.col(i) - &features.col(j);
            let least = &decay * step.norm_squared();
            let parts = slopes
                .iter()
                .map(|slope| at_most(&least, step.inner(&(&slope.col(i) - &slope.col(j)))));
            Compared::all(parts).and(equal(solution.col(i), solution.col(j)))
        });
        critical.and(Compared::all(pairs))
    }

    /// ∂f/∂H for the squared error.
    fn slope_of_squares<S: Field>(&self, features: &Matrix<S>) -> Matrix<S> {
        let loss = |at: &[Matrix<_>]| self.setting.squares(&self.factors(&at[0]));
        gradient(std::slice::from_ref(features), loss).remove(0)
    }

    /// ∂f/∂H for the cross-entropy.
    fn slope_of_cross_entropy<S: Real>(&self, features: &Matrix<S>) -> Matrix<S> {
        let loss = |at: &[Matrix<_>]| self.setting.cross_entropy(&self.factors(&at[0]));
        gradient(std::slice::from_ref(features), loss).remove(0)
    }

    fn factors<S: Field>(&self, features: &Matrix<S>) -> Vec<Matrix<S>> {
        [features.clone()].into_iter().chain(self.layers.iter().map(Matrix::of)).collect()
    }
}

/// Features (d × N) of one class at which the squared error is critical without their decay: d = K + 1, so that A has a null
/// space.
#[derive(Debug)]
struct Free {
    features: Matrix<Rational>,
}

impl Case for Free {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let classes = draw.dim(1, 3);
        let layers = [draw.matrix(classes, classes + 1), draw.matrix(classes, classes)];
        let product = end_to_end(&layers);
        let targets = Matrix::from_fn(classes, 2, |k, _| Rational::from(usize::from(k == 0)));
        let across = product.times(&product.transpose());
        let back = |rhs: &Matrix<Rational>| {
            solve_exactly(&across, rhs).map(|x| product.transpose().times(&x))
        };
        let direction = draw.vector(classes + 1);
        let (Ok(learned), Ok(seen)) = (back(&targets), back(&product.times(&direction))) else {
            return Err(Rejected("A of full rank"));
        };
        let step = &direction - &seen;
        let features = Matrix::from_fn(classes + 1, 2, |i, j| match j {
            0 => &learned[(i, j)] + &step[(i, 0)],
            _ => learned[(i, j)].clone(),
        });
        let loss = |at: &[Matrix<_>]| {
            let outputs = layers.iter().map(Matrix::of).fold(at[0].clone(), |z, w| w.times(&z));
            crate::losses::half_squares(&outputs, &Matrix::of(&targets))
        };
        let slope = gradient(std::slice::from_ref(&features), loss).remove(0);
        if step.norm_squared().is_zero() || !slope.norm_squared().is_zero() {
            return Err(Rejected("a step within the null space, ∂f/∂H = 0"));
        }
        Ok(Free { features })
    }
}

/// Features (1 × N) of one class at which Σ(hᵢ²−1)²/N + ½λ_HΣhᵢ² is critical.
#[derive(Debug)]
struct Wells {
    features: Matrix<Rational>,
}

impl Case for Wells {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let samples = draw.dim(2, 4);
        let well = draw.between("0.25", "0.75");
        let decay = (Rational::one() - well.square()) * Rational::fraction(4, samples as u64);
        let features =
            Matrix::from_fn(1, samples, |_, i| if i == 0 { -&well } else { well.clone() });
        let loss = |at: &[Matrix<Traced<Rational>>]| {
            let wells = at[0].entries().iter().map(|z| (z.square() - Traced::one()).square());
            let half = Traced::of(&(&decay * Rational::fraction(1, 2)));
            sum(wells) / Traced::count(samples) + at[0].norm_squared() * half
        };
        let slope = gradient(std::slice::from_ref(&features), loss).remove(0);
        if !slope.norm_squared().is_zero() {
            return Err(Rejected("∂f/∂H = 0"));
        }
        Ok(Wells { features })
    }
}
