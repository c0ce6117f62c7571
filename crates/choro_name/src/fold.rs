//! Folding: the form in which names are compared letter by letter.
//!
//! "P'yŏngra", "P’yŏngra" and "PYONGRA" all fold to "pyongra". Case, marks on Latin, Greek and
//! Cyrillic letters, apostrophes, dots and commas go; hyphens and other signs become a space;
//! white space becomes single. Hangul stays in syllables, kana keep their voicing marks.

mod table;

use unicode_normalization::UnicodeNormalization;

/// Folds a name; `fold(fold(x)) == fold(x)`.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    fold_into(name, &mut folded);
    folded
}

/// Folds a name into `folded`, which is emptied first.
pub fn fold_into(name: &str, folded: &mut String) {
    folded.clear();
    fold_onto(name, folded);
}

/// Whether a name folds to this folded text, without folding it where its letters tell.
pub fn folds_to(name: &str, folded: &str) -> bool {
    if name.is_ascii() {
        return ascii_folds_to(name, folded.as_bytes());
    }
    let foreign = folded.is_ascii() && name.chars().any(stays_foreign);
    !foreign && fold(name) == folded
}

fn ascii_folds_to(name: &str, folded: &[u8]) -> bool {
    let (mut at, mut gap) = (0, false);
    for byte in name.bytes() {
        match ASCII[usize::from(byte & 127)] {
            0 => {}
            b' ' => gap = at > 0,
            letter => {
                if gap {
                    if folded.get(at) != Some(&b' ') {
                        return false;
                    }
                    at += 1;
                    gap = false;
                }
                if folded.get(at) != Some(&letter) {
                    return false;
                }
                at += 1;
            }
        }
    }
    at == folded.len()
}

/// Letters of other scripts that stay what they are, or become another of their script.
fn stays_foreign(c: char) -> bool {
    matches!(
        c,
        'Α'..='Ω' | 'α'..='ω' | 'А'..='я' | 'ա'..='ֆ' | 'א'..='ת' | 'ء'..='غ' | 'ف'..='ي'
            | 'अ'..='ह' | 'ก'..='ฮ' | 'ა'..='ჰ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='\u{9FFF}'
            | '가'..='힣'
    )
}

/// Puts the folded name at the end of `folded`.
pub(crate) fn fold_onto(name: &str, folded: &mut String) {
    let start = folded.len();
    if name.is_ascii() {
        fold_ascii(name, folded);
    } else if !table::fold_by_letters(name, folded) {
        folded.truncate(start);
        fold_unicode(name, folded);
    }
}

/// What becomes of each ASCII character: nothing (0), a gap between words (a blank), or a letter.
const ASCII: [u8; 128] = {
    let mut fates = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        fates[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'&' | b'+' | b'#' | b'%' | b'@' => byte,
            b'A'..=b'Z' => byte.to_ascii_lowercase(),
            b'\'' | b'`' | b'.' | b',' => 0,
            _ => b' ',
        };
        byte += 1;
    }
    fates
};

fn fold_ascii(name: &str, folded: &mut String) {
    folded.reserve(name.len());
    let start = folded.len();
    let mut gap = false;
    for byte in name.bytes() {
        match ASCII[usize::from(byte & 127)] {
            0 => {}
            b' ' => gap = folded.len() > start,
            letter => {
                if gap {
                    folded.push(' ');
                    gap = false;
                }
                folded.push(char::from(letter));
            }
        }
    }
}

fn fold_unicode(name: &str, folded: &mut String) {
    // The apostrophe-like acute accent must go before compatibility decomposition, which would
    // make it a space and a combining mark.
    let letters = name
        .chars()
        .filter(|&c| !is_apostrophe(c))
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|&c| !is_mark(c) && !is_apostrophe(c) && !is_invisible(c));
    let mut spaced = String::with_capacity(name.len());
    for letter in letters {
        if letter.is_ascii() {
            match ASCII[letter as usize] {
                0 => {}
                byte => spaced.push(char::from(byte)),
            }
        } else if let Some(plain) = plain_letters(letter) {
            spaced.push_str(plain);
        } else if is_separator(letter) {
            spaced.push(' ');
        } else {
            spaced.push(letter);
        }
    }
    let start = folded.len();
    let mut gap = false;
    for letter in spaced.nfc() {
        if letter == ' ' {
            gap = folded.len() > start;
        } else {
            if gap {
                folded.push(' ');
                gap = false;
            }
            folded.push(letter);
        }
    }
}

