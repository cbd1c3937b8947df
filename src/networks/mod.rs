//! Networks, each once, over any number type.

mod descent;
mod linear;

pub use descent::LinearDescent;
pub use linear::end_to_end;
