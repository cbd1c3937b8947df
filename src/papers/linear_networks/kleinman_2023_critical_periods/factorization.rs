//! Singular values and vectors of a deep factorisation.

use super::paths::reflection;
use crate::calculus::{gradient, moving};
use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, equal, identity, squares_tape,
};
use crate::linalg::Matrix;
use crate::networks::end_to_end;
use crate::number::{Field, Rational, sum};
use num_traits::{One, Zero};

/// Σ′ diagonal, UᵀU′ and VᵀV′ antisymmetric, and W′ = U′ΣVᵀ + UΣ′Vᵀ + UΣV′ᵀ determine σ′, U′, V′ for simple σ > 0. With k = σ^{1/D} all is rational.
///
/// Degree: W has degree ≤ 28 over 24 for n ≤ 3, D ≤ 4, G as many more, W′ below 80 over 66; U′ below 60 over 50 with the denominators k_q² − k_r².
pub(super) const SINGULAR_ODE: Claim = Claim {
    id: "cp-mf-singular-ode",
    statement: "σ_r′ = −Dσ_r^{2−2/D}u_rᵀGv_r, U′ = −U(F∘(UᵀGVΣ + ΣVᵀGᵀU)), V′ = −V(F∘(ΣUᵀGV + VᵀGᵀUΣ)), F_{rq} = 1/(σ_q^{2/D} − σ_r^{2/D}) off the diagonal, 0 on it: \
                UᵀU′ and VᵀV′ are antisymmetric, and U′ΣVᵀ + UΣ′Vᵀ + UΣV′ᵀ = W′, the slope of W_D⋯W₁ along the flow of its layers",
    hypotheses: "layers n × n, balanced, W_l = R_l diag(k)R_{l−1}ᵀ, R_D = U, R₀ = V, σ = kᴰ > 0 all different; D = 2..5, n ≤ 6, and n = 40 in a known case; ℓ = ½Σ(W − M)² over a random set of entries",
    source: "Arora et al. 2019, Lemma 2 and Theorem 3, as cited by the released code; derived here",
    kind: Kind::Equality,
    method: Method::Identity { degree: 600 },
    check: identity!(Factors, S, |factors| {
        let speeds = factors.speeds::<S>(Term::Paper, |k, q, r| (k[q].square(), k[r].square()));
        factors.antisymmetric(&speeds).and(factors.moves_by(&speeds, false))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "squares-in-f",
            "the gap of singular vectors is that of WWᵀ to the power 1/D, by which each layer takes part",
            identity!(Factors, S, |factors| {
                let depth = factors.depth();
                let speeds = factors.speeds::<S>(Term::Paper, |k, q, r| {
                    (k[q].power(2 * depth), k[r].power(2 * depth))
                });
                factors.moves_by(&speeds, false)
            }),
        ),
        Mutant::new(
            "f-transposed",
            "F is antisymmetric: the vectors would turn the other way",
            identity!(Factors, S, |factors| {
                let speeds =
                    factors.speeds::<S>(Term::Paper, |k, q, r| (k[r].square(), k[q].square()));
                factors.moves_by(&speeds, false)
            }),
        ),
        Mutant::new(
            "layers-not-balanced",
            "W₁ → 2W₁, W₂ → W₂/2 keep W and G, but not the speeds of its parts",
            identity!(Factors, S, |factors| {
                let speeds =
                    factors.speeds::<S>(Term::Paper, |k, q, r| (k[q].square(), k[r].square()));
                factors.moves_by(&speeds, true)
            }),
        ),
        Mutant::new(
            "u-transposed-in-v",
            "VᵀGᵀU is the transpose of UᵀGV; VᵀGᵀUᵀ is nothing of the kind",
            identity!(Factors, S, |factors| {
                let speeds =
                    factors.speeds::<S>(Term::Transposed, |k, q, r| (k[q].square(), k[r].square()));
                factors.moves_by(&speeds, false)
            }),
        ),
    ],
};

/// The last term of V′.
#[derive(Clone, Copy, PartialEq)]
enum Term {
    /// VᵀGᵀUΣ
    Paper,
    /// VᵀGᵀUᵀΣ
    Transposed,
}

/// A balanced factorisation, and some entries of a target.
#[derive(Debug)]
struct Factors {
    /// R₀, …, R_D.
    frames: Vec<Matrix<Rational>>,
    /// k.
    roots: Vec<Rational>,
    target: Matrix<Rational>,
    /// 1 where the target is known.
    mask: Matrix<Rational>,
}

/// σ′, U′, V′.
struct Speeds<S> {
    values: Matrix<S>,
    left: Matrix<S>,
    right: Matrix<S>,
}

impl Case for Factors {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, depth) = (draw.dim(2, 3), draw.dim(2, 4));
        Factors::of_shape(draw, size, depth)
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |size, depth| {
            let tape = squares_tape(600, 7, 97);
            Factors::of_shape(&mut Draw::replay(&tape), size, depth).expect("different roots")
        };
        vec![
            ("one entry, two layers", case(1, 2)),
            ("2 × 2, five layers", case(2, 5)),
            ("4 × 4, three layers", case(4, 3)),
            ("6 × 6, three layers", case(6, 3)),
            ("40 × 40, two layers", Factors::reflected(40, 2)),
        ]
    }
}

impl Factors {
    fn of_shape(draw: &mut Draw<'_>, size: usize, depth: usize) -> Result<Self, Rejected> {
        let roots: Vec<_> = (0..size).map(|_| draw.between("0.2", "1.5")).collect();
        if (0..size).any(|i| roots[..i].contains(&roots[i])) {
            return Err(Rejected("different singular values"));
        }
        let frames = (0..=depth).map(|_| draw.orthogonal(size)).collect();
        let target = draw.matrix(size, size);
        let known = |draw: &mut Draw<'_>| if draw.chance(3, 5) { One::one() } else { Zero::zero() };
        let mask = Matrix::from_fn(size, size, |_, _| known(draw));
        Ok(Factors { frames, roots, target, mask })
    }

