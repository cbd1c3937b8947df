//! One-hot transitions that depend on the input are the maps of an automaton.

use crate::claim::{
    Case, Claim, Compared, Draw, Kind, Method, Mutant, Rejected, at_most, equal, identity,
};
use crate::linalg::Matrix;
use crate::networks::{balanced, bracketings};
use crate::number::Field;

/// By induction on the length.
pub(super) const SIMULATES: Claim = Claim {
    id: "lrnn-block-transition-simulates-dfa",
    statement: "A(x) (S × S) with columns e_{δ(x,s)} and u = 0 has h_t = e_s for the automaton's state s at every time, from every start; \
                A(x_T)⋯A(x₁) is the same in every bracketing (of at most 5 factors) and by halves; all columns of all A(x) have the sum 1, \
                so that ‖A(x)‖₁ = 1 and ‖h_t‖₁ = 1",
    hypotheses: "deterministic automata; all lengths, as A(x)e_s = e_{δ(x,s)} is checked for all x and s",
    source: "the paper's block-diagonal transitions; derived here",
    kind: Kind::Structure,
    method: Method::Exhaustion {
        scope: "all automata of S ≤ 3 states over two symbols, all strings of length 3",
    },
    check: identity!(Automaton, S, |case| {
        let matrices = case.transitions::<S>();
        case.is_tracked(&matrices).and(case.scans(&matrices)).and(case.keeps_mass(&matrices))
    }),
    witness: None,
    mutants: &[
        Mutant::new(
            "transposed-transitions",
            "rows that are one-hot send e_s to all states that δ(x, ·) takes to s",
            identity!(Automaton, S, |case| {
                let matrices: Vec<_> =
                    case.transitions::<S>().iter().map(Matrix::transpose).collect();
                case.is_tracked(&matrices)
            }),
        ),
        Mutant::new(
            "spectral-norm-at-most-1",
            "two states that merge have ‖A(e₁ + e₂)‖ = 2 > √2",
            identity!(Automaton, S, |case| {
                let all = Matrix::<S>::ones(case.size(), 1);
                let stretched =
                    |a: &Matrix<S>| at_most(a.times(&all).norm_squared(), all.norm_squared());
                Compared::all(case.transitions().iter().map(stretched))
            }),
        ),
    ],
};

/// An automaton with strings that it reads.
#[derive(Debug)]
struct Automaton {
    /// δ(x, s), by symbol and state.
    maps: Vec<Vec<usize>>,
    strings: Vec<Vec<usize>>,
}

impl Case for Automaton {
    fn draw(draw: &mut Draw<'_>) -> Result<Self, Rejected> {
        let (size, symbols, length) = (draw.dim(1, 5), draw.dim(1, 3), draw.dim(1, 20));
        let map = |draw: &mut Draw<'_>| (0..size).map(|_| draw.dim(0, size - 1)).collect();
        let maps = (0..symbols).map(|_| map(draw)).collect();
        Ok(Automaton {
            maps,
            strings: vec![(0..length).map(|_| draw.dim(0, symbols - 1)).collect()],
        })
    }

    fn known() -> Vec<(&'static str, Self)> {
        let case = |maps: &[Vec<usize>], length: usize| {
            let string = (0..length).map(|t| t * t % 7 % maps.len()).collect();
            Automaton { maps: maps.to_vec(), strings: vec![string] }
        };
        vec![
            ("two states, one of them merging", case(&[vec![0, 0], vec![1, 0]], 10)),
            ("the parity of 1000 symbols", case(&[vec![0, 1], vec![1, 0]], 1000)),
            ("sums of 1000 symbols modulo 3", case(&[vec![0, 1, 2], vec![1, 2, 0]], 1000)),
        ]
    }

    fn every() -> Box<dyn Iterator<Item = Self>> {
        let strings: Vec<Vec<_>> =
            (0..8_usize).map(|code| (0..3).map(|t| code >> t & 1).collect()).collect();
        let of_size = |size: usize| {
            let maps = size.pow(u32::try_from(2 * size).expect("few states"));
            let digit = move |code: usize, at: usize| {
                code / size.pow(u32::try_from(at).expect("few states")) % size
            };
            (0..maps).map(move |code| -> Vec<Vec<usize>> {
                let map = |x: usize| (0..size).map(|s| digit(code, x * size + s)).collect();
                (0..2).map(map).collect()
            })
        };
        let automaton = move |maps| Automaton { maps, strings: strings.clone() };
        Box::new((1..=3).flat_map(of_size).map(automaton))
    }
}

impl Automaton {
    /// S.
    fn size(&self) -> usize {
        self.maps[0].len()
    }

    /// A(x), by symbol.
    fn transitions<S: Field>(&self) -> Vec<Matrix<S>> {
        let size = self.size();
        let of_map = |map: &Vec<usize>| {
            Matrix::from_fn(size, size, |i, j| if map[j] == i { S::one() } else { S::zero() })
        };
        self.maps.iter().map(of_map).collect()
    }

    /// One step from every state with every symbol, and all strings from every state, with the same transitions in every column.
    fn is_tracked<S: Field>(&self, matrices: &[Matrix<S>]) -> Compared<S> {
        let one_step = (0..matrices.len()).map(|x| vec![x]);
        Compared::all(one_step.chain(self.strings.iter().cloned()).map(|string| {
            let starts = Matrix::identity(self.size());
            let reached = string.iter().fold(starts, |h, &x| matrices[x].times(&h));
            let state = |start| string.iter().fold(start, |state, &x| self.maps[x][state]);
            equal(
                reached,
                Matrix::from_fn(self.size(), self.size(), |i, start| {
                    if state(start) == i { S::one() } else { S::zero() }
                }),
            )
        }))
    }

    /// Products in every bracketing of the first five symbols, and of all symbols by halves.
    fn scans<S: Field>(&self, matrices: &[Matrix<S>]) -> Compared<S> {
        let later_first = |left: &Matrix<S>, right: &Matrix<S>| right.times(left);
        Compared::all(self.strings.iter().map(|string| {
            let factors: Vec<_> = string.iter().map(|&x| matrices[x].clone()).collect();
            let in_order = |factors: &[Matrix<S>]| {
                factors.iter().skip(1).fold(factors[0].clone(), |all, next| next.times(&all))
            };
            let few = &factors[..factors.len().min(5)];
            let all = bracketings(few, &later_first).into_iter();
            Compared::all(all.map(|product| equal(product, in_order(few))))
                .and(equal(balanced(&factors, &later_first), in_order(&factors)))
        }))
    }

    /// 1ᵀA(x) = 1ᵀ, for entries that are not negative.
    fn keeps_mass<S: Field>(&self, matrices: &[Matrix<S>]) -> Compared<S> {
        let ones = Matrix::ones(1, self.size());
        Compared::all(matrices.iter().map(|a| equal(ones.times(a), &ones)))
    }
}
