//! The script of a name.

/// A script, as far as names in it are compared with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Hangul,
    Han,
    Kana,
    Cyrillic,
    Arabic,
    Other,
}

/// The script of the first letter; `None` where the name has no letter.
pub(super) fn of(name: &str) -> Option<Script> {
    let letter = name.chars().find(|c| c.is_alphabetic())?;
    Some(match letter as u32 {
        0x0041..=0x024F | 0x1E00..=0x1EFF => Script::Latin,
        0x0400..=0x052F => Script::Cyrillic,
        0x0600..=0x077F => Script::Arabic,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Script::Hangul,
        0x3040..=0x30FF => Script::Kana,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF => Script::Han,
        _ => Script::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_tells() {
        assert_eq!(of("Ŭiju"), Some(Script::Latin));
        assert_eq!(of("의주"), Some(Script::Hangul));
        assert_eq!(of("義州"), Some(Script::Han));
        assert_eq!(of("(Владивосток)"), Some(Script::Cyrillic));
        assert_eq!(of("12"), None);
    }
}
