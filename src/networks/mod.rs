//! Networks, each once, over any number type.

mod descent;
mod linear;
mod relu_network;
mod residual_layer;

pub use descent::LinearDescent;
pub use linear::end_to_end;
pub use relu_network::ReluNetwork;
pub use residual_layer::ResidualLayer;
