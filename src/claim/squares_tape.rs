//! Tapes for known cases.

/// k²·factor mod modulus for k = 0, 1, …: a tape of `length` integers that look random, with short entries as it begins with 0.
pub fn squares_tape(length: u64, factor: u64, modulus: u64) -> Vec<u64> {
    (0..length).map(|k| k * k * factor % modulus).collect()
}
