//! Networks, each once, over any number type.

mod circular;
mod descent;
mod feedforward;
mod linear;
mod mean_field;
mod modes;
mod recurrence;
mod relu_network;
mod residual_layer;
mod scan;
mod state_space;

pub use circular::circulant;
pub use descent::LinearDescent;
pub use feedforward::{Activation, feedforward};
pub use linear::end_to_end;
pub use mean_field::TanhMoment;
pub use modes::Modes;
pub use recurrence::states;
pub use relu_network::ReluNetwork;
pub use residual_layer::{ResidualLayer, patterns};
pub use scan::{balanced, bracketings};
pub use state_space::StateSpace;
