//! With two layers or more and cross-entropy, the simplex frame is not the minimiser in general.

use super::code::{Code, Curve};
use crate::calculus::gradient;
use crate::claim::{
    Case, Claim, Compared, Erratum, Kind, Method, Mutant, at_most, below, check, equal, vanishes,
};
use crate::linalg::Matrix;
use crate::losses::cross_entropy;
use crate::number::{Field, Rational, Rung, Traced};
use crate::obstacle::Obstacle;
use num_traits::One;

pub(super) const DEEP_COUNTEREXAMPLE: Claim = Claim {
    id: "nc-ce-deep-counterexample",
    statement: "F = CE(W_M⋯W₁H) + ½Σⱼλⱼ‖Wⱼ‖² + ½λ_H‖H‖². K = 6, M = 2, all λ = 10⁻²: an explicit network of logits 4.94(I − Π) has \
                F < 0.235464, and every network of logits α(I − J/K), α ≥ 0, has F ≥ 0.2522 (0.25223… at α = 5.12). K = 4, M = 3, \
                all λ = 10⁻²: F < 0.139899 at 5.06(I − Π), and F ≥ 0.1528 at every α(I − J/K) (0.15287… near its least). A free bias b \
                helps none of these: CE(Z + b1ᵀ), convex in b, is stationary at b = 0 for Z = α(I − J/K). For even \
                K ≥ 4 the code I − Π is the lower where 2^{2/(M+1)−1}K/(K−1) < 1, which M = 1 never satisfies, else I − J/K; at K = 2 \
                they coincide",
    hypotheses: "balanced with n = 1; no bias; Π swaps the classes 1↔2, 3↔4, …; all decays equal to c, 10⁻⁶ to 10⁻², widths K; \
                 the known cases only, K = 2..8, M = 1..4. Every network of logits Z has a penalty ≥ \
                 ((M+1)/2)cΣσᵢ(Z)^{2/(M+1)}, by the means' and Hölder's inequalities",
    source: "derived here; Garrod & Keating 2024 (arXiv 2410.23169) show independently that the deep cross-entropy model \
             prefers low-rank codes. The rule is the limit c → 0, where the costs' ratio tends to its left side like 1/ln(1/c)",
    kind: Kind::Impossibility,
    method: Method::Enclosure,
    check: check!(Duel, S, |duel| duel.is_won_as_ruled::<S>()),
    witness: None,
    mutants: &[
        Mutant {
            id: "every-minimiser-is-a-simplex",
            why_false: "for K = 6, M = 2 and decays 10⁻² the cross-polytope's network is lower than every simplex",
            check: check!(Duel, S, |duel| {
                let level = duel.level(duel.winner());
                let simplex = duel.curve(Code::Simplex).least_above::<S>(&level)?;
                Ok(at_most(
                    simplex,
                    duel.curve(Code::CrossPolytope)
                        .on_network::<S>(&duel.scale(Code::CrossPolytope)),
                ))
            }),
            literal_reading: Some(Erratum {
                reading: "for all M, K and weight decays, the global minimisers of the balanced cross-entropy model without bias are \
                          simplex equiangular tight frames",
                true_form: "for M = 1 and K√(nλ_Wλ_H) < 1 they are; for M ≥ 2 and small weight decay the cross-polytope code (even K ≥ 4) is lower whenever \
                            2^{2/(M+1)−1}K/(K−1) < 1, as at K = 6, M = 2 and at K = 4, M = 3",
                caveat: "the abstract says that the cross-entropy solutions collapse across the linear layers; the theorem's own \
                         hypotheses were not available, and may exclude this case",
            }),
        },
        Mutant::new(
            "cross-polytope-for-one-layer-too",
            "for M = 1 the simplex is the minimiser, by nc-ce-m1-closed-form: the nuclear norm is Kβ here, (K−1)α there",
            check!(Duel, S, |duel| {
                if duel.layers > 1 || duel.classes == 2 {
                    return Ok(Compared::nothing());
                }
                let level = duel.level(Code::Simplex);
                let cross = duel.curve(Code::CrossPolytope).least_above::<S>(&level)?;
                let scale = duel.scale(Code::Simplex);
                Ok(below(cross, duel.curve(Code::Simplex).on_network::<S>(&scale)))
            }),
        ),
    ],
};

/// Numbers of classes and layers, and the decays' common exponent of 10.
#[derive(Debug)]
struct Duel {
    classes: usize,
    layers: usize,
    exponent: u32,
    digits: Option<Digits>,
}

