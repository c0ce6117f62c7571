//! Data sheets: lines of the form "label: value".

/// Longest label, in words and bytes.
const LONGEST: (usize, usize) = (5, 48);

/// Whether a line opens with a label: a few words, a colon, a value.
pub(crate) fn is_labelled(line: &str) -> bool {
    let line = line.trim_start();
    let Some((label, value)) = line.split_once(": ") else {
        return false;
    };
    let words =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '(' | ')' | '-' | '–' | '/' | '\'');
    label.len() <= LONGEST.1
        && label.split_whitespace().count() <= LONGEST.0
        && label.starts_with(char::is_alphabetic)
        && label.chars().all(words)
        && !value.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_labelled;

    #[test]
    fn a_label_is_a_few_words_and_a_colon() {
        assert!(is_labelled("total: 652,230 sq km"));
        assert!(is_labelled("Area (land): 12 km2"));
        assert!(!is_labelled(
            "It has three parts, of which one is new: the old town"
        ));
        assert!(!is_labelled("https://example.org"));
        assert!(!is_labelled("At 12:30 it closes"));
    }
}
