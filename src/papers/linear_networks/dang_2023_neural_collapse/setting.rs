//! The unconstrained-features model: free features and linear layers, each with its own weight decay.
//!
//! The features are written as the factor A₀ = H before the layers Aⱼ = Wⱼ, so that the logits are A_M⋯A₀.

use crate::claim::{Draw, squares_tape};
use crate::linalg::Matrix;
use crate::losses;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, Real, sum};
use num_traits::{One, Zero};

/// Class counts, widths and weight decays, with the orthonormal frames that its networks are built from.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// n₁ ≥ … ≥ n_K ≥ 1.
    pub(super) counts: Vec<usize>,
    /// d, d₁, …, d_{M−1}.
    pub(super) widths: Vec<usize>,
    /// λ_H, λ₁, …, λ_M.
    pub(super) decays: Vec<Rational>,
    /// One orthogonal matrix for every width.
    pub(super) frames: Vec<Matrix<Rational>>,
}

impl Setting {
    /// Decays log-uniform in [10⁻³, 10⁻¹], frames random; the counts are put in order.
    pub(super) fn draw(draw: &mut Draw<'_>, mut counts: Vec<usize>, widths: Vec<usize>) -> Self {
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let decays = (0..=widths.len()).map(|_| draw.log_uniform("1e-3", "1e-1")).collect();
        let frames = widths.iter().map(|&width| draw.orthogonal(width)).collect();
        Setting { counts, widths, decays, frames }
    }

    /// A hand-picked one: the decays λ_H, λ₁, …, λ_M as decimal literals.
    pub(super) fn known(counts: &[usize], widths: &[usize], decays: &[&str]) -> Self {
        let parsed = |text: &&str| text.parse().expect("a decimal literal");
        let setting = drawn(|draw| Setting::draw(draw, counts.to_vec(), widths.to_vec()));
        Setting { decays: decays.iter().map(parsed).collect(), ..setting }
    }

    /// M.
    pub(super) fn layers(&self) -> usize {
        self.widths.len()
    }

    /// M as an exponent.
    pub(super) fn depth(&self) -> u32 {
        u32::try_from(self.layers()).expect("a small depth")
    }

    /// K.
    pub(super) fn classes(&self) -> usize {
        self.counts.len()
    }

    /// N.
    pub(super) fn samples(&self) -> usize {
        self.counts.iter().sum()
    }

    /// R, the largest rank of the logits.
    pub(super) fn rank(&self) -> usize {
        self.widths.iter().copied().fold(self.classes(), usize::min)
    }

    /// The class of every sample.
    pub(super) fn labels(&self) -> Vec<usize> {
        let class = |(k, &count): (usize, &usize)| std::iter::repeat_n(k, count);
        self.counts.iter().enumerate().flat_map(class).collect()
    }

    /// Y (K × N).
    pub(super) fn targets<S: Field>(&self) -> Matrix<S> {
        let labels = self.labels();
        let indicator = |k, i: usize| if labels[i] == k { S::one() } else { S::zero() };
        Matrix::from_fn(self.classes(), labels.len(), indicator)
    }

    /// The shapes of A₀, …, A_M.
    pub(super) fn shapes(&self) -> Vec<(usize, usize)> {
        let inputs = [self.samples()].into_iter().chain(self.widths.iter().copied());
        let outputs = self.widths.iter().copied().chain([self.classes()]);
        outputs.zip(inputs).collect()
    }

    /// Factors of any kind, in the right shapes.
    pub(super) fn noise(&self, draw: &mut Draw<'_>) -> Vec<Matrix<Rational>> {
        self.shapes().into_iter().map(|(rows, cols)| draw.matrix(rows, cols)).collect()
    }

    /// Factors of zeros.
    pub(super) fn zeros<S: Field>(&self) -> Vec<Matrix<S>> {
        self.shapes().into_iter().map(|(rows, cols)| Matrix::zeros(rows, cols)).collect()
    }

    /// λ_H·λ₁⋯λ_M.
    pub(super) fn product_of_decays(&self) -> Rational {
        self.decays.iter().fold(Rational::one(), |product, decay| product * decay)
    }

    /// c, the geometric mean of the decays.
    pub(super) fn strength<S: Real>(&self) -> S {
        S::of(&self.product_of_decays()).pow(&S::ratio(1, self.decays.len() as u64))
    }

