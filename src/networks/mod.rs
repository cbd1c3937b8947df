//! Networks, each once, over any number type.

mod circular;
mod descent;
mod feedforward;
mod linear;

pub use circular::circulant;
pub use descent::LinearDescent;
pub use feedforward::{Activation, feedforward};
pub use linear::end_to_end;
