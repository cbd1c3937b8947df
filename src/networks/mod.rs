//! Networks, each once, over any number type.

mod circular;
mod descent;
mod linear;

pub use circular::circulant;
pub use descent::LinearDescent;
pub use linear::end_to_end;
