//! Layers that read the input and the states of all layers below them.

use crate::claim::Paper;

mod parameters;
mod paths;

pub(super) static PAPER: Paper = Paper {
    number: 94,
    slug: "ding-2018-dc-bi-lstm",
    title: "Densely Connected Bidirectional LSTM with Applications to Sentence Classification",
    authors: &["Zixiang Ding", "Rui Xia", "Jianfei Yu", "Xiang Li", "Jian Yang"],
    year: 2018,
    venue: "NLPCC 2018, arXiv 1802.00889",
    notation: "d₀ the width of the embedding, h hidden units a direction, layers l = 1..L; an LSTM has four gates, each with weights on its \
               inputs (h × n) and on its states (h × h) and one bias vector (h × 1); a bidirectional layer has two LSTMs and outputs 2h \
               numbers a token; W_{lj} (n_l × n_j) are the weights of a dense linear network h_l = Σ_{j<l} W_{lj}h_j, h₀ = x",
    claims: &[parameters::PARAMETER_COUNT, paths::PATH_SUM],
};