    /// ½Σλⱼ‖Aⱼ‖².
    pub(super) fn penalty<S: Field>(&self, factors: &[Matrix<S>]) -> S {
        let terms = self.decays.iter().zip(factors);
        sum(terms.map(|(decay, factor)| S::of(decay) * factor.norm_squared())) * S::ratio(1, 2)
    }

    /// f with the squared error.
    pub(super) fn squares<S: Field>(&self, factors: &[Matrix<S>]) -> S {
        self.squares_of(&end_to_end(factors)) + self.penalty(factors)
    }

    /// (1/2N)‖Z − Y‖².
    pub(super) fn squares_of<S: Field>(&self, logits: &Matrix<S>) -> S {
        losses::half_squares(logits, &self.targets()) / S::count(self.samples())
    }

    /// f with the cross-entropy.
    pub(super) fn cross_entropy<S: Real>(&self, factors: &[Matrix<S>]) -> S {
        losses::cross_entropy(&end_to_end(factors), &self.labels()) + self.penalty(factors)
    }

    /// b_kᴹ: rational, as b_k itself need not be.
    pub(super) fn load(&self, k: usize) -> Rational {
        let samples = Rational::from(self.samples());
        let share = &samples * Rational::from(self.layers()) / Rational::from(self.counts[k]);
        share.power(self.depth()) * samples * self.product_of_decays()
    }

    /// Whether b_k > T_M, or none when they are equal.
    pub(super) fn collapses(&self, k: usize) -> Option<bool> {
        let margin = self.load(k) - threshold(self.depth());
        (!margin.is_zero()).then(|| margin > Rational::zero())
    }

    /// Aⱼ = Fⱼ diag((c/λⱼ)^{1/2}·roots) Fⱼ₋₁ᵀ, whose product is left · diag(rootsᴹ⁺¹) · rightᵀ; F_M = left (K × r), F₋₁ =
    /// right (N × r), both of orthonormal columns.
    pub(super) fn network<S: Real>(
        &self,
        left: &Matrix<S>,
        right: &Matrix<S>,
        roots: &[S],
    ) -> Vec<Matrix<S>> {
        let strength = self.strength::<S>();
        let inner = self.frames.iter().map(|frame| Matrix::of(&frame.columns(0..roots.len())));
        let bases: Vec<_> =
            [right.clone()].into_iter().chain(inner).chain([left.clone()]).collect();
        let sides = bases.iter().zip(&bases[1..]).zip(&self.decays);
        let factor = |((inputs, outputs), decay): ((&Matrix<S>, &Matrix<S>), &Rational)| {
            let share = (&strength / S::of(decay)).sqrt();
            let values: Vec<_> = roots.iter().map(|root| root * &share).collect();
            outputs.times(&Matrix::diagonal(&values)).times(&inputs.transpose())
        };
        sides.map(factor).collect()
    }
}

/// T_Mᴹ = (M − 1)ᴹ⁻¹/Mᴹ, 1 for M = 1.
pub(super) fn threshold(depth: u32) -> Rational {
    let [below, itself] = [depth - 1, depth].map(|n| Rational::fraction(i64::from(n), 1));
    below.power(depth - 1) / itself.power(depth)
}

/// What `make` draws from one fixed tape: for hand-picked cases.
pub(super) fn drawn<T>(make: impl FnOnce(&mut Draw<'_>) -> T) -> T {
    let tape = squares_tape(2000, 7, 97);
    make(&mut Draw::replay(&tape))
}

/// start + scale · noise, factor by factor.
pub(super) fn moved<S: Field>(
    start: &[Matrix<S>],
    noise: &[Matrix<Rational>],
    scale: &Rational,
) -> Vec<Matrix<S>> {
    let step = |noise| Matrix::of(noise).scale(&S::of(scale));
    start.iter().zip(noise).map(|(start, noise)| start + &step(noise)).collect()
}

/// K × (K − 1), orthonormal columns that span the complement of 1: Helmert's.
pub(super) fn centred_frame<S: Real>(classes: usize) -> Matrix<S> {
    Matrix::from_fn(classes, classes - 1, |i, j| {
        let size = (S::count(j + 1) * S::count(j + 2)).sqrt();
        match i {
            _ if i <= j => S::one() / size,
            _ if i == j + 1 => -S::count(j + 1) / size,
            _ => S::zero(),
        }
    })
}
