//! Matchings between two sides.

/// A bipartite graph between left nodes 0, …, m − 1 and right nodes 0, …, n − 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bipartite {
    right: usize,
    /// The right neighbours of each left node.
    partners: Vec<Vec<usize>>,
}

impl Bipartite {
    /// The graph of the pairs with `adjacent(left, right)`.
    pub fn from_fn(left: usize, right: usize, adjacent: impl Fn(usize, usize) -> bool) -> Self {
        let partners = (0..left).map(|a| (0..right).filter(|&b| adjacent(a, b)).collect());
        Bipartite { right, partners: partners.collect() }
    }

    /// The number of left nodes.
    pub fn left(&self) -> usize {
        self.partners.len()
    }

    /// The number of right nodes.
    pub fn right(&self) -> usize {
        self.right
    }

    /// The size of a largest matching, by augmenting paths.
    pub fn matching_number(&self) -> usize {
        let mut partner_of = vec![None; self.right];
        let matched = |a| self.augment(a, &mut vec![false; self.right], &mut partner_of);
        (0..self.left()).map(matched).filter(|&found| found).count()
    }

    /// Whether some matching covers every left node.
    pub fn saturates_left(&self) -> bool {
        self.matching_number() == self.left()
    }

    /// Whether some matching covers every right node.
    pub fn saturates_right(&self) -> bool {
        self.matching_number() == self.right
    }

    /// Whether |Γ(S)| ≥ |S| for every set S of left nodes: Hall's condition, by all subsets.
    pub fn satisfies_hall(&self) -> bool {
        (0..1_u32 << self.left()).all(|set| self.has_enough_partners(set))
    }

    /// Whether |Γ(S)| ≥ |S| for the set S of the left nodes whose bits are set.
    pub fn has_enough_partners(&self, set: u32) -> bool {
        let members = (0..self.left()).filter(|a| set >> a & 1 == 1);
        let mut reached = vec![false; self.right];
        members.flat_map(|a| &self.partners[a]).for_each(|&b| reached[b] = true);
        reached.iter().filter(|&&b| b).count() >= set.count_ones() as usize
    }

    /// Finds `a` a partner, moving earlier ones along a path of right nodes not yet tried.
    fn augment(&self, a: usize, tried: &mut [bool], partner_of: &mut [Option<usize>]) -> bool {
        self.partners[a].iter().any(|&b| {
            if std::mem::replace(&mut tried[b], true) {
                return false;
            }
            let is_free = match partner_of[b] {
                Some(earlier) => self.augment(earlier, tried, partner_of),
                None => true,
            };
            if is_free {
                partner_of[b] = Some(a);
            }
            is_free
        })
    }
}
