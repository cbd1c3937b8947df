//! The orders in which a scan may combine neighbours.

/// An operation on two neighbours.
type Combine<'a, T> = &'a dyn Fn(&T, &T) -> T;

/// What `items` combine to in every bracketing, all of them in their order: Catalan(n − 1) results for n items.
pub fn bracketings<T: Clone>(items: &[T], combine: Combine<'_, T>) -> Vec<T> {
    if let [item] = items {
        return vec![item.clone()];
    }
    let mut results = Vec::new();
    for at in 1..items.len() {
        let (left, right) = items.split_at(at);
        let rights = bracketings(right, combine);
        for left in bracketings(left, combine) {
            results.extend(rights.iter().map(|right| combine(&left, right)));
        }
    }
    results
}

/// What `items` combine to by halves, as a parallel scan does.
///
/// # Panics
/// When there are none.
pub fn balanced<T: Clone>(items: &[T], combine: Combine<'_, T>) -> T {
    match items {
        [] => panic!("nothing to combine"),
        [item] => item.clone(),
        _ => {
            let (left, right) = items.split_at(items.len() / 2);
            combine(&balanced(left, combine), &balanced(right, combine))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{balanced, bracketings};

    #[test]
    fn there_are_catalan_many_bracketings_and_each_is_one() {
        let items: Vec<_> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let combine = |left: &String, right: &String| format!("({left}{right})");
        let all = bracketings(&items, &combine);
        assert_eq!(all, ["(a(b(cd)))", "(a((bc)d))", "((ab)(cd))", "((a(bc))d)", "(((ab)c)d)"]);
        assert!(all.contains(&balanced(&items, &combine)));
    }
}
