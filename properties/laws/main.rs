//! The library's laws, each a sentence.
fn main() {}
