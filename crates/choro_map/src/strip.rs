//! Strip diagrams: the stations of a line or journey below each other, with kilometres and changes.

use crate::lettering::escape;
use crate::path::decimal;
use crate::style::{STRIP_STYLE, written_out};

/// A finished strip diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// One `<svg>` element for a page whose CSS has [`STRIP_STYLE`].
    pub svg: String,
}

impl Strip {
    /// The diagram as a file of its own, with its style inside.
    pub fn standalone(&self) -> String {
        let at = self.svg.find('>').map_or(0, |end| end + 1);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}<style>{}</style>{}\n",
            &self.svg[..at],
            written_out(STRIP_STYLE),
            &self.svg[at..]
        )
    }
}

/// A stretch of a strip on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripLeg {
    /// The line, and what is to be said of it: "Hambuk Line".
    pub name: String,
    /// What is said below the name: "1435 mm, not electrified". Empty where nothing is.
    pub note: String,
    /// The stations it calls at, both ends included.
    pub stops: Vec<StripStop>,
}

/// A station of a strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripStop {
    /// Its name.
    pub name: String,
    /// Its name in another script, empty where none is known.
    pub other: String,
    /// Kilometres from the start, as they are to be shown; empty where nothing is known.
    pub km: String,
    /// Where one changes to: "Paektusan Line", with the address of its page, which may be empty.
    pub changes: Vec<(String, String)>,
    /// What else is to be said: "closed 1995", "1435 → 1520 mm". Empty where nothing is.
    pub remark: String,
    /// Address of its page, empty where it has none.
    pub link: String,
    /// Whether nothing stops there any more.
    pub closed: bool,
    /// How the stretch to the next station is drawn.
    pub onward: StripRail,
}

/// How a stretch of a strip is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StripRail {
    /// In use.
    #[default]
    Used,
    /// Over water.
    Water,
    /// Out of use, or given up.
    Idle,
    /// Planned or under construction.
    Planned,
}

impl StripRail {
    fn class(self) -> &'static str {
        match self {
            Self::Used => "way",
            Self::Water => "way water",
            Self::Idle => "way idle",
            Self::Planned => "way planned",
        }
    }
}

/// Pixels from one station to the next.
const STEP: f64 = 22.0;
/// Pixels that a further line of words takes.
const LINE: f64 = 14.0;
/// Pixels the head of a leg takes.
const HEAD: f64 = 44.0;
const WIDTH: f64 = 480.0;
/// Where the line runs; kilometres stand to its left, names to its right.
const RAIL: f64 = 84.0;
const WORDS: f64 = RAIL + 16.0;

/// The diagram. `title` is what it shows, for readers who do not see it.
pub fn strip(title: &str, legs: &[StripLeg]) -> Strip {
    let mut drawn = Drawn::default();
    for (index, leg) in legs.iter().enumerate() {
        let ends = match index {
            0 => [StripEnd::Terminus, StripEnd::Terminus],
            _ => [StripEnd::Change, StripEnd::Terminus],
        };
        drawn.leg(leg, ends);
    }
    drawn.finish(title)
}

/// A line as diagrams of at most `most` stations each, for side by side or page by page: each but
/// the first begins with the station that the one before ends with.
pub fn strip_sheets(title: &str, leg: &StripLeg, most: usize) -> Vec<Strip> {
    let last = leg.stops.len().saturating_sub(1);
    let stretches = last.max(1);
    let sheets = stretches.div_ceil(most.max(2) - 1);
    let each = stretches.div_ceil(sheets);
    (0..sheets)
        .map(|sheet| {
            let (from, to) = (sheet * each, (sheet * each + each).min(last));
            let part = StripLeg {
                name: match sheet {
                    0 => leg.name.clone(),
                    _ => format!("{} from {}", leg.name, leg.stops[from].name),
                },
                note: leg.note.clone(),
                stops: leg.stops.get(from..=to).unwrap_or_default().to_vec(),
            };
            let end = |terminus: bool, cut| if terminus { StripEnd::Terminus } else { cut };
            let ends = [
                end(sheet == 0, StripEnd::Again),
                end(to == last, StripEnd::Cut),
            ];
            let mut drawn = Drawn::default();
            drawn.leg(&part, ends);
            drawn.finish(&match sheets {
                1 => title.to_owned(),
                _ => format!("{title}, part {} of {sheets}", sheet + 1),
            })
        })
        .collect()
}

/// What a leg begins or ends with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StripEnd {
    /// Where the journey or line begins or ends, or one changes.
    Terminus,
    /// Where one changes, written out at the end of the leg before.
    Change,
    /// Where the sheet ends and the line goes on.
    Cut,
    /// Where the sheet before ended.
    Again,
}

/// A strip while it is drawn: rails below, signs and words above.
#[derive(Default)]
struct Drawn {
    rails: String,
    body: String,
    y: f64,
}

