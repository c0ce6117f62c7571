//! Skeletons: what is left of a name when the habits of romanisation are taken out.
//!
//! Ryanggang, Ryangang and Yanggang share one skeleton; so do Kyŏngsŏng and Gyeongseong. The
//! confusions are read from `data/romanisation/confusions.toml`. Two different places may share a
//! skeleton: it is a key for finding candidates and variants, never a proof.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    cost: Cost,
    initial: BTreeMap<String, String>,
    medial: BTreeMap<String, String>,
    anywhere: BTreeMap<String, String>,
}

/// What differences of spelling weigh; a letter replaced by any other weighs 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cost {
    pub(crate) doubled: f64,
    pub(crate) swapped: f64,
    pub(crate) replaced: BTreeMap<String, f64>,
    pub(crate) dropped: BTreeMap<char, f64>,
}

/// A replacement.
struct Row {
    from: String,
    to: String,
}

impl Row {
    /// Whether a text begins with what is replaced; `behind` is what follows its first byte, by
    /// which the row was chosen.
    fn begins(&self, behind: &[u8]) -> bool {
        let from = &self.from.as_bytes()[1..];
        // Most rows are told apart by their second byte, without a call to compare.
        match from {
            [] => true,
            [only] => behind.first() == Some(only),
            [second, ..] => behind.first() == Some(second) && behind.starts_with(from),
        }
    }
}

/// Replacements by the first byte of what they replace, longest first.
type Table = Vec<Vec<Row>>;

struct Confusions {
    cost: Cost,
    initial: Table,
    medial: Table,
}

fn table(parts: &[&BTreeMap<String, String>]) -> Table {
    let mut table: Table = (0..256).map(|_| Vec::new()).collect();
    for (from, to) in parts.iter().copied().flatten() {
        let from: String = from.nfd().collect();
        let Some(&first) = from.as_bytes().first() else {
            continue;
        };
        let row = &mut table[usize::from(first)];
        // An earlier part speaks for its position and beats the general row.
        if !row.iter().any(|known| known.from == from) {
            let to = to.nfd().collect();
            row.push(Row { from, to });
        }
    }
    for row in &mut table {
        row.sort_by(|a, b| (b.from.len(), &a.from).cmp(&(a.from.len(), &b.from)));
    }
    table
}

static CONFUSIONS: LazyLock<Confusions> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    let file: File = toml::from_str(include_str!("../../../data/romanisation/confusions.toml"))
        .expect("data/romanisation/confusions.toml is well-formed");
    Confusions {
        cost: file.cost,
        initial: table(&[&file.initial, &file.anywhere]),
        medial: table(&[&file.medial, &file.anywhere]),
    }
});

/// The weights of differences of spelling.
pub(crate) fn cost() -> &'static Cost {
    &CONFUSIONS.cost
}

/// The skeleton of a folded name.
pub fn skeleton(folded: &str) -> String {
    let confusions = &*CONFUSIONS;
    let letters = letters(folded);
    let mut skeleton = String::with_capacity(letters.len());
    let mut last = None;
    let mut push = |c: char| {
        if last != Some(c) || c.is_ascii_digit() {
            skeleton.push(c);
        }
        last = Some(c);
    };
    let mut rest = letters.as_str();
    let mut table = &confusions.initial;
    while let [first, behind @ ..] = rest.as_bytes() {
        let row = &table[usize::from(*first)];
        table = &confusions.medial;
        if let Some(Row { from, to }) = row.iter().find(|row| row.begins(behind)) {
            to.chars().for_each(&mut push);
            rest = &rest[from.len()..];
        } else {
            let next = rest.chars().next().unwrap_or_default();
            push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    skeleton
}

/// The letters without blanks, in normalisation form D.
fn letters(folded: &str) -> String {
    let mut letters = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match letter {
            ' ' => {}
            // Folded letters before Devanagari have lost their marks, and Chinese characters have
            // none.
            '\0'..'\u{900}' | '\u{4E00}'..='\u{9FFF}' => letters.push(letter),
            // Folded text is composed, its marks in their order: letter by letter is enough.
            _ => decompose_canonical(letter, |part| letters.push(part)),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    fn alike(names: &[&str]) {
        let first = skeleton(&fold(names[0]));
        for name in names {
            assert_eq!(skeleton(&fold(name)), first, "{name} beside {}", names[0]);
        }
    }

    #[test]
    fn systems_of_romanisation_meet() {
        alike(&["Ryanggang", "Ryangang", "Yanggang", "Yangkang"]);
        alike(&["P'yŏngra", "Pyongra", "Pyeongna", "P’yŏngna"]);
        alike(&["Kimchaek", "Kimch'aek", "Gimchaek", "Kim Chaek"]);
        alike(&["Kyŏngsŏng", "Kyongsong", "Gyeongseong"]);
        alike(&["Hoeryŏng", "Hoeryeong"]);
        alike(&["Sinpho", "Sinp'o", "Shinpo"]);
        alike(&["Rajin", "Najin"]);
        alike(&["Chagang", "Jagang"]);
        alike(&["Paektu", "Baekdu", "Paekdu"]);
        alike(&["라선", "나선"]);
        alike(&["량강", "양강"]);
    }

    #[test]
    fn other_names_stay_apart() {
        for (a, b) in [
            ("Kilju", "Kimju"),
            ("Chongjin", "Chongju"),
            ("Musan", "Wonsan"),
            ("회령", "혜산"),
        ] {
            assert_ne!(skeleton(&fold(a)), skeleton(&fold(b)), "{a} {b}");
        }
    }
}
