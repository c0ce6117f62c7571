//! Keys: the folded forms under which a name is looked up.

use crate::fold;
use crate::generic::{Words, cardinal, split};

/// A key of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Folded text.
    pub text: String,
    /// Whether the key is the whole name, or a translation of the whole; otherwise the generic was
    /// taken off.
    pub whole: bool,
    /// Class of the generic of the name, where it has one.
    pub class: Option<&'static str>,
}

/// The folded forms of a name for exact look-up: the whole, the base without the generic, and
/// both with directions translated ("Hamgyong-bukto" is "north hamgyong", "N. Hamgyong" too).
pub fn keys(name: &str) -> Vec<String> {
    name_keys(name).into_iter().map(|key| key.text).collect()
}

/// The keys of a name, the whole name first. Keys without the generic are given only where the
/// base alone also names the thing.
pub fn name_keys(name: &str) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(2);
    let words = Words::of(name);
    let split = split(&words);
    let class = split.as_ref().map(|split| split.meaning.class.as_str());
    let mut add = |text: String, whole: bool| {
        if !text.is_empty() && !keys.iter().any(|key| key.text == text) {
            keys.push(Key { text, whole, class });
        }
    };
    let whole = words.key(0..words.len());
    let translated = translate(&whole);
    add(whole, true);
    if let Some(text) = translated {
        add(text, true);
    }
    let Some(split) = split.filter(|split| split.meaning.alone) else {
        return keys;
    };
    let base = match split.base_words {
        Some(range) => words.key(range),
        None => fold(split.base),
    };
    match &split.meaning.cardinal {
        Some(direction) => add(format!("{direction} {base}"), true),
        None => {
            let translated = translate(&base);
            add(base, false);
            if let Some(text) = translated {
                add(text, false);
            }
        }
    }
    keys
}

/// A folded name with its direction written out: "n hamgyong" is "north hamgyong". Only single
/// letters: "northern" and "north" may name different things.
fn translate(folded: &str) -> Option<String> {
    let (first, rest) = folded.split_at_checked(1)?;
    let rest = rest.strip_prefix(' ')?;
    let direction = cardinal(first)?;
    Some(format!("{direction} {rest}"))
}

/// The name with its hyphened parts in one: "Musan" for "Mu-san", as syllables are often written;
/// `None` where no letters stand on both sides of a hyphen.
pub fn joined(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split(['-', '\u{2010}', '\u{2011}']).collect();
    let between_letters = |pair: &[&str]| {
        pair[0].ends_with(char::is_alphabetic) && pair[1].starts_with(char::is_alphabetic)
    };
    let hyphened = parts.len() > 1 && parts.windows(2).all(between_letters);
    hyphened.then(|| {
        let rest = parts[1..].iter().map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_lowercase().chain(letters).collect()
            })
        });
        parts[0].to_owned() + &rest.collect::<String>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphened_parts_are_put_into_one() {
        assert_eq!(joined("Mu-san").as_deref(), Some("Musan"));
        assert_eq!(joined("Hoe-Ryong City").as_deref(), Some("Hoeryong City"));
        assert_eq!(joined("Sar-e Pul").as_deref(), Some("Sare Pul"));
        for whole in ["Musan", "Mu - san", "-san", "Route 1-2", "Mu--san"] {
            assert_eq!(joined(whole), None, "{whole}");
        }
    }
    use crate::split_generic;
    use proptest::prelude::*;

    #[test]
    fn the_province_is_found_under_its_many_names() {
        for name in [
            "North Hamgyong",
            "N. Hamgyong",
            "North Hamgyŏng Province",
            "Hamgyong-bukto",
        ] {
            assert!(
                keys(name).contains(&"north hamgyong".to_owned()),
                "{name}: {:?}",
                keys(name)
            );
        }
        assert_eq!(keys("Hyesan City"), ["hyesan city", "hyesan"]);
        assert_eq!(keys("Hyesan"), ["hyesan"]);
        assert_eq!(keys("South Gate"), ["south gate"]);
        assert_eq!(keys("함경북도"), ["함경북도", "north 함경"]);
    }

    proptest! {
        #[test]
        fn the_first_key_is_the_whole_name(name in "[a-cN .,'\\-()]{0,12}|\\PC{0,9}") {
            let keys = keys(&name);
            let whole = fold(&name);
            prop_assert_eq!(keys.first(), Some(&whole).filter(|whole| !whole.is_empty()));
        }

        #[test]
        fn the_base_is_folded_as_it_is_spelt(name in "(City of )?[A-Ca-c .,'\\-()]{1,9}[ -](City|si|do|County)") {
            let parts = split_generic(&name);
            if parts.generic.is_some() && parts.cardinal.is_none() {
                let base = fold(&parts.base);
                prop_assert!(base.is_empty() || keys(&name).contains(&base));
            }
        }
    }

    #[test]
    fn an_airport_has_no_key_without_its_generic() {
        assert_eq!(keys("Samjiyon Airport"), ["samjiyon airport"]);
    }
}
