//! Languages of names, as codes and scripts tell them.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// ISO 639-2/3 codes that have a two-letter code, which BCP 47 prefers.
const TWO_LETTERS: [(&str, &str); 40] = [
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("chi", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("est", "et"),
    ("fas", "fa"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kat", "ka"),
    ("kaz", "kk"),
    ("kor", "ko"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mon", "mn"),
    ("nld", "nl"),
    ("nor", "no"),
    ("pol", "pl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("zho", "zh"),
];

/// Languages not usually written in Latin letters: a Latin name of theirs is a romanisation.
const NOT_LATIN: [&str; 19] = [
    "ar", "be", "bg", "bn", "el", "fa", "he", "hi", "hy", "ja", "ka", "kk", "ko", "mn", "ru", "th",
    "uk", "ur", "zh",
];

/// The BCP 47 code of an ISO 639 code; other codes stay as they are, `und` is empty.
pub(crate) fn language_code(code: &str) -> String {
    let lower = code.to_ascii_lowercase();
    match lower.as_str() {
        "und" | "unk" | "mis" => String::new(),
        _ => TWO_LETTERS
            .iter()
            .find(|(three, _)| *three == lower)
            .map_or(code.to_owned(), |(_, two)| (*two).to_owned()),
    }
}

/// The language of a name: the stated one, with `-Latn` where the name is in Latin letters and
/// the language is not; unstated, the language whose script only it uses (Hangul, kana).
pub(crate) fn language_of(text: &str, stated: &str) -> String {
    if stated.is_empty() {
        let own = text.chars().find_map(|c| match c {
            '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' => {
                Some("ko")
            }
            '\u{3041}'..='\u{30FA}' => Some("ja"),
            _ => None,
        });
        return own.unwrap_or_default().to_owned();
    }
    if NOT_LATIN.contains(&stated) && is_latin(text) {
        return format!("{stated}-Latn");
    }
    stated.to_owned()
}

/// Whether all letters are Latin and there is one.
fn is_latin(text: &str) -> bool {
    let mut any = false;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        // Modifier letters serve as apostrophes in romanisations.
        if !matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{2B0}'..='\u{2FF}'
            | '\u{1E00}'..='\u{1EFF}')
        {
            return false;
        }
        any = true;
    }
    any
}

/// The name in Unicode normal form C, without white space at its ends: canonically the same
/// text, so that decomposed Hangul and combining breves compare equal to composed ones.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_tell_languages() {
        assert_eq!(language_of("청진", ""), "ko");
        assert_eq!(language_of("Ch'ŏngjin", ""), "");
        assert_eq!(language_of("Ch’ŏngjin", "ko"), "ko-Latn");
        assert_eq!(language_of("淸津", "ko"), "ko");
        assert_eq!(language_of("Chongjin", "en"), "en");
        assert_eq!(language_of("シンチド", ""), "ja");
        assert_eq!(language_code("kor"), "ko");
        assert_eq!(language_code("und"), "");
        assert_eq!(language_code("nan"), "nan");
    }

    #[test]
    fn decomposed_hangul_is_composed() {
        assert_eq!(
            composed(" \u{110E}\u{1165}\u{11BC}\u{110C}\u{1175}\u{11AB} "),
            "청진"
        );
        assert_eq!(composed("Ch'o\u{306}ngjin"), "Ch'ŏngjin");
    }
}
