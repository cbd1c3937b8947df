//! The modes stay decoupled in every phase.

use super::paths::{Paths, Phase};
use crate::calculus::moving;
use crate::claim::{Claim, Compared, Kind, Method, Mutant, check, equal, identity};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational};

/// The set of such networks is invariant, because the flow's velocity is tangent to it; α and β are rational by construction.
///
/// Degree: a frame of width ≤ 3 has degree ≤ 3 over 3, a layer 7 over 6, the product of D ≤ 5 layers 35 over 30, a slope of the loss two of
/// them and S: below 80 over 70; the velocities claimed are of degree ≤ 20 over 12.
pub(super) const TWO_PATH_ODE: Claim = Claim {
    id: "cp-two-path-ode",
    statement: "all layers move within A_l = R_l diag(α)R_{l−1}ᵀ, B_l = P_l diag(β)P_{l−1}ᵀ, with α′ = α^{D−1}r, β′ = β^{D−1}r, so UᵀAV and UᵀBV stay diagonal and, mode by mode, \
                a′ = D a^{2−2/D}(σ − a − b), b′ = D b^{2−2/D}(σ − a − b); under FREEZE b′ = 0 and a′ is the same; under REMOVE b′ = 0, a′ = D a^{2−2/D}(σ − a)",
    hypotheses: "all layers n × n, α, β > 0, inner frames of the pathways independent; D = 1..6, in known cases D = 10 with n = 8, and n = 32",
    source: "the released code (p′ = p^{D−1}Ω, K = pᴰ); derived here: the layers around A_l contribute α^{D−1}",
    kind: Kind::Trajectory,
    method: Method::Identity { degree: 400 },
    check: identity!(Paths, S, |paths| Compared::all(
        [Phase::Joint, Phase::Freeze, Phase::Remove].map(|phase| {
            let speeds = paths.speeds::<S>(phase, |a, depth| a.power(2 * depth - 2));
            paths.keep_form::<S>(phase).and(paths.products_move(phase, &speeds))
        })
    )),
    witness: None,
    mutants: &[
        Mutant::new(
            "exponent-2-minus-1-over-d",
            "the D − 1 other layers occur twice, in A_l′ and around it: a^{2(D−1)/D}",
            identity!(Paths, S, |paths| {
                let speeds = paths.speeds::<S>(Phase::Joint, |a, depth| a.power(2 * depth - 1));
                paths.products_move(Phase::Joint, &speeds)
            }),
        ),
        Mutant::new(
            "factor-d-dropped",
            "each of the D layers moves",
            identity!(Paths, S, |paths| {
                let part = S::one() / S::count(paths.depth());
                let speeds =
                    paths.speeds::<S>(Phase::Joint, |a, depth| a.power(2 * depth - 2) * &part);
                paths.products_move(Phase::Joint, &speeds)
            }),
        ),
        Mutant::new(
            "d-minus-1-throughout",
            "D counts the weight matrices of a pathway, not its hidden layers",
            check!(Paths, S, |paths| {
                if paths.depth() == 1 {
                    return Compared::nothing();
                }
                let fewer = paths.depth() - 1;
                let exponent = Rational::from(2) - Rational::fraction(2, fewer as u64);
                let part = S::count(fewer) / S::count(paths.depth());
                let speeds = paths.speeds::<S>(Phase::Joint, |a, depth| {
                    a.power(depth).pow(&S::of(&exponent)) * &part
                });
                paths.products_move(Phase::Joint, &speeds)
            }),
        ),
    ],
};

impl Paths {
    /// r of each mode in a phase.
    fn residuals<S: Field>(&self, phase: Phase) -> Vec<S> {
        let depth = u32::try_from(self.depth()).expect("a small depth");
        let [first, second] = self.values::<S>();
        let modes = first.iter().zip(&second).zip(&self.strengths);
        let residual = |((a, b), s): ((&S, &S), _)| match phase {
            Phase::Remove => S::of(s) - a.power(depth),
            Phase::Joint | Phase::Freeze => S::of(s) - a.power(depth) - b.power(depth),
        };
        modes.map(residual).collect()
    }

    /// D·term·r of each mode, nothing for a pathway that is held.
    fn speeds<S: Field>(&self, phase: Phase, term: impl Fn(&S, u32) -> S) -> [Vec<S>; 2] {
        let depth = u32::try_from(self.depth()).expect("a small depth");
        let residuals = self.residuals::<S>(phase);
        let [first, second] = self.values::<S>().map(|roots| {
            let modes = roots.iter().zip(&residuals);
            modes.map(|(root, r)| term(root, depth) * r * S::count(self.depth())).collect()
        });
        if phase == Phase::Joint {
            return [first, second];
        }
        let rest: Vec<S> = second;
        [first, rest.iter().map(|_| S::zero()).collect()]
    }

    /// All velocities are layers of the same form, of α′ = α^{D−1}r and β′.
    fn keep_form<S: Field>(&self, phase: Phase) -> Compared<S> {
        let velocity = self.velocity(phase, &self.layers(&self.values::<S>()));
        let part = S::one() / S::count(self.depth());
        let paces = self.speeds::<S>(phase, |a, depth| a.power(depth - 1) * &part);
        let claimed = self.layers(&paces);
        Compared::all(velocity.into_iter().zip(claimed).map(|(v, c)| equal(v, c)))
    }

    /// (UᵀAV)′ and (UᵀBV)′ are the diagonal matrices of these speeds.
    fn products_move<S: Field>(&self, phase: Phase, speeds: &[Vec<S>; 2]) -> Compared<S> {
        let layers = self.layers(&self.values::<S>());
        let velocity = self.velocity(phase, &layers);
        let moving = moving(&layers, &velocity);
        let (first, second) = moving.split_at(self.depth());
        Compared::all([first, second].into_iter().zip(speeds).map(|(path, speeds)| {
            let slope = end_to_end(path).slopes();
            equal(self.modes_of(&slope), Matrix::diagonal(speeds))
        }))
    }
}
