//! Networks, each once, over any number type.

mod descent;
mod linear;
mod relu_network;

pub use descent::LinearDescent;
pub use linear::end_to_end;
pub use relu_network::ReluNetwork;
