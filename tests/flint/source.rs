//! Random numbers that depend on the seed and the number of the case alone.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(super) struct Source(u64);

/// 2⁶⁴ over the golden ratio, odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Source {
    pub(super) fn new(seed: u64, case: u64) -> Self {
        let mut source = Source(seed);
        source.0 = source.bits() ^ case;
        source.0 = source.bits();
        source
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// One of 0 … n − 1.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        u32::try_from(self.bits() % u64::from(n)).expect("below n")
    }

    /// One of low … high.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low.saturating_add_unsigned(self.below(high.abs_diff(low) + 1))
    }

    pub(super) fn one_in(&mut self, n: u32) -> bool {
        self.below(n) == 0
    }

    pub(super) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(u32::try_from(values.len()).expect("a short list")) as usize]
    }
}
