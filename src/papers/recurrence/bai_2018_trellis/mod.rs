//! A convolutional network with tied weights and inputs injected at every layer contains truncated recurrent networks.

use crate::claim::Paper;

mod networks;
mod receptive_field;
mod truncated;

pub(super) static PAPER: Paper = Paper {
    number: 103,
    slug: "bai-2018-trellis",
    title: "Trellis Networks for Sequence Modeling",
    authors: &["Shaojie Bai", "J. Zico Kolter", "Vladlen Koltun"],
    year: 2018,
    venue: "ICLR 2019, arXiv 1810.06682",
    notation: "inputs x_t (p × 1), t = 1..T; trellis layers z⁽ⁱ⁺¹⁾_{t+1} = tanh(W₁[x_t; z⁽ⁱ⁾_t] + W₂[x_{t+1}; z⁽ⁱ⁾_{t+1}]), W₁ and W₂ \
               (n × (p + n)) the same at every depth, z⁽⁰⁾ = 0, and x_t = z_t = 0 for t ≤ 0; recurrent layers \
               hˡ_t = tanh(A_l hˡ⁻¹_t + R_l hˡ_{t−1}), l = 1..L, h⁰ = x, each of width d",
    claims: &[truncated::EQUALS_TRUNCATED_RNN, receptive_field::RECEPTIVE_FIELD],
};
