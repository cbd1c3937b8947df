//! faer's kernels made wrong on purpose.

use std::sync::atomic::{AtomicUsize, Ordering};
use theoremcheck::kernels::{
    Answer, Faer, Implementation, Kernel, Native, Problem, Refusal, Threads,
};
use theoremcheck::linalg::Matrix;

/// faer with one fault.
pub(crate) struct Faulty(pub(crate) Fault);

pub(crate) enum Fault {
    /// One entry of R changed by 10⁻³ of it.
    ChangedR,
    /// The last row of a product is 0.
    ZeroRow,
    /// The last row of a product is missing.
    MissingRow,
    /// NaN as success.
    Nan,
    Panic,
    /// An entry's last bit differs on two threads.
    ThreadBit,
    /// An entry's last bit differs in every other run.
    RunBit(AtomicUsize),
    /// No answer to anything.
    Refusal,
    /// NaN taken for 0.
    NanAsZero,
    /// Singular values from the smallest.
    Ascending,
}

impl Implementation for Faulty {
    fn run<T: Native>(
        &self,
        kernel: Kernel,
        problem: &Problem<T>,
        threads: Threads,
    ) -> Result<Answer<T>, Refusal> {
        let mut answer = Faer.run(kernel, problem, threads);
        let Ok(parts) = &mut answer else { return answer };
        let Some(part) = parts.last_mut() else { return answer };
        if part.entries().is_empty() {
            return answer;
        }
        let (rows, cols) = part.shape();
        let number = |x: f64| T::nearest(x);
        let next_bit = |x: T| T::from_bits(x.bits() ^ 1).unwrap();
        match &self.0 {
            Fault::ChangedR => {
                let entry: f64 = part[(0, cols - 1)].into();
                part[(0, cols - 1)] = number(entry * 1.001 + 0.001);
            }
            Fault::ZeroRow => (0..cols).for_each(|j| part[(rows - 1, j)] = number(0.0)),
            Fault::MissingRow => {
                *part = Matrix::from_fn(rows - 1, cols, |i, j| part[(i, j)]);
            }
            Fault::Nan => part[(0, 0)] = number(f64::NAN),
            Fault::Panic => panic!("a kernel made to panic"),
            Fault::ThreadBit if threads == Threads::Two => part[(0, 0)] = next_bit(part[(0, 0)]),
            Fault::ThreadBit => {}
            Fault::RunBit(calls) => {
                if calls.fetch_add(1, Ordering::Relaxed) % 2 == 1 {
                    part[(0, 0)] = next_bit(part[(0, 0)]);
                }
            }
            Fault::Refusal => return Err(Refusal("no".to_owned())),
            Fault::NanAsZero => {
                let or_zero = |x: &T| if (*x).into().is_finite() { *x } else { number(0.0) };
                *parts = parts.iter().map(|part| part.map(or_zero)).collect();
            }
            Fault::Ascending => {
                let values = parts[1].clone();
                parts[1] =
                    Matrix::from_fn(values.rows(), 1, |i, _| values[(values.rows() - 1 - i, 0)]);
            }
        }
        answer
    }
}
