//! Trees of walks.

use super::Graph;

/// A rooted tree without order among children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    children: Vec<Tree>,
}

impl Tree {
    /// The unrolling of `node` to this depth: its children are the unrollings of all its neighbours, the one it
    /// was reached from included, to one less; the root alone at depth 0.
    pub fn unrolled(graph: &Graph, node: usize, depth: usize) -> Self {
        let children = match depth.checked_sub(1) {
            None => Vec::new(),
            Some(less) => graph
                .neighbours(node)
                .iter()
                .map(|&next| Self::unrolled(graph, next, less))
                .collect(),
        };
        Tree { children }
    }

    /// Whether an injection from this tree to `other` maps root to root and children to children, by trying all
    /// injections of the children.
    pub fn embeds_in(&self, other: &Tree) -> bool {
        place(&self.children, &mut other.children.iter().collect())
    }
}

/// Whether `trees` embed in different ones of `hosts`.
fn place(trees: &[Tree], hosts: &mut Vec<&Tree>) -> bool {
    let Some((first, others)) = trees.split_first() else {
        return true;
    };
    (0..hosts.len()).any(|at| {
        let host = hosts.swap_remove(at);
        let fits = first.embeds_in(host) && place(others, hosts);
        hosts.push(host);
        let last = hosts.len() - 1;
        hosts.swap(at, last);
        fits
    })
}
