//! Every graph of a size, once.

use super::Graph;

/// One graph of every isomorphism class on this many nodes: 1, 1, 2, 4, 11, 34 of them for 0, …, 5.
///
/// By brute force over all labelled graphs and permutations, so for at most 5 nodes or so.
pub fn isomorphism_classes(nodes: usize) -> Vec<Graph> {
    let pairs: Vec<_> = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b))).collect();
    let orders = permutations(nodes);
    let renamed = |bits: u32, order: &[usize]| {
        pairs.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).fold(
            0,
            |code, (_, &edge)| {
                let (a, b) = (order[edge.0], order[edge.1]);
                let to = pairs.iter().position(|&pair| pair == (a.min(b), a.max(b)));
                code | 1_u32 << to.expect("a permutation maps pairs to pairs")
            },
        )
    };
    (0..1_u32 << pairs.len())
        .filter(|&bits| orders.iter().all(|order| bits <= renamed(bits, order)))
        .map(|bits| {
            let mut at = 0..pairs.len();
            Graph::from_fn(nodes, |_, _| at.next().is_some_and(|at| bits >> at & 1 == 1))
        })
        .collect()
}

/// All permutations of 0, …, n − 1.
fn permutations(n: usize) -> Vec<Vec<usize>> {
    (0..n).fold(vec![Vec::new()], |shorter, last| {
        let longer = shorter.iter().flat_map(|order| {
            (0..=last).map(move |at| {
                let mut order = order.clone();
                order.insert(at, last);
                order
            })
        });
        longer.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::isomorphism_classes;

    #[test]
    fn there_are_as_many_graphs_as_are_known() {
        let counts: Vec<_> = (0..=5).map(|nodes| isomorphism_classes(nodes).len()).collect();
        assert_eq!(counts, [1, 1, 2, 4, 11, 34]);
    }
}
