//! Classes: named sets of letters, as the data lists them.

use std::collections::BTreeMap;

/// The letters of a class in the order of the data, and ranges of letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Class {
    pub(crate) letters: Vec<char>,
    /// Inclusive.
    pub(crate) ranges: Vec<(char, char)>,
    pub(crate) edge: bool,
}

/// Reads `[classes]`. Letters stand beside each other, `a..z` is a range, `[OTHER]` takes in
/// another class, `|` is the edge of the word; blanks count for nothing.
pub(crate) fn classes(
    written: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Class>, (String, String)> {
    let mut classes = BTreeMap::new();
    for name in written.keys() {
        let mut class = Class::default();
        collect(written, name, &mut class, 0).map_err(|reason| (name.clone(), reason))?;
        if class.letters.is_empty() && class.ranges.is_empty() && !class.edge {
            return Err((name.clone(), "the class is empty".to_owned()));
        }
        classes.insert(name.clone(), class);
    }
    Ok(classes)
}

/// Classes within classes are not followed deeper than this: a class that holds itself.
const DEEPEST: usize = 8;

fn collect(
    written: &BTreeMap<String, String>,
    name: &str,
    class: &mut Class,
    depth: usize,
) -> Result<(), String> {
    let text = written
        .get(name)
        .ok_or_else(|| format!("there is no class `{name}`"))?;
    if depth > DEEPEST {
        return Err(format!("the class `{name}` holds itself"));
    }
    let mut rest = text.chars().filter(|c| !c.is_whitespace());
    while let Some(c) = rest.next() {
        match c {
            '[' => {
                let inner: String = rest.by_ref().take_while(|&c| c != ']').collect();
                collect(written, &inner, class, depth + 1)?;
            }
            '|' => class.edge = true,
            '.' if rest.clone().next() == Some('.') => {
                rest.next();
                let range = class.letters.pop().zip(rest.next());
                let (from, to) = range.ok_or("a range needs a letter on each side of `..`")?;
                if from >= to {
                    return Err(format!("the range {from}..{to} runs backwards"));
                }
                class.ranges.push((from, to));
            }
            c => class.letters.push(c),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<BTreeMap<String, Class>, (String, String)> {
        let written = pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        classes(&written)
    }

    #[test]
    fn classes_take_in_others_and_ranges() {
        let classes = read(&[("V", "a e"), ("L", "[V] k . x..z |")]).expect("classes");
        assert_eq!(classes["L"].letters, ['a', 'e', 'k', '.']);
        assert_eq!(classes["L"].ranges, [('x', 'z')]);
        assert!(classes["L"].edge && !classes["V"].edge);
    }

    #[test]
    fn faulty_classes_are_refused() {
        for (pairs, reason) in [
            (&[("A", "[A]")][..], "holds itself"),
            (&[("A", "[B]")], "no class `B`"),
            (&[("A", " ")], "empty"),
            (&[("A", "z..a")], "backwards"),
            (&[("A", "..a")], "each side"),
        ] {
            let (name, why) = read(pairs).expect_err("a fault");
            assert_eq!(name, "A");
            assert!(why.contains(reason), "{why}");
        }
    }
}
