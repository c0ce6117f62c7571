//! Languages as people call them.

/// Names of languages by tag, a table with one row a line.
const LANGUAGES: &str = include_str!("../../../data/languages.tsv");

/// A language for people: the name of the tag, or of the longest part of it that has one; the
/// tag itself where nothing is known.
pub fn language_name(tag: &str) -> &str {
    let named = |wanted: &str| {
        LANGUAGES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .find(|(known, _)| *known == wanted)
            .map(|(_, name)| name)
    };
    let mut part = tag;
    loop {
        if let Some(name) = named(part) {
            return name;
        }
        match part.rsplit_once('-') {
            Some((shorter, _)) => part = shorter,
            None => return tag,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names_and_unknown_tags_stand_for_themselves() {
        assert_eq!(language_name("ko-Latn-mccune"), "Korean, McCune–Reischauer");
        assert_eq!(language_name("ja-Latn-alalc97"), "Japanese, romanised");
        assert_eq!(language_name("tlh"), "tlh");
        assert_eq!(language_name(""), "");
    }
}
