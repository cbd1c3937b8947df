//! Features of deep convolutional networks: they do not expand, and they hardly move with the signal.
//!
//! *Notation*: as in [`PAPER`].

use crate::claim::Paper;

mod deformation;
mod energy;
mod network;
mod nonexpansive;
mod translation;

pub(super) static PAPER: Paper = Paper {
    number: 34,
    slug: "wiatowski-2018-feature-extraction",
    title: "A Mathematical Theory of Deep Convolutional Neural Networks for Feature Extraction",
    authors: &["Thomas Wiatowski", "Helmut Bölcskei"],
    year: 2018,
    venue: "IEEE Transactions on Information Theory 64(3), arXiv:1512.06293",
    notation: "cyclic signals in C^{N_n}; layer n has filters g_λ and the output filter χ_{n−1} before it, max_ω(Σ_λ|ĝ_λ(ω)|² + |χ̂_{n−1}(ω)|²) ≤ B_n; pointwise M_n \
        with M_n(0) = 0 and Lipschitz constant L_n, pooling P_n with P_n(0) = 0 and constant R_n, then every S_n-th sample: u_{q,λ} = \
        decim P_n M_n(u_q * g_λ); features Φ_n(f) = {u_q * χ_n}, |||Φ(f)|||² = Σ_n Σ_q ‖u_q * χ_n‖²; T_t the cyclic shift by t",
    claims: &[
        nonexpansive::NONEXPANSIVE,
        energy::ENERGY,
        translation::TRANSLATION,
        deformation::DEFORMATION,
    ],
};