impl Drawn {
    fn leg(&mut self, leg: &StripLeg, [begins, ends]: [StripEnd; 2]) {
        self.y += HEAD;
        let head = [("line", 28.0, &leg.name), ("note", 14.0, &leg.note)];
        for (class, above, words) in head.into_iter().filter(|(_, _, words)| !words.is_empty()) {
            let y = decimal(self.y - above);
            self.body.push_str(&format!(
                "<text class=\"{class}\" x=\"{WORDS}\" y=\"{y}\">{}</text>",
                escape(words)
            ));
        }
        let last = leg.stops.len().saturating_sub(1);
        let mut before: Option<(f64, StripRail)> = None;
        for (at, stop) in leg.stops.iter().enumerate() {
            if let Some((from, rail)) = before {
                self.rails.push_str(&format!(
                    "<line class=\"{}\" x1=\"{RAIL}\" y1=\"{}\" x2=\"{RAIL}\" y2=\"{}\"/>",
                    rail.class(),
                    decimal(from),
                    decimal(self.y)
                ));
            }
            before = Some((self.y, stop.onward));
            let end = match at {
                0 => Some(begins),
                at if at == last => Some(ends),
                _ => None,
            };
            let lines = self.station(stop, end);
            self.y += STEP + LINE * lines as f64;
        }
    }

    /// Draws a station; how many lines of words stand below its name.
    fn station(&mut self, stop: &StripStop, end: Option<StripEnd>) -> usize {
        let again = matches!(end, Some(StripEnd::Change | StripEnd::Again));
        let end = matches!(end, Some(StripEnd::Terminus | StripEnd::Change));
        let (class, radius) = match (stop.closed, end, stop.changes.is_empty()) {
            (true, ..) => ("stop closed", 3.5),
            (_, true, _) => ("stop end", 6.0),
            (_, _, false) => ("stop change", 5.5),
            _ => ("stop", 4.0),
        };
        let y = decimal(self.y);
        self.body.push_str(&format!(
            "<circle class=\"{class}\" cx=\"{RAIL}\" cy=\"{y}\" r=\"{}\"/>",
            decimal(radius)
        ));
        if !stop.km.is_empty() {
            self.body.push_str(&format!(
                "<text class=\"km\" x=\"{}\" y=\"{}\">{}</text>",
                RAIL - 14.0,
                decimal(self.y + 4.0),
                escape(&stop.km)
            ));
        }
        let class = if again { "note" } else { "name" };
        let mut words = linked(class, &stop.name, &stop.link);
        let mut used = width(&stop.name, 13.0);
        if !again {
            for (class, said) in [("note", &stop.other), ("remark", &stop.remark)] {
                if !said.is_empty() {
                    words.push_str(&format!(
                        " <tspan class=\"{class}\" dx=\"4\">{}</tspan>",
                        escape(said)
                    ));
                    used += 8.0 + width(said, 11.0);
                }
            }
        }
        self.text(&words, 0);
        let changes: &[(String, String)] = if again { &[] } else { &stop.changes };
        self.changes(changes, used)
    }

    /// Where one changes to: beside the name where there is room, else below it.
    fn changes(&mut self, changes: &[(String, String)], used: f64) -> usize {
        let room = WIDTH - WORDS - 4.0;
        let widths: Vec<f64> = changes.iter().map(|(name, _)| width(name, 11.0)).collect();
        let whole: f64 = widths.iter().map(|width| width + 8.0).sum::<f64>() + 16.0;
        let beside = used + whole <= room;
        let (mut row, mut x) = (usize::from(!beside), if beside { used + 10.0 } else { 0.0 });
        let mut words = String::new();
        for (at, ((name, link), width)) in changes.iter().zip(widths).enumerate() {
            if at > 0 && x + width > room {
                self.change(&words, row, if row == 0 { used + 10.0 } else { 0.0 });
                (words, x, row) = (String::new(), 0.0, row + 1);
            }
            let lead = match (at, words.is_empty()) {
                (0, _) => "⇄ ",
                (_, true) => "",
                (_, false) => ", ",
            };
            words.push_str(lead);
            words.push_str(&linked("change", name, link));
            x += width + 8.0;
        }
        if !words.is_empty() {
            self.change(&words, row, if beside { used + 10.0 } else { 0.0 });
        }
        row
    }

    fn change(&mut self, words: &str, row: usize, right: f64) {
        self.body.push_str(&format!(
            "<text class=\"change\" x=\"{}\" y=\"{}\">{words}</text>",
            decimal(WORDS + right),
            decimal(self.y + 4.5 + LINE * row as f64)
        ));
    }

    fn text(&mut self, words: &str, row: usize) {
        self.body.push_str(&format!(
            "<text x=\"{WORDS}\" y=\"{}\">{words}</text>",
            decimal(self.y + 4.5 + LINE * row as f64)
        ));
    }

    fn finish(self, title: &str) -> Strip {
        let height = decimal(self.y - STEP + 14.0);
        Strip {
            svg: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"strip\" viewBox=\"0 0 {WIDTH} {height}\" \
                 width=\"{WIDTH}\" height=\"{height}\" role=\"img\"><title>{}</title>{}{}</svg>",
                escape(title),
                self.rails,
                self.body
            ),
        }
    }
}

/// Words of a class, as a link where they lead somewhere.
fn linked(class: &str, words: &str, link: &str) -> String {
    let words = format!("<tspan class=\"{class}\">{}</tspan>", escape(words));
    if link.is_empty() {
        words
    } else {
        format!("<a href=\"{}\">{words}</a>", escape(link))
    }
}

/// How wide words are at most, by the widths of letters in the fonts of the style: pixels.
fn width(words: &str, size: f64) -> f64 {
    let wide = |c: char| if u32::from(c) >= 0x1100 { 1.0 } else { 0.58 };
    words.chars().map(wide).sum::<f64>() * size
}

#[cfg(test)]
mod tests;
