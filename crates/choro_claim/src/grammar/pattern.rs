//! The pattern notation, parsed to a tree.

/// An item of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A word or mark, in lower case.
    Word(String),
    /// A named list of words and phrases.
    List(String),
    /// A slot `<NAME:type>`.
    Slot { name: String, kind: String },
    /// Alternatives.
    Group(Vec<Vec<Item>>),
    /// Up to this many tokens of any sort.
    Gap(usize),
    /// The next token is not this word.
    Not(String),
    /// Up to this many tokens with no finite verb among them.
    PlainGap(usize),
    /// What stands in brackets, if anything; with `commas` also what stands between commas.
    Aside { commas: bool },
    /// An item that may be left out or repeated.
    Repeat {
        item: Box<Item>,
        least: usize,
        most: usize,
    },
}

/// Parses a pattern; the error says what was wrong, for the author of the grammar file.
pub(super) fn parse(text: &str) -> Result<Vec<Item>, String> {
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    let alternatives = parse_alternatives(&chars, &mut at)?;
    if at < chars.len() {
        return Err(format!("unbalanced ) in pattern {text:?}"));
    }
    match <[Vec<Item>; 1]>::try_from(alternatives) {
        Ok([sequence]) => Ok(sequence),
        Err(several) => Ok(vec![Item::Group(several)]),
    }
}

fn parse_alternatives(chars: &[char], at: &mut usize) -> Result<Vec<Vec<Item>>, String> {
    let mut alternatives = vec![Vec::new()];
    while let Some(c) = chars.get(*at) {
        match c {
            ' ' | '\n' | '\t' => *at += 1,
            '|' => {
                *at += 1;
                alternatives.push(Vec::new());
            }
            ')' => break,
            _ => {
                let item = parse_item(chars, at)?;
                if let Some(last) = alternatives.last_mut() {
                    last.push(item);
                }
            }
        }
    }
    Ok(alternatives)
}

fn parse_item(chars: &[char], at: &mut usize) -> Result<Item, String> {
    let item = match chars[*at] {
        '(' => {
            *at += 1;
            let group = parse_alternatives(chars, at)?;
            if chars.get(*at) != Some(&')') {
                return Err("missing ) in pattern".to_owned());
            }
            *at += 1;
            Item::Group(group)
        }
        '<' => {
            let close = find(chars, *at, '>').ok_or("missing > in pattern")?;
            let inside: String = chars[*at + 1..close].iter().collect();
            *at = close + 1;
            let (name, kind) = inside.split_once(':').unwrap_or((&inside, "place"));
            Item::Slot {
                name: name.to_owned(),
                kind: kind.to_owned(),
            }
        }
        '[' => {
            let close = find(chars, *at, ']').ok_or("missing ] in pattern")?;
            let commas = match chars.get(*at + 1..close) {
                Some([]) => false,
                Some([',']) => true,
                _ => return Err("only [] and [,] are asides".to_owned()),
            };
            *at = close + 1;
            Item::Aside { commas }
        }
        '\\' => {
            // A bracket or bar meant as itself.
            let c = chars.get(*at + 1).ok_or("nothing after \\")?;
            *at += 2;
            Item::Word(c.to_string())
        }
        _ => {
            let start = *at;
            while chars
                .get(*at)
                .is_some_and(|c| !" \n\t()<>|?*+[".contains(*c))
            {
                *at += 1;
            }
            if *at == start {
                return Err(format!("unexpected {:?} in pattern", chars[start]));
            }
            let word: String = chars[start..*at].iter().collect();
            if word == "!\\" {
                // Not a bracket or bar.
                let c = chars.get(*at).ok_or("nothing after \\")?;
                *at += 1;
                Item::Not(c.to_string())
            } else if let Some(list) = word.strip_prefix('@') {
                Item::List(list.to_owned())
            } else if let Some(word) = word.strip_prefix('!') {
                Item::Not(word.to_lowercase())
            } else if let Some(n) = word.strip_prefix('~') {
                Item::PlainGap(n.parse().map_err(|_| format!("bad gap {word:?}"))?)
            } else if let Some(n) = word.strip_prefix("..") {
                Item::Gap(n.parse().map_err(|_| format!("bad gap {word:?}"))?)
            } else {
                Item::Word(word.to_lowercase())
            }
        }
    };
    let (least, most) = match chars.get(*at) {
        Some('?') => (0, 1),
        Some('*') => (0, 6),
        Some('+') => (1, 6),
        _ => return Ok(item),
    };
    *at += 1;
    Ok(Item::Repeat {
        item: Box::new(item),
        least,
        most,
    })
}

fn find(chars: &[char], from: usize, wanted: char) -> Option<usize> {
    (from..chars.len()).find(|i| chars[*i] == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lists_slots_and_groups() {
        let items = parse("<S> @be the? (capital|county seat) of <O:unit>").expect("parses");
        assert_eq!(items.len(), 6);
        assert_eq!(items[1], Item::List("be".into()));
        assert_eq!(
            items[5],
            Item::Slot {
                name: "O".into(),
                kind: "unit".into()
            }
        );
    }

    #[test]
    fn asides() {
        let items = parse("<S> [] is [,]").expect("parses");
        assert_eq!(items[1], Item::Aside { commas: false });
        assert_eq!(items[3], Item::Aside { commas: true });
        assert!(parse("[x]").is_err());
    }

    #[test]
    fn an_unbalanced_bracket_is_refused() {
        assert!(parse("(a|b").is_err());
        assert!(parse("a)").is_err());
    }
}
