//! What a synthetic site is called, where it is and what is said of it.

use super::chance::Chance;
use super::plan::settlement;
use super::{Entry, Ground, Kind, Plan};
use choro_geometry::Position;

const DRAWING: u64 = 4;

/// What stands on the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// A point.
    Point,
    /// A line to the north-east, in degrees.
    Line(f64),
    /// A square, half its side in degrees.
    Square(f64),
    /// Nothing.
    Nowhere,
}

/// A mark of time: years alone, months, days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The start, or the moment.
    pub begin: String,
    /// The end of a span.
    pub end: Option<String>,
    /// Whether it is a moment.
    pub moment: bool,
}

/// A synthetic site.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Its number.
    pub number: u32,
    /// Its province, by place in [`Ground::provinces`].
    pub province: usize,
    /// Its sort, by place in [`super::kinds`].
    pub kind: usize,
    /// Its name.
    pub name: Option<String>,
    /// Where it is; out of range where that is its fault.
    pub at: Position,
    /// What it looks like.
    pub figure: Figure,
    /// HTML.
    pub description: Option<String>,
    /// When it is.
    pub mark: Option<Mark>,
    /// Whether it is shown.
    pub visible: bool,
    /// Further attributes.
    pub data: Vec<(&'static str, String)>,
}

/// States that a name states beside it.
const STATES: [&str; 6] = [
    "abandoned",
    "demolished",
    "under construction",
    "destroyed",
    "closed",
    "built",
];

const REMARKS: [&str; 8] = [
    "a perimeter wall with two gates can be made out",
    "the road from the south was widened",
    "three buildings with grey roofs stand around a yard",
    "vehicles are parked in rows on most images",
    "the slope above was terraced",
    "one roof was new, another missing",
    "there is a pond on the west side",
    "trees hide most of it in summer",
];

/// Draws a site of a list, faults and all.
pub(super) fn draw(ground: &Ground, kinds: &[Kind], plan: &Plan, entry: Entry) -> Drawn {
    let fault = plan.faults.get(&entry.number);
    let double = plan.doubles.get(&entry.number);
    let mut site = faultless(
        ground,
        kinds,
        plan,
        Entry {
            number: *double.unwrap_or(&entry.number),
            ..entry
        },
    );
    site.number = entry.number;
    if let Some(fault) = fault {
        fault.plant(&mut site, ground, plan.seed);
    }
    site
}

fn faultless(ground: &Ground, kinds: &[Kind], plan: &Plan, entry: Entry) -> Drawn {
    let mut chance = Chance::new(plan.seed, DRAWING, u64::from(entry.number));
    let place = settlement(ground, plan.seed, entry.number);
    let kind = &kinds[usize::from(entry.kind)];
    let mut at = ground.near(place, &mut chance);
    if (entry.province, entry.kind) == plan.snapped {
        let minutes = |degrees: f64| (degrees * 60.0).round() / 60.0;
        at = Position::new(minutes(at.lon), minutes(at.lat));
    }
    let figure = match chance.below(50) {
        0 => Figure::Line(0.001 + 0.01 * chance.unit()),
        1 => Figure::Square(0.0003 + 0.002 * chance.unit()),
        _ => Figure::Point,
    };
    let mark = chance.happens(0.3).then(|| mark(&mut chance));
    let mut data = Vec::new();
    if chance.happens(0.25) {
        data.push(("source", format!("imagery {}", year(&mut chance))));
        data.push(("confidence", (1 + chance.below(5)).to_string()));
    }
    Drawn {
        number: entry.number,
        province: usize::from(entry.province),
        kind: usize::from(entry.kind),
        name: Some(name(&place.name, kind.noun, &mut chance)),
        at,
        figure,
        description: description(&place.name, kind.noun, &mut chance),
        mark,
        visible: !chance.happens(0.2),
        data,
    }
}

/// A year that imagery may be of.
pub(super) fn year(chance: &mut Chance) -> usize {
    2000 + chance.below(25)
}

fn name(place: &str, noun: &str, chance: &mut Chance) -> String {
    match chance.below(100) {
        0..45 => format!("{place} {noun}"),
        45..65 => format!("{place} {noun} #{}", 1 + chance.below(9)),
        65..80 => noun.to_owned(),
        80..90 => format!("{noun} ({place})"),
        90..95 => format!("{place} {noun} ({})", chance.pick(&STATES[..3])),
        _ => {
            let state = *chance.pick(&STATES[3..]);
            format!("{place} {noun} ({state} {})", year(chance))
        }
    }
}

fn description(place: &str, noun: &str, chance: &mut Chance) -> Option<String> {
    let sentences = chance.below(7);
    if sentences == 0 {
        return None;
    }
    let mut html = format!("<b>{noun}</b> near {place}.");
    for _ in 1..sentences {
        let (year, remark) = (year(chance), *chance.pick(&REMARKS));
        html.push_str(&format!("<br/>Seen on imagery of {year}: {remark}."));
    }
    if chance.happens(0.3) {
        let number = chance.below(1_000_000);
        html.push_str(&format!(
            "<br/><a href=\"https://example.org/report/{number}\">Report &amp; images</a>"
        ));
    }
    if chance.happens(0.05) {
        html.push_str("<br/><img src=\"files/division0.png\" width=\"64\"/>");
    }
    Some(html)
}

fn mark(chance: &mut Chance) -> Mark {
    let begin = year(chance);
    let text = match chance.below(10) {
        0..6 => begin.to_string(),
        6..9 => format!("{begin}-{:02}", 1 + chance.below(12)),
        _ => format!(
            "{begin}-{:02}-{:02}",
            1 + chance.below(12),
            1 + chance.below(28)
        ),
    };
    let moment = chance.happens(0.2);
    let ended = !moment && chance.happens(0.25);
    Mark {
        begin: text,
        end: ended.then(|| (begin + 1 + chance.below(5)).to_string()),
        moment,
    }
}
