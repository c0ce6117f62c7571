//! Other ways to write the generic of a name, for looking it up.

use super::lexicon::{GENERICS, ending_word, endings};
use super::split_generic;
use crate::fold;

/// Fewest letters before an ending that is written together with the name.
const STEM: usize = 4;

/// Folded spellings of a name with its generic in another language or place: "Onpho stream" is also
/// "onphochon" and "onphogang", "Onphochon" is also "onpho", "Hechen Zhen" also "hechen". Not all
/// of them exist: they are questions for an index, to be followed by a comparison.
pub fn renderings(name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let whole = fold(name);
    let parts = split_generic(name);
    match &parts.generic {
        Some(generic) => {
            let base = fold(&parts.base);
            for ending in endings(&generic.class) {
                found.push(format!("{base}{}", ending.text));
            }
            found.push(base);
        }
        None => {
            if let Some((base, word)) = whole.rsplit_once(' ')
                && ending_word(word).is_some()
            {
                found.push(base.to_owned());
            }
            for ending in &GENERICS.romanised {
                if ending_word(ending).is_some()
                    && let Some(stem) = whole.strip_suffix(ending.as_str())
                    && stem.chars().count() >= STEM
                    && !stem.ends_with(' ')
                {
                    found.push(stem.to_owned());
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|spelling| *spelling != whole && !spelling.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_translated_for_looking_up() {
        assert!(renderings("Onpho stream").contains(&"onphochon".to_owned()));
        assert!(renderings("Onphochon").contains(&"onpho".to_owned()));
        assert!(renderings("Hechen Zhen").contains(&"hechen".to_owned()));
        assert!(renderings("Bern").is_empty());
        assert!(
            renderings("Wonsan").is_empty(),
            "{:?}",
            renderings("Wonsan")
        );
    }
}
