//! temp
#![allow(missing_docs)]
mod allowed;
mod verdict;
mod anomaly;
mod file;
mod quantities;
mod judge;
mod silence;
mod survey;
mod defects;
mod draw;
mod input;
mod kernel;
mod native;
mod problem;
mod random;
mod through_faer;
pub use input::Input;
pub use kernel::Kernel;
pub use native::{Native, Precision};
pub use problem::{Answer, Implementation, Nature, Problem, Refusal, Threads};
use random::Random;
pub use through_faer::Faer;
use crate::number::Mp;
/// What results are compared with.
pub type Precise = Mp<256>;
pub use defects::{Defect,Measure,MEASURES,defects};
pub use anomaly::*; pub use judge::*; pub use survey::*;
use crate::linalg::Matrix;
pub use file::AnomalyFileError; pub use quantities::{Quantity, quantities};
pub use allowed::FAER; pub use verdict::*;
