//! Networks, each once, over any number type.

mod linear;

pub use linear::end_to_end;
