//! Random numbers that are the same on every machine.

/// The generator SplitMix64: fast, and good enough to fill matrices.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// A stream of its own for each list of labels.
    pub(super) fn of(seed: u64, labels: &[&str]) -> Self {
        // FNV-1a over the labels, each closed by a byte that no label contains.
        let bytes = labels.iter().flat_map(|label| label.bytes().chain([0xff]));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let mut random = Random(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.word();
        random
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// The sum of four uniform numbers of [−1, 1), each a multiple of 2⁻²⁰: variance 4/3.
    pub(super) fn bell_shaped(&mut self) -> f64 {
        let uniform = |bits: u64| (bits & 0x1f_ffff) as f64 / 1_048_576.0 - 1.0;
        (0..2)
            .map(|_| {
                let word = self.word();
                uniform(word) + uniform(word >> 32)
            })
            .sum()
    }

    /// An integer of −size..=size.
    pub(super) fn integer(&mut self, size: u32) -> f64 {
        (self.word() % u64::from(2 * size + 1)) as f64 - f64::from(size)
    }
}
