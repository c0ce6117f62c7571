//! Hangul syllables as letters: 독립 is ㄷㅗㄱ.ㄹㅣㅂ.
//!
//! Letters are those of the block Hangul Compatibility Jamo, which people can type. A point parts
//! two syllables that stand beside each other, so that a consonant before a point is a final and
//! one behind it an initial; the silent initial ㅇ is left out. After The Unicode Standard, 3.12.

pub(crate) const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];
/// The number of the silent initial.
pub(crate) const SILENT: usize = 11;
pub(crate) const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ',
    'ㅟ', 'ㅠ', 'ㅡ', 'ㅢ', 'ㅣ',
];
/// The finals; the first stands for none.
pub(crate) const FINALS: [char; 28] = [
    '\0', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ',
    'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];
const FIRST: u32 = 0xAC00;
const LAST: u32 = 0xD7A3;

/// Whether a letter is a whole Hangul syllable.
pub(crate) fn is_syllable(c: char) -> bool {
    (FIRST..=LAST).contains(&(c as u32))
}

/// The syllable of an initial, a vowel and a final, by their numbers in the tables above.
pub(crate) fn syllable(initial: usize, vowel: usize, last: usize) -> char {
    let number = (initial * VOWELS.len() + vowel) * FINALS.len() + last;
    char::from_u32(FIRST + number as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The number of the initial of a syllable.
pub(crate) fn initial(c: char) -> Option<usize> {
    let number = (c as u32).checked_sub(FIRST)? as usize;
    is_syllable(c).then_some(number / FINALS.len() / VOWELS.len())
}

/// The initial and the final of a syllable; none for the silent initial.
pub(crate) fn consonants(c: char) -> (Option<char>, Option<char>) {
    let last = (c as u32).saturating_sub(FIRST) as usize % FINALS.len();
    let first = initial(c).filter(|first| *first != SILENT);
    (
        first.map(|first| INITIALS[first]),
        (last > 0).then(|| FINALS[last]),
    )
}

/// Writes the letters of the syllables of `word` into `letters`, which is emptied first; other
/// signs are kept.
pub(crate) fn letters(word: &[char], letters: &mut Vec<char>) {
    letters.clear();
    let mut beside = false;
    for &c in word {
        if !is_syllable(c) {
            letters.push(c);
            beside = false;
            continue;
        }
        if beside {
            letters.push('.');
        }
        beside = true;
        let number = (c as u32 - FIRST) as usize;
        let (rest, last) = (number / FINALS.len(), number % FINALS.len());
        let (initial, vowel) = (rest / VOWELS.len(), rest % VOWELS.len());
        if initial != SILENT {
            letters.push(INITIALS[initial]);
        }
        letters.push(VOWELS[vowel]);
        if last > 0 {
            letters.push(FINALS[last]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_come_apart() {
        let mut found = Vec::new();
        let word: Vec<char> = "독일-리".chars().collect();
        letters(&word, &mut found);
        assert_eq!(found.iter().collect::<String>(), "ㄷㅗㄱ.ㅣㄹ-ㄹㅣ");
    }
}
