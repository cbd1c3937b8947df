//! Networks, each once, over any number type.

mod descent;
mod feedforward;
mod linear;

pub use descent::LinearDescent;
pub use feedforward::{Activation, feedforward};
pub use linear::end_to_end;
