//! Linear convolutional networks learn frequency by frequency, and the dominant one wins.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod balance;
mod dominant;
mod logistic;
mod network;
mod spectrum;

pub(super) static PAPER: Paper = Paper {
    number: 87,
    slug: "pinson-2023-linear-cnn",
    title: "Linear CNNs Discover the Statistical Structure of the Dataset Using Only the Most Dominant Frequencies",
    authors: &["Hannah Pinson", "Joeri Lenaerts", "Vincent Ginis"],
    year: 2023,
    venue: "ICML 2023, arXiv 2303.02034",
    notation: "channels c with circular filters w_c ∈ Rⁿ, C(w)ᵢⱼ = w[(i−j) mod n], and readouts V_c (K × n); inputs X (n × m), targets Y (K × m); \
               loss ½‖Y − Σ_c V_cC(w_c)X‖², gradient flow; F the unitary Fourier matrix F_{km} = e^{−2πikm/n}/√n; λ_c(k) = Σ_m w_c[m]e^{−2πikm/n}, \
               G_c = V_cF*, for one channel u_k = |G_kλ_k|",
    claims: &[balance::PER_FREQUENCY, logistic::LOGISTIC, dominant::WINNER],
};
