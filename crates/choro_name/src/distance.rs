//! Edit distance with a bound: how many letters a slip of the pen has changed.

/// How many edits a slip may have made in a name: none below five letters, one from five, two from
/// nine. `letters` counts those of the shorter name.
pub fn tolerated_edits(letters: usize) -> usize {
    match letters {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// The number of letters inserted, left out, replaced or swapped with their neighbour between `a`
/// and `b` (optimal string alignment), or `None` where it is more than `limit`.
pub fn bounded_distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.is_ascii() && b.is_ascii() {
        bounded(a.as_bytes(), b.as_bytes(), limit)
    } else {
        let a: Vec<char> = a.chars().collect();
        let b: Vec<char> = b.chars().collect();
        bounded(&a, &b, limit)
    }
}

fn bounded<T: PartialEq + Copy>(mut a: &[T], mut b: &[T], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[start..], &b[start..]);
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    if a.is_empty() || b.is_empty() {
        let distance = a.len().max(b.len());
        return (distance <= limit).then_some(distance);
    }
    if limit == 0 {
        return None;
    }
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut previous: Vec<usize> = (0..width).collect();
    let mut current: Vec<usize> = vec![0; width];
    for (i, &x) in a.iter().enumerate() {
        current[0] = i + 1;
        let mut least = current[0];
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (previous[j] + usize::from(x != y))
                .min(previous[j + 1] + 1)
                .min(current[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                cost = cost.min(before[j - 1] + 1);
            }
            current[j + 1] = cost;
            least = least.min(cost);
        }
        // A swap looks two rows back, so that one row above the limit is not yet the end.
        if least > limit + 1 {
            return None;
        }
        (before, previous, current) = (previous, current, before);
    }
    (previous[b.len()] <= limit).then_some(previous[b.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_up_to_the_limit() {
        assert_eq!(bounded_distance("kyongson", "kyongsong", 1), Some(1));
        assert_eq!(bounded_distance("machol", "machon", 1), Some(1));
        assert_eq!(bounded_distance("hyesan", "hyeasn", 1), Some(1));
        assert_eq!(bounded_distance("chongjin", "chongju", 1), None);
        assert_eq!(bounded_distance("chongjin", "chongju", 2), Some(2));
        assert_eq!(bounded_distance("혜산", "회산", 1), Some(1));
        assert_eq!(bounded_distance("", "ab", 1), None);
        assert_eq!(bounded_distance("same", "same", 0), Some(0));
    }
}
