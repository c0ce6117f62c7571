//! Which lines of a plain text go on in the next one.
//!
//! A text is either written one paragraph to a line, or cut to a width by an editor, a mail
//! program or a PDF extractor; and extractors may put a blank line after every cut. Which of
//! these it is shows in all its lines together: in a cut text many lines of much the same width
//! end inside a sentence and the next begins with a small letter.

use super::line::{Line, Lines, ends_sentence, is_address, is_page_number};
use crate::format::MOST_BLOCKS;
use crate::lexicon::LEXICON;
use crate::sheet::is_labelled;
use choro_text::Span;

/// How a text is cut into lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Whether it is cut to a width at all.
    pub(crate) wrapped: bool,
    /// The width to which it is cut, in characters: the 90th percentile of its lines.
    pub(crate) width: usize,
    /// Its widest line; proportional type lets lines differ in characters.
    pub(crate) widest: usize,
    /// Blank lines between two lines of one paragraph: 0, or 1 in extracted text.
    pub(crate) gap: u32,
}

/// Widths above this are counted as this; no printed page is wider.
const WIDEST: usize = 400;

/// Below this width lines are items or verse, not cut prose.
const NARROWEST: usize = 30;

/// Part of the lines that must break inside a sentence for the text to count as cut, in percent.
/// Cut prose shows 50 to 80, one-paragraph lines under 5.
const BROKEN_SHARE: usize = 20;

/// In scripts without capitals a break inside a sentence cannot be seen on the next line; there
/// this share of lines must come close to the full width, in percent.
const FULL_SHARE: usize = 60;

impl Shape {
    /// Measures a text.
    pub(crate) fn of(text: &str, from: usize) -> Self {
        let mut widths = vec![0_usize; WIDEST + 1];
        let (mut lines, mut broken, mut apart, mut caseless, mut open) = (0, 0, 0, 0, 0);
        let mut last: Option<Line<'_>> = None;
        for line in Lines::new(text, from) {
            lines += 1;
            widths[line.width.min(WIDEST)] += 1;
            if let Some(last) = last
                && last.width >= NARROWEST
                && !ends_sentence(last.text)
                && !is_address(last.text)
            {
                open += 1;
                caseless += usize::from(line.opens_caseless() && line.bullet().is_none());
                if line.opens_low() && line.blanks <= 1 {
                    broken += 1;
                    apart += usize::from(line.blanks == 1);
                }
            }
            last = Some(line);
        }
        let percentile = |percent: usize| {
            let mut seen = 0;
            widths.iter().position(|n| {
                seen += n;
                seen * 100 >= lines * percent && seen > 0
            })
        };
        let width = percentile(90).unwrap_or(0);
        let widest = percentile(100).unwrap_or(0);
        let full: usize = widths.iter().skip(width * 85 / 100).sum();
        let fits = (NARROWEST..WIDEST).contains(&width) && lines >= 3;
        let by_case = broken >= 2 && broken * 100 >= lines * BROKEN_SHARE;
        let by_width =
            caseless * 2 >= lines && open * 2 >= lines && full * 100 >= lines * FULL_SHARE;
        let gap = u32::from(apart * 2 > broken);
        Self {
            wrapped: fits && (by_case || by_width),
            width,
            widest,
            gap,
        }
    }

    /// How `next` follows `line`.
    pub(crate) fn follows(self, line: &Line<'_>, next: &Line<'_>) -> Join {
        if next.bullet().is_some() || is_address(next.text) || is_address(line.text) {
            return Join::Apart;
        }
        if is_labelled(line.text) && is_labelled(next.text) {
            return Join::Apart;
        }
        let low = next.opens_low();
        let open = !ends_sentence(line.text);
        let close = next.blanks <= if self.wrapped { self.gap } else { 0 };
        if close && let Some(join) = hyphen(line.text, next.text) {
            return join;
        }
        let joined = if self.wrapped {
            self.joins_wrapped(line, next, low, open)
        } else {
            // Not a cut text: only a sentence that plainly goes on is joined.
            let unfinished =
                line.text.ends_with(',') || line.text.split_whitespace().nth(3).is_some();
            low && open && unfinished && (next.blanks == 0 || next.blanks <= 2 && line.width >= 60)
        };
        if !joined {
            Join::Apart
        } else if ideographic(line.text.chars().next_back())
            && ideographic(next.text.chars().next())
        {
            Join::Close
        } else {
            Join::Space
        }
    }

