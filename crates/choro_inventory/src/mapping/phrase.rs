//! The words of a folder's or a site's name that say what it is.

use std::collections::{BTreeMap, HashMap};

use choro_name::fold;

/// Marks behind which a name says of which or where.
const MARKS: [&str; 8] = ["(", "[", ",", ";", " - ", " – ", " — ", ": "];
/// Numbers and letters at the end of a name that tell like things apart: "Battery No. 2 B".
const MOST_MARKERS: usize = 3;
/// Words of a phrase.
const MOST_WORDS: usize = 6;

/// How names are cut to their heads.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    /// Words at which a name is cut.
    pub(super) cuts: Vec<String>,
    /// Words that say nothing of a type, in normal form.
    pub(super) tails: Vec<String>,
    /// Words that alone mean a type only behind one other word.
    pub(super) vague: Vec<String>,
}

/// A phrase as phrases are compared: folded, each word in the singular.
pub(super) fn normal(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        singular_onto(word, &mut out);
    }
    out
}

/// The singular by the rules of spelling; the same is done to phrase and name, so that an
/// irregular word only has to come out the same.
fn singular_onto(word: &str, out: &mut String) {
    let cut = |by: usize| &word[..word.len() - by];
    if !word.is_ascii() || word.len() < 3 {
        out.push_str(word);
    } else if word.ends_with("ies") && word.len() > 4 {
        out.push_str(cut(3));
        out.push('y');
    } else if ["sses", "shes", "ches", "xes"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        out.push_str(cut(2));
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        out.push_str(cut(1));
    } else {
        out.push_str(word);
    }
}

/// The part of a name before brackets, commas and dashes; the whole where nothing is before them.
fn before_marks(name: &str) -> &str {
    let cut = MARKS.iter().filter_map(|mark| name.find(mark)).min();
    match cut {
        Some(at) if !name[..at].trim().is_empty() => &name[..at],
        _ => name,
    }
}

impl Heads {
    /// The type that a name's head means. Of parts joined by "and" all must mean one, and the
    /// type is what is common to them. With `wary`, for names of sites, vague words count behind
    /// one other word alone.
    pub(super) fn kind(
        &self,
        name: &str,
        words: &HashMap<String, String>,
        endings: &BTreeMap<String, String>,
        wary: bool,
    ) -> Option<String> {
        let name = before_marks(name);
        let whole = normal(name);
        if let Some(kind) = words.get(&whole) {
            return Some(kind.clone());
        }
        let mut common: Option<String> = None;
        for part in name
            .split(['/', '&', '+'])
            .flat_map(|part| part.split(" and "))
        {
            let kind = self.of_part(part, words, endings, wary)?;
            common = Some(match common {
                None => kind,
                Some(before) => shared(&before, &kind)?,
            });
        }
        common
    }

    /// A phrase in normal form without the words at its end that say nothing of a type.
    pub(super) fn bare<'p>(&self, phrase: &'p str) -> &'p str {
        let mut bare = phrase;
        while let Some((rest, last)) = bare.rsplit_once(' ') {
            if !self.tails.iter().any(|tail| tail == last) {
                break;
            }
            bare = rest;
        }
        bare
    }

    fn of_part(
        &self,
        part: &str,
        words: &HashMap<String, String>,
        endings: &BTreeMap<String, String>,
        wary: bool,
    ) -> Option<String> {
        if let Some(kind) = by_ending(part, endings) {
            return Some(kind.to_owned());
        }
        let text = normal(part);
        let tokens: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let cut = (1..tokens.len()).find(|at| self.cuts.iter().any(|cut| cut == tokens[*at]));
        if let Some(at) = cut
            && let Some(kind) = spanning(&tokens, at, words)
        {
            return Some(kind.to_owned());
        }
        let mut head = &tokens[..cut.unwrap_or(tokens.len())];
        let mut markers = 0;
        loop {
            let (last, rest) = head.split_last()?;
            if let Some((length, kind)) = at_end(head, words) {
                let vague = wary && length == 1 && self.vague.iter().any(|word| word == last);
                return (!vague || rest.len() == 1).then(|| kind.to_owned());
            }
            let tail = self.tails.iter().any(|tail| tail == last);
            if !tail {
                markers += 1;
                if markers > MOST_MARKERS || !is_marker(last) {
                    return None;
                }
            }
            head = rest;
        }
    }
}

/// The longest phrase at the end, with its words.
fn at_end<'w>(tokens: &[&str], words: &'w HashMap<String, String>) -> Option<(usize, &'w str)> {
    let most = tokens.len().min(MOST_WORDS);
    (1..=most).rev().find_map(|n| {
        let phrase = tokens[tokens.len() - n..].join(" ");
        Some((n, words.get(&phrase)?.as_str()))
    })
}

/// The longest phrase with something on both sides of a word: "house of culture".
fn spanning<'w>(tokens: &[&str], at: usize, words: &'w HashMap<String, String>) -> Option<&'w str> {
    let mut best: Option<(usize, &str)> = None;
    for start in at.saturating_sub(MOST_WORDS)..at {
        for end in at + 2..=tokens.len().min(start + MOST_WORDS) {
            if best.is_none_or(|(length, _)| end - start > length)
                && let Some(kind) = words.get(&tokens[start..end].join(" "))
            {
                best = Some((end - start, kind));
            }
        }
    }
    best.map(|(_, kind)| kind)
}

/// The type of the longest known ending of a name in Hangul.
fn by_ending<'e>(name: &str, endings: &'e BTreeMap<String, String>) -> Option<&'e str> {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    if !name.ends_with(|c: char| ('가'..='힣').contains(&c)) {
        return None;
    }
    let word = name.rsplit(char::is_whitespace).next()?;
    let starts = word.char_indices().map(|(at, _)| at);
    starts
        .filter_map(|at| endings.get(&word[at..]))
        .map(String::as_str)
        .next()
}

fn is_marker(word: &str) -> bool {
    let number = word
        .trim_start_matches('#')
        .bytes()
        .all(|b| b.is_ascii_digit());
    let numeral = word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    number || numeral || word.chars().count() == 1 || matches!(word, "no" | "nr" | "number")
}

/// The type above both; `None` where they have none in common.
fn shared(a: &str, b: &str) -> Option<String> {
    let parts: Vec<&str> = a
        .split('/')
        .zip(b.split('/'))
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a)
        .collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}
