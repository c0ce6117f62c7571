//! Figures in the groupings of other customs: "1 465,1" with spaces of any width, "1'465".

use super::figures::read_figures;
use crate::lexicon::Flags;
use crate::reader::Reader;

/// The value of figures grouped by thin spaces or apostrophes, the token after them, and whether
/// they could be read otherwise.
///
/// A thin or fixed space groups by itself; a plain one only in front of a unit (`unit_at`), and
/// leaves doubt: "5 300 m" may be five of 300 m each.
pub(super) fn grouped_at(
    reader: &Reader<'_>,
    i: usize,
    unit_at: impl Fn(usize) -> bool,
) -> Option<(f64, usize, bool)> {
    let head = reader.word(i);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !(1..=3).contains(&head.len()) || !digits(head) || head.starts_with('0') {
        return None;
    }
    let mark = group_mark(reader, i)?;
    let mut whole = head.to_owned();
    let mut end = i + 1;
    let mut part = "";
    while part.is_empty()
        && reader.is_number(end + mark.tokens())
        && group_mark(reader, end - 1) == Some(mark)
    {
        let group = reader.word(end + mark.tokens());
        let (three, rest) = group.split_at_checked(3)?;
        if !digits(three) {
            break;
        }
        if !rest.is_empty() {
            part = rest
                .strip_prefix([',', '.'])
                .filter(|p| !p.is_empty() && digits(p))?;
        }
        whole.push_str(three);
        end += 1 + mark.tokens();
        if whole.len() > 15 {
            return None;
        }
    }
    if end == i + 1 || (mark == Mark::Space && (follows_name(reader, i) || !unit_at(end))) {
        return None;
    }
    let text = if part.is_empty() {
        whole
    } else {
        format!("{whole}.{part}")
    };
    let (value, _) = read_figures(&text)?;
    Some((value, end, mark == Mark::Space))
}

/// "Building 5 300 m north": the first figure may belong to the name before it.
fn follows_name(reader: &Reader<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|b| {
        reader.starts_upper(b) && (reader.has(b, Flags::LABEL) || !reader.starts_sentence(b))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A thin, narrow or no-break space.
    Thin,
    /// A plain space.
    Space,
    Apostrophe,
}

impl Mark {
    /// Tokens it takes.
    fn tokens(self) -> usize {
        usize::from(self == Self::Apostrophe)
    }
}

/// What parts the token from the group after it.
fn group_mark(reader: &Reader<'_>, i: usize) -> Option<Mark> {
    if matches!(reader.word(i + 1), "'" | "’") {
        return (reader.joined(i) && reader.joined(i + 1)).then_some(Mark::Apostrophe);
    }
    let gap = reader
        .text()
        .get(reader.span(i).end..reader.span(i + 1).start)?;
    match gap {
        " " => Some(Mark::Space),
        "\u{2009}" | "\u{202f}" | "\u{a0}" | "\u{2007}" | "\u{2008}" | "\u{200a}" => {
            Some(Mark::Thin)
        }
        _ => None,
    }
}