/// Everything people type for an apostrophe, and the modifier letters of transliterations.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '″' | '＇' | '\u{2B9}'
            ..='\u{2BF}'
                | '\u{2C8}'
                | '\u{2CA}'
                | '\u{2CB}'
                | '\u{2CE}'
                | '\u{2EE}'
                | '\u{55A}'
                | '\u{5F3}'
                | '\u{5F4}'
                | '\u{1FBD}'
                | '\u{1FBF}'
                | '\u{A78B}'
                | '\u{A78C}'
    )
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
            // Vowel signs that Hebrew and Arabic leave out at will, and the Arabic stretch.
            | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}'
            | '\u{640}' | '\u{64B}'..='\u{655}' | '\u{670}'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}'
    )
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AB}' | '\u{BB}' | '\u{B7}' | '“'..='‟'
                | '\u{2022}' | '\u{2027}' | '\u{2039}' | '\u{203A}' | '\u{3001}'..='\u{3003}'
                | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{30FB}' | '\u{A0}'
        )
}

/// Latin letters that Unicode does not decompose.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŧ' => "t",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_case_apostrophes_and_hyphens_do_not_count() {
        for spelling in [
            "P'yŏngra",
            "P’yŏngra",
            "Pʼyŏngra",
            "P´yo\u{306}ngra",
            "PYONGRA",
        ] {
            assert_eq!(fold(spelling), "pyongra", "{spelling}");
        }
        assert_eq!(fold("Hamgyŏng-bukto"), "hamgyong bukto");
        assert_eq!(fold("  St.  Petersburg, "), "st petersburg");
        assert_eq!(fold("Chuul (Kyongsong)"), "chuul kyongsong");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("Ｈｙｅｓａｎ－ｓｉ"), "hyesan si");
        assert_eq!(fold("Hawaiꞌi"), "hawaii");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(fold("함경북도"), "함경북도");
        assert_eq!(
            fold("함경북도".nfd().collect::<String>().as_str()),
            "함경북도"
        );
        assert_eq!(fold("ヘサン"), "ヘサン");
        assert_eq!(fold("ガ"), "ガ");
        assert_eq!(fold("Йошкар-Ола"), "иошкар ола");
        assert_eq!(fold("चोंग्जिन"), "चोंग्जिन");
        assert_eq!(fold("ﾋｴｻﾝ"), "ヒエサン");
        assert_eq!(fold("الرِّيَاض"), fold("الرياض"));
        assert_eq!(fold("أربيل"), fold("اربيل"));
        assert_eq!(fold("Орёл"), fold("Орел"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(name in any::<String>()) {
            let once = fold(&name);
            prop_assert_eq!(fold(&once), once.clone());
        }

        #[test]
        fn what_a_name_folds_to_is_told_without_folding(
            name in "[ -~]{0,6}|[a-cA-C ,'-]{0,4}|[ -~\u{80}-\u{1200}\u{1e00}-\u{2100}\u{3000}-\u{3100}한글漢字]{0,4}",
            other in "[a-c ]{0,4}",
        ) {
            let folded = fold(&name);
            prop_assert!(folds_to(&name, &folded));
            let other = fold(&other);
            prop_assert_eq!(folds_to(&name, &other), folded == other);
        }

        #[test]
        fn letters_of_other_scripts_never_become_ascii(
            letter in "[α-ωа-яա-ֆא-תء-يअ-हก-ฮა-ჰぁ-ヺ一-龥가-힣]", rest in "[ -~]{0,3}",
        ) {
            let name = format!("{letter}{rest}");
            prop_assert!(!fold(&name).is_ascii());
        }

        #[test]
        fn text_folds_the_same_on_both_roads(
            name in "[ -~]{0,20}|[ -~\u{80}-\u{1200}\u{1e00}-\u{2100}\u{3000}-\u{3100}한글漢字]{0,9}",
        ) {
            let mut other = String::new();
            fold_unicode(&name, &mut other);
            prop_assert_eq!(fold(&name), other);
        }
    }
}
