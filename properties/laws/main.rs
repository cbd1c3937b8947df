//! Laws that the number types obey, as sentences: each test is named after the statement that it tries.

mod ball_alias;
mod ball_contains;
mod ball_edges;
mod ball_sets;
mod ball_tight;
mod balls;
mod calculus;
mod complex_field;
mod dual_derivative;
mod dual_elementary;
mod enclosure_spectrum;
mod float_rounding;
mod flow;
mod jets;
mod linear_algebra;
mod minimum_at_an_end;
mod products;
mod rational_parsing;
mod reading_order;
mod ring;
mod root_search;
mod spectra;
mod trial;