    fn joins_wrapped(self, line: &Line<'_>, next: &Line<'_>, low: bool, open: bool) -> bool {
        // What the line would have been, had the next word stood on it.
        let filled = line.width + 1 + next.first_word();
        if next.blanks > self.gap {
            // A page break inside a sentence leaves more blank lines than a cut.
            return low && open && filled * 10 >= self.width * 9;
        }
        if open {
            return low || line.text.ends_with(',') || filled * 100 > self.width * 85;
        }
        // A sentence ends here. The paragraph goes on if the next word had no room.
        if self.gap > 0 {
            filled * 100 > self.widest * 97
        } else {
            filled * 100 > self.width * 85
        }
    }
}

/// How two lines belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// They do not.
    Apart,
    /// With a space for the break.
    Space,
    /// With nothing for the break: the script has no spaces, or a hyphen stands there that
    /// belongs to the word (`north-` `eastern`, `1616-` `1622`).
    Close,
    /// With nothing for the break and without the hyphen that cut a word (`com-` `pleted`).
    Mended,
}

/// How a line that ends in a hyphen joins the next. The hyphen cut a word when small letters
/// stand on both sides; it belongs to the word after a compass point or another free prefix, in
/// a word that has a second hyphen, before a capital (`anti-` `Japanese`) and between digits.
fn hyphen(text: &str, next: &str) -> Option<Join> {
    let stem = text.strip_suffix(['-', '‐', '\u{AD}'])?;
    let word = stem.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let next = next.chars().next()?;
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        return next.is_ascii_digit().then_some(Join::Close);
    }
    if word.chars().count() < 2 || !word.ends_with(char::is_alphabetic) || !next.is_alphabetic() {
        return None;
    }
    let free = word.contains(['-', '‐', '/']) || LEXICON.is_free_prefix(&word.to_lowercase());
    let cut = next.is_lowercase() && word.ends_with(char::is_lowercase) && !free;
    Some(if cut { Join::Mended } else { Join::Close })
}

fn ideographic(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{3001}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}'))
}

/// Lines that belong together, as spans of the decoded text.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// The pieces to copy, in order, with how each joins the one before.
    pub(crate) pieces: Vec<(Span, Join)>,
    /// Blank lines before it.
    pub(crate) blanks: u32,
    /// Whether it opened with a list mark.
    pub(crate) bullet: bool,
    /// Whether its tabs part cells.
    pub(crate) row: bool,
}

/// Groups the lines of `text` from byte `from` on.
///
/// Addresses and page numbers that stand inside a sentence, as page footers do, do not end it:
/// the sentence is held open and goes on below them. After [`MOST_BLOCKS`] units, gives the byte
/// at which the next would start, and stops.
pub(crate) fn units(text: &str, from: usize, shape: Shape) -> (Vec<Unit>, Option<usize>) {
    let mut units: Vec<Unit> = Vec::new();
    // The unit that may go on, and its last line.
    let mut held: Option<(usize, Line<'_>)> = None;
    let mut lines = Lines::new(text, from).peekable();
    let mut tabs_before = 0;
    while let Some(line) = lines.next() {
        let tabs = if line.bullet().is_none() {
            line.tabs()
        } else {
            0
        };
        let row = tabs > 0
            && (tabs == tabs_before || lines.peek().is_some_and(|next| next.tabs() == tabs));
        tabs_before = tabs;
        let aside = is_address(line.text) || is_page_number(line.text);
        if !row
            && !aside
            && let Some((index, last)) = held
        {
            let interrupted = index + 1 < units.len();
            let join = if !interrupted {
                shape.follows(&last, &line)
            } else if shape.wrapped && line.opens_low() && !ends_sentence(last.text) {
                Join::Space
            } else {
                Join::Apart
            };
            if join != Join::Apart {
                extend(&mut units[index], &last, &line, join, interrupted);
                held = Some((index, line));
                continue;
            }
        }
        if units.len() >= MOST_BLOCKS {
            return (units, Some(line.start));
        }
        let bullet = line.bullet();
        let start = line.start + bullet.unwrap_or(0);
        let piece = Span::new(start, line.span().end);
        units.push(Unit {
            pieces: vec![(piece, Join::Apart)],
            blanks: line.blanks,
            bullet: bullet.is_some(),
            row,
        });
        if !aside {
            held = (!row).then_some((units.len() - 1, line));
        }
    }
    (units, None)
}

/// Adds a line to a unit.
fn extend(unit: &mut Unit, last: &Line<'_>, line: &Line<'_>, join: Join, interrupted: bool) {
    let Some(piece) = unit.pieces.last_mut() else {
        return;
    };
    if join == Join::Space && !interrupted {
        // The piece grows over the break, which the composer squeezes to one space.
        piece.0.end = line.span().end;
        return;
    }
    if join == Join::Mended {
        let hyphen = last.text.chars().next_back().map_or(0, char::len_utf8);
        piece.0.end -= hyphen;
    }
    unit.pieces.push((line.span(), join));
}
