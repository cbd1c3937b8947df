//! The modes stay decoupled, and each obeys one equation.

use super::modes::Modes;
use super::training::Training;
use crate::calculus::moving;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, equal, identity};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::Field;

/// The set of such networks is invariant, because the flow's velocity is tangent to it. With w = w̄^{1/L} the powers are whole.
///
/// Degree: with width ≤ 3 a layer has degree ≤ 7 over 6, V and W̄ together L + 1 ≤ 5 of them 35 over 30, a slope of the loss two
/// such products and the moments below 80 over 70; the velocities claimed below 20 over 10: in all below 400.
pub(super) const MODE_ODE: Claim = Claim {
    id: "jepa-mae-ode",
    statement: "at W_a = Q_a diag(w)Q_{a−1}ᵀ with V = Q_L diag(w)Q_Lᵀ (JEPA) or diag(w)Q_Lᵀ (MAE), which holds at the start, all layers move within this form, \
                with w′ = w^{2L}λ(1 − w/ρ) (JEPA), w′ = wᴸλ(1 − w^{L+1}/ρ) (MAE), mode by mode; so Q_LᵀW̄ stays diagonal, and \
                (1/L)w̄′ = λw̄^{3−1/L} − (λ/ρ)w̄³ (JEPA), (1/L)w̄′ = λw̄^{2−1/L} − (λ/ρ)w̄³ (MAE)",
    hypotheses: "Σ_xx and Σ_yx diagonal, λ, ρ > 0; Q_a any orthogonal matrices; w > 0 of each mode its own; L = 1..5",
    source: "the paper's equations (7) and (8) (from memory); derived here: the layers around W_a contribute powers of w",
    kind: Kind::Trajectory,
    method: Method::Identity { degree: 400 },
    check: identity!(Modes, S, |modes| Compared::all([Training::Jepa, Training::Mae].map(
        |training| {
            let leading = Leading::of(training);
            modes.keep_form::<S>(training).and(modes.products_move::<S>(
                training,
                leading,
                Last::Cube,
                modes.depth(),
            ))
        }
    ))),
    witness: None,
    mutants: &[
        Mutant::new(
            "leading-exponents-swapped",
            "JEPA's target grows with the encoder: one more factor w̄ than MAE's",
            identity!(Modes, S, |modes| {
                let depth = modes.depth();
                modes
                    .products_move::<S>(Training::Jepa, Leading::Reconstruction, Last::Cube, depth)
                    .and(modes.products_move(
                        Training::Mae,
                        Leading::Distillation,
                        Last::Cube,
                        depth,
                    ))
            }),
        ),
        Mutant::new(
            "last-exponent-with-depth",
            "the decay has V W̄ twice and one layer less than W̄ on either side: w̄³ at any depth",
            identity!(Modes, S, |modes| modes.products_move::<S>(
                Training::Mae,
                Leading::Reconstruction,
                Last::CubeLessOneLayer,
                modes.depth()
            )),
        ),
        Mutant::new(
            "without-stop-gradient",
            "the gradient through the target lets the encoder shrink what it has to predict",
            identity!(Modes, S, |modes| modes.products_move::<S>(
                Training::JepaWithoutStop,
                Leading::Distillation,
                Last::Cube,
                modes.depth()
            )),
        ),
        Mutant::new(
            "depth-dropped-without-rescaling",
            "each of the L layers moves, so that w̄′ has the factor L",
            identity!(Modes, S, |modes| modes.products_move::<S>(
                Training::Jepa,
                Leading::Distillation,
                Last::Cube,
                1
            )),
        ),
    ],
};

/// The first term of w̄′/L.
#[derive(Clone, Copy)]
enum Leading {
    /// λw̄^{3−1/L}
    Distillation,
    /// λw̄^{2−1/L}
    Reconstruction,
}

impl Leading {
    fn of(training: Training) -> Self {
        if training == Training::Mae { Self::Reconstruction } else { Self::Distillation }
    }
}

/// The last term of w̄′/L.
#[derive(Clone, Copy)]
enum Last {
    /// (λ/ρ)w̄³
    Cube,
    /// (λ/ρ)w̄^{3−1/L}
    CubeLessOneLayer,
}

impl Modes {
    fn exact_roots<S: Field>(&self) -> Vec<S> {
        self.roots.iter().map(S::of).collect()
    }

    /// All velocities are layers of the same form, of the claimed w′.
    fn keep_form<S: Field>(&self, training: Training) -> Compared<S> {
        let roots = self.exact_roots::<S>();
        let velocity = self.velocity(training, &self.layers(training, &roots));
        let depth = u32::try_from(self.depth()).expect("a small depth");
        let pace = |(w, [lambda, rho]): (&S, &[_; 2])| {
            let (lambda, rho) = (S::of(lambda), S::of(rho));
            match Leading::of(training) {
                Leading::Distillation => w.power(2 * depth) * lambda * (S::one() - w / rho),
                Leading::Reconstruction => {
                    w.power(depth) * lambda * (S::one() - w.power(depth + 1) / rho)
                }
            }
        };
        let paces: Vec<S> = roots.iter().zip(&self.features).map(pace).collect();
        let claimed = self.layers(training, &paces);
        Compared::all(velocity.into_iter().zip(claimed).map(|(v, c)| equal(v, c)))
    }

    /// (Q_LᵀW̄)′ is diagonal, of `layers` times these terms.
    fn products_move<S: Field>(
        &self,
        training: Training,
        leading: Leading,
        last: Last,
        layers: usize,
    ) -> Compared<S> {
        let roots = self.exact_roots::<S>();
        let weights = self.layers(training, &roots);
        let velocity = self.velocity(training, &weights);
        let moving = moving(&weights, &velocity);
        let product = end_to_end(&moving[..self.depth()]).slopes();
        let depth = u32::try_from(self.depth()).expect("a small depth");
        let first = match leading {
            Leading::Distillation => 3 * depth - 1,
            Leading::Reconstruction => 2 * depth - 1,
        };
        let second = match last {
            Last::Cube => 3 * depth,
            Last::CubeLessOneLayer => 3 * depth - 1,
        };
        let speed = |(w, [lambda, rho]): (&S, &[_; 2])| {
            let terms = w.power(first) - w.power(second) / S::of(rho);
            terms * S::of(lambda) * S::count(layers)
        };
        let speeds: Vec<S> = roots.iter().zip(&self.features).map(speed).collect();
        equal(&self.last_frame().transpose() * &product, Matrix::diagonal(&speeds))
    }
}
