//! A claim of your own, with the whole command line: `cargo run --example own_claim -- explain rescaling`.

use theoremcheck::claim::{Case, Claim, Compared, Draw, Kind, Method, Mutant, Paper, Rejected};
use theoremcheck::claim::{Topic, equal, identity};
use theoremcheck::{linalg::Matrix, number::Field, number::Rational};

static TOPICS: &[&Topic] = &[&Topic { name: "own", papers: &[&PAPER] }];

static PAPER: Paper = Paper {
    number: 1000,
    slug: "you-2026-rescaling",
    title: "Two-layer linear networks do not see the scale of their layers",
    authors: &["You"],
    year: 2026,
    venue: "unpublished",
    notation: "layers V (2 × h), W (h × 3); factor a",
    claims: &[Claim {
        id: "rescaling",
        statement: "(V/a)(aW) = VW",
        hypotheses: "a ≥ 1/2",
        source: "derived here",
        kind: Kind::Equality,
        // (V/a)(aW) − VW has degree 3 over the denominator a.
        method: Method::Identity { degree: 3 },
        check: identity!(Net, S, |net| rescaled::<S>(net, Matrix::scale)),
        witness: None,
        mutants: &[
            Mutant::new(
                "squared-factor",
                "the product is multiplied by a",
                identity!(Net, S, |net| rescaled::<S>(net, |w, a| w.scale(&a.square()))),
            ),
            Mutant::new(
                "shifted-instead-of-scaled",
                "adding a is not multiplying by it",
                identity!(Net, S, |net| rescaled::<S>(net, |w, a| w.map(|x| x + a))),
            ),
        ],
    }],
};

#[derive(Debug)]
struct Net(Matrix<Rational>, Matrix<Rational>, Rational);

impl Case for Net {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let h = draw.dim(1, 5);
        Ok(Net(draw.matrix(2, h), draw.matrix(h, 3), draw.between("0.5", "3")))
    }
}

fn rescaled<S: Field>(net: &Net, times: fn(&Matrix<S>, &S) -> Matrix<S>) -> Compared<S> {
    let (v, w, a) = (Matrix::of(&net.0), Matrix::of(&net.1), S::of(&net.2));
    equal(v.scale(&(S::one() / &a)).times(&times(&w, &a)), v.times(&w))
}

fn main() -> std::process::ExitCode {
    theoremcheck::cli::run(TOPICS)
}