/// What is known of a duel beforehand.
#[derive(Debug)]
struct Digits {
    /// The winner's scale.
    scale: &'static str,
    /// Bounds of the winner's F.
    cost: [&'static str; 2],
    /// A lower bound of the loser's F.
    level: &'static str,
    /// Bounds of the loser's F at a scale where it is nearly lowest.
    lost: [&'static str; 2],
}

impl Case for Duel {
    const RANDOM: bool = false;

    fn known() -> Vec<(&'static str, Self)> {
        let duel = |classes, layers, exponent| Duel { classes, layers, exponent, digits: None };
        let six = Digits {
            scale: "4.94",
            cost: ["0.235463", "0.235464"],
            level: "0.2522",
            lost: ["0.252238", "0.252240"],
        };
        let four = Digits {
            scale: "5.06",
            cost: ["0.139898", "0.139899"],
            level: "0.1528",
            lost: ["0.152876", "0.152878"],
        };
        vec![
            ("K = 6, M = 2, c = 1e-2", Duel { digits: Some(six), ..duel(6, 2, 2) }),
            ("K = 4, M = 3, c = 1e-2", Duel { digits: Some(four), ..duel(4, 3, 2) }),
            ("K = 2, M = 1, c = 1e-2", duel(2, 1, 2)),
            ("K = 2, M = 3, c = 1e-4", duel(2, 3, 4)),
            ("K = 4, M = 2, c = 1e-2", duel(4, 2, 2)),
            ("K = 4, M = 2, c = 1e-6", duel(4, 2, 6)),
            ("K = 6, M = 2, c = 1e-6", duel(6, 2, 6)),
            ("K = 4, M = 3, c = 1e-4", duel(4, 3, 4)),
            ("K = 8, M = 2, c = 1e-3", duel(8, 2, 3)),
            ("K = 6, M = 4, c = 1e-3", duel(6, 4, 3)),
            ("K = 6, M = 1, c = 1e-2", duel(6, 1, 2)),
            ("K = 4, M = 1, c = 1e-5", duel(4, 1, 5)),
        ]
    }
}

impl Duel {
    /// The code that the rule says is lower: 2^{2/(M+1)−1}K/(K−1) < 1 to the power M + 1.
    fn winner(&self) -> Code {
        let depth = u32::try_from(self.layers).expect("a small depth");
        let ratio = Rational::from(self.classes) / Rational::from(self.classes - 1);
        if ratio.power(depth + 1) < Rational::from(2).power(depth - 1) {
            Code::CrossPolytope
        } else {
            Code::Simplex
        }
    }

    fn curve(&self, code: Code) -> Curve {
        let strength = Rational::one() / Rational::from(10).power(self.exponent);
        Curve { code, classes: self.classes, layers: self.layers, strength }
    }

    /// A scale at which the code is nearly lowest.
    fn scale(&self, code: Code) -> Rational {
        match &self.digits {
            Some(digits) if code == self.winner() => {
                digits.scale.parse().expect("a decimal literal")
            }
            Some(_) | None => self.curve(code).hint().0,
        }
    }

    /// A level between the two codes' lowest costs: the loser is above it.
    fn level(&self, winner: Code) -> Rational {
        let [low, high] = [winner, other(winner)].map(|code| self.curve(code).hint().1);
        match &self.digits {
            Some(digits) => digits.level.parse().expect("a decimal literal"),
            None => Rational::exact(0.5 * (low + high)),
        }
    }

    fn is_won_as_ruled<S: Rung>(&self) -> Result<Compared<S>, Obstacle> {
        if self.classes == 2 {
            return Ok(self.codes_coincide());
        }
        let winner = self.winner();
        let cost = self.curve(winner).on_network::<S>(&self.scale(winner));
        let loser = self.curve(other(winner)).least_above::<S>(&self.level(winner))?;
        Ok(below(&cost, loser).and(self.known_digits(&cost)).and(self.bias_rests()))
    }

    /// ∂CE(Z + b1ᵀ)/∂b = 0 at b = 0, where means over the classes, of the size of 1/K, cancel.
    fn bias_rests<S: Rung>(&self) -> Compared<S> {
        let (classes, scale) = (self.classes, self.scale(Code::Simplex));
        let labels: Vec<_> = (0..classes).collect();
        let loss = |at: &[Matrix<Traced<S>>]| {
            let logits = Matrix::simplex(classes).scale(&Traced::of(&scale));
            cross_entropy(&(&logits + &at[0].times(&Matrix::ones(1, classes))), &labels)
        };
        let slope = gradient(&[Matrix::zeros(classes, 1)], loss).remove(0);
        vanishes(slope, S::ratio(1, classes as u64))
    }

    /// α(I − J/2) = (α/2)(I − Π), so both networks cost the same.
    fn codes_coincide<S: Rung>(&self) -> Compared<S> {
        let scale = self.scale(Code::Simplex);
        let half = &scale * Rational::fraction(1, 2);
        let simplex = self.curve(Code::Simplex).on_network::<S>(&scale);
        equal(simplex, self.curve(Code::CrossPolytope).on_network::<S>(&half))
    }

    fn known_digits<S: Rung>(&self, cost: &S) -> Compared<S> {
        let Some(digits) = &self.digits else { return Compared::nothing() };
        let within = |cost: &S, [low, high]: [&str; 2]| {
            at_most(S::decimal(low), cost).and(at_most(cost, S::decimal(high)))
        };
        let loser = other(self.winner());
        let lost = self.curve(loser).on_network::<S>(&self.scale(loser));
        within(cost, digits.cost)
            .and(within(&lost, digits.lost))
            .and(below(cost, S::decimal(digits.level)))
    }
}

fn other(code: Code) -> Code {
    match code {
        Code::Simplex => Code::CrossPolytope,
        Code::CrossPolytope => Code::Simplex,
    }
}
