//! The case of letters: taken off a word before the rules, put back behind them.

/// How a word is capitalised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Small,
    Title,
    Capitals,
}

/// The case of a word; of mixed case, as if only the first letter were a capital.
pub(crate) fn case_of(word: &[char]) -> Case {
    let letters = || word.iter().filter(|c| c.is_alphabetic());
    match letters().next() {
        Some(first) if first.is_uppercase() => {
            if letters().count() > 1 && letters().all(|c| c.is_uppercase()) {
                Case::Capitals
            } else {
                Case::Title
            }
        }
        _ if word.iter().any(|c| c.is_uppercase()) => Case::Title,
        _ => Case::Small,
    }
}

/// Writes a word in small letters with the case given.
pub(crate) fn write_case(word: &[char], case: Case, written: &mut String) {
    let mut first = true;
    for &c in word {
        if case == Case::Small || !c.is_alphabetic() || (case == Case::Title && !first) {
            written.push(c);
        } else {
            written.extend(c.to_uppercase());
            first = false;
        }
    }
}
