//! Which names are meant by "in Japanese", "in Hangul".

use std::iter;

/// Whether a name of a language is meant by a range of languages, as RFC 4647 filters them
/// (section 3.3.2): `ko` means `ko-Latn-mccune`, `*-Hani` means `ko-Hani`; no range or `*` means
/// all. Where a tag has no script, the letters of the name tell it.
pub(super) fn is_meant(range: &str, language: &str, text: &str) -> bool {
    if matches!(range, "" | "*") {
        return true;
    }
    let script = script_of(text);
    let stated = language.split('-').filter(|part| !part.is_empty());
    let has_script = language.split('-').skip(1).any(|part| part.len() == 4);
    let mut parts = language.split('-').take(1).chain(
        script
            .filter(|_| !has_script)
            .into_iter()
            .chain(stated.skip(1)),
    );
    let mut wanted = range.split('-');
    let first = wanted.next().unwrap_or_default();
    let own = parts.next().unwrap_or_default();
    if first != "*" && !own.eq_ignore_ascii_case(first) {
        return false;
    }
    wanted.all(|part| {
        iter::from_fn(|| parts.next()).any(|own| part == "*" || own.eq_ignore_ascii_case(part))
    })
}

/// The ISO 15924 code of the script of the first letter, of the scripts that names of one place
/// are told apart by.
fn script_of(text: &str) -> Option<&'static str> {
    text.chars().find_map(|c| match c {
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Some("Latn"),
        '\u{400}'..='\u{52F}' => Some("Cyrl"),
        '\u{3041}'..='\u{30FF}' => Some("Kana"),
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Some("Hani"),
        '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' => Some("Hang"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_mean_languages_and_scripts() {
        for (range, language, text, meant) in [
            ("ko", "ko-Latn-mccune", "Hyesan", true),
            ("ko-Latn", "ko-Latn-mccune", "Hyesan", true),
            ("ko-Hang", "ko", "혜산", true),
            ("ko-Hani", "ko", "혜산", false),
            ("*-Hani", "ko-Hani", "惠山", true),
            ("*-Latn", "", "Hyesan", true),
            ("ja", "ja-Latn", "Keizan", true),
            ("ja", "ko", "혜산", false),
            ("ko-mccune", "ko-Latn-mccune", "Hyesan", true),
            ("", "", "Hyesan", true),
        ] {
            assert_eq!(is_meant(range, language, text), meant, "{range} {language}");
        }
    }
}
