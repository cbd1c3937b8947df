//! faer's dense kernels in f32 and f64, against 256 bits.
//!
//! Every kernel is called on matrices of many kinds, on one thread and on two. What it returns is put into 256 bits
//! exactly and compared with what it should be, in units of the unit roundoff u, beside an a-priori bound. What no bound
//! forgives is an [`Anomaly`], kept as a file that replays. [`FAER`] is the reviewed table of what is allowed: errors above
//! it, anomalies that it does not list, and entries that are no longer needed make a run fail.
//!
//! What depends on the processor must not decide. Limits are powers of two, about 2³ above what was measured, and count
//! as unneeded only when every error is below 2^−[`SLACK`] of them; anomalies that depend on the width of vectors, on
//! threads, on the build or on the luck of the draw are listed as [`Occurs::Perhaps`], and need not be seen.
//!
//! | file | holds |
//! |---|---|
//! | `kernel`, `native` | the kernels and the types |
//! | `input`, `draw`, `random` | the matrices, each made from (kernel, input, size, seed, trial) |
//! | `problem` | what a kernel is given and returns; [`Implementation`], so that a faulty one can be judged too |
//! | `through_faer` | the calls to faer |
//! | `defects` | errors and their bounds |
//! | `judge`, `anomaly`, `silence` | one problem judged; panics are results |
//! | `survey` | all problems judged |
//! | `allowed`, `verdict` | the table, and a survey beside it |
//! | `file` | anomalies as files |
//! | `quantities` | NC1, spectral norms and log-sum-exp as programs compute them |

mod allowed;
mod anomaly;
mod defects;
mod draw;
mod file;
mod input;
mod judge;
mod kernel;
mod native;
mod problem;
mod quantities;
mod random;
mod silence;
mod survey;
mod through_faer;
mod verdict;

pub use allowed::FAER;
pub use anomaly::{Anomaly, Case, Entries, Found, Kind};
pub use defects::{Defect, MEASURES, Measure, defects};
pub use file::AnomalyFileError;
pub use input::Input;
pub use judge::{Judgement, judged, judged_entries};
pub use kernel::Kernel;
pub use native::{Native, Precision};
pub use problem::{Answer, Implementation, Nature, Problem, Refusal, Threads};
pub use quantities::{Quantity, quantities};
pub use survey::{Group, Row, Settings, Survey, cases, survey};
pub use through_faer::Faer;
pub use verdict::{
    Allowed, Known, Limit, Occurs, SLACK, Shortfall, entry_of, limit_of, shortfalls,
};

use crate::linalg::Matrix;
use crate::number::Mp;
use random::Random;

/// What answers are compared in.
type Precise = Mp<256>;