    /// Between reflections, whose entries have few binary places.
    fn reflected(size: usize, depth: usize) -> Self {
        let number = |i: usize, j: usize| Rational::from((3 * i + 5 * j + i * j) % 7);
        let known = |i: usize, j: usize| Rational::from(usize::from((i + 2 * j) % 5 < 3));
        Factors {
            frames: (0..=depth).map(|l| reflection(size, 32, l)).collect(),
            roots: (0..size).map(|r| Rational::from(r + 13) * Rational::fraction(1, 32)).collect(),
            target: Matrix::from_fn(size, size, number),
            mask: Matrix::from_fn(size, size, known),
        }
    }

    /// D.
    fn depth(&self) -> u32 {
        u32::try_from(self.frames.len() - 1).expect("a small depth")
    }

    /// V and U.
    fn ends<S: Field>(&self) -> [Matrix<S>; 2] {
        [0, self.frames.len() - 1].map(|l| Matrix::of(&self.frames[l]))
    }

    fn values<S: Field>(&self) -> Vec<S> {
        self.roots.iter().map(|k| S::of(k).power(self.depth())).collect()
    }

    fn layers<S: Field>(&self) -> Vec<Matrix<S>> {
        let roots: Vec<S> = self.roots.iter().map(S::of).collect();
        let middle = Matrix::diagonal(&roots);
        let layer = |pair: &[Matrix<Rational>]| {
            &(&Matrix::of(&pair[1]) * &middle) * &Matrix::of(&pair[0]).transpose()
        };
        self.frames.windows(2).map(layer).collect()
    }

    /// ½Σ(W − M)² over the known entries.
    fn loss<S: Field>(&self, layers: &[Matrix<S>]) -> S {
        let error = &end_to_end(layers) - &Matrix::of(&self.target);
        let squares = error.entries().iter().zip(self.mask.entries());
        sum(squares.map(|(error, known)| error.square() * S::of(known))) * S::ratio(1, 2)
    }

    /// W′ along the flow of the layers, of which two are scaled against one another when they are to be unbalanced.
    fn velocity<S: Field>(&self, is_tilted: bool) -> Matrix<S> {
        let mut layers = self.layers::<S>();
        if is_tilted {
            layers[0] = layers[0].scale(&S::count(2));
            layers[1] = layers[1].scale(&S::ratio(1, 2));
        }
        let slopes = gradient(&layers, |layers| self.loss(layers));
        let velocity: Vec<_> = slopes.iter().map(|slope| -slope).collect();
        end_to_end(&moving(&layers, &velocity)).slopes()
    }

    /// The formulas, with F_{rq} = 1/(x − y) for `pair`(k, q, r) = (x, y).
    fn speeds<S: Field>(
        &self,
        term: Term,
        pair: impl Fn(&[S], usize, usize) -> (S, S),
    ) -> Speeds<S> {
        let [right, left] = self.ends::<S>();
        let w = end_to_end(&self.layers::<S>());
        let g = gradient(std::slice::from_ref(&w), |w| self.loss(w)).remove(0);
        let roots: Vec<S> = self.roots.iter().map(S::of).collect();
        let sigma = Matrix::diagonal(&self.values::<S>());
        let core = &(&left.transpose() * &g) * &right;
        let back = match term {
            Term::Paper => core.transpose(),
            Term::Transposed => &(&right.transpose() * &g.transpose()) * &left.transpose(),
        };
        let turned = |terms: Matrix<S>| {
            Matrix::from_fn(roots.len(), roots.len(), |r, q| {
                let (x, y) = pair(&roots, q, r);
                if r == q { S::zero() } else { &terms[(r, q)] / (x - y) }
            })
        };
        let of_left = turned(&(&core * &sigma) + &(&sigma * &core.transpose()));
        let of_right = turned(&(&sigma * &core) + &(&back * &sigma));
        let value = |r: usize| {
            -(S::count(self.frames.len() - 1)
                * roots[r].power(2 * self.depth() - 2)
                * &core[(r, r)])
        };
        Speeds {
            values: Matrix::diagonal(&(0..roots.len()).map(value).collect::<Vec<_>>()),
            left: -&(&left * &of_left),
            right: -&(&right * &of_right),
        }
    }

    fn antisymmetric<S: Field>(&self, speeds: &Speeds<S>) -> Compared<S> {
        let [right, left] = self.ends::<S>();
        Compared::all([(left, &speeds.left), (right, &speeds.right)].map(|(frame, speed)| {
            let turn = &frame.transpose() * speed;
            equal(turn.transpose(), -&turn)
        }))
    }

    /// U′ΣVᵀ + UΣ′Vᵀ + UΣV′ᵀ = W′.
    fn moves_by<S: Field>(&self, speeds: &Speeds<S>, is_tilted: bool) -> Compared<S> {
        let [right, left] = self.ends::<S>();
        let sigma = Matrix::diagonal(&self.values::<S>());
        let product = |a: &Matrix<S>, b: &Matrix<S>, c: &Matrix<S>| &(a * b) * &c.transpose();
        let turned = product(&speeds.left, &sigma, &right);
        let grown = product(&left, &speeds.values, &right);
        let claimed = &(&turned + &grown) + &product(&left, &sigma, &speeds.right);
        equal(claimed, self.velocity::<S>(is_tilted))
    }
}
