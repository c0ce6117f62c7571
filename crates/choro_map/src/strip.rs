//! Strip diagrams: the stations of a line or journey below each other, with kilometres and changes.

use crate::lettering::escape;
use crate::path::decimal;

/// A stretch of a strip on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StripLeg {
    /// The line, and what is to be said of it: "Hambuk Line".
    pub name: String,
    /// What is said below the name: "1435 mm, not electrified". Empty where nothing is.
    pub note: String,
    /// Whether it is drawn broken: a ferry, a stretch out of use.
    pub broken: bool,
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
    /// Kilometres from the start; `None` where unknown.
    pub km: Option<f64>,
    /// Where one changes to: "Paektusan Line". Empty where one does not.
    pub changes: Vec<String>,
    /// Address of its page, empty where it has none.
    pub link: String,
}

/// Pixels from one station to the next.
const STEP: f64 = 22.0;
/// Pixels a line's name takes.
const HEAD: f64 = 40.0;
const WIDTH: f64 = 520.0;
/// Where the line runs; kilometres stand to its left, names to its right.
const RAIL: f64 = 92.0;

const CSS: &str = "text{font:13px system-ui,sans-serif;fill:#1d2433}.km{text-anchor:end;fill:#5b6475;\
font-size:11px}.line{font-weight:600}.note{fill:#5b6475;font-size:11px}.change{fill:#8a3b12;\
font-size:11px}.rail{stroke:#2b5c8a;stroke-width:5;stroke-linecap:round}.broken{stroke-dasharray:2 9}\
.stop{fill:#fff;stroke:#2b5c8a;stroke-width:2.5}.end{fill:#2b5c8a}";

/// The diagram as an SVG document that stands alone. `title` is what it shows, for readers who do
/// not see it.
pub fn strip(title: &str, legs: &[StripLeg]) -> String {
    let mut body = String::new();
    let mut y = 18.0;
    for (index, leg) in legs.iter().enumerate() {
        y += HEAD;
        body.push_str(&format!(
            "<text class=\"line\" x=\"{}\" y=\"{}\">{}</text>",
            RAIL + 16.0,
            decimal(y - 24.0),
            escape(&leg.name)
        ));
        if !leg.note.is_empty() {
            body.push_str(&format!(
                "<text class=\"note\" x=\"{}\" y=\"{}\">{}</text>",
                RAIL + 16.0,
                decimal(y - 10.0),
                escape(&leg.note)
            ));
        }
        let foot = y + STEP * leg.stops.len().saturating_sub(1) as f64;
        let broken = if leg.broken { " broken" } else { "" };
        body.push_str(&format!(
            "<line class=\"rail{broken}\" x1=\"{RAIL}\" y1=\"{}\" x2=\"{RAIL}\" y2=\"{}\"/>",
            decimal(y),
            decimal(foot)
        ));
        let ends = [0, leg.stops.len().saturating_sub(1)];
        for (at, stop) in leg.stops.iter().enumerate() {
            // The station where one changes is written once, at the end of the leg before.
            let again = index > 0 && at == 0;
            body.push_str(&station(stop, y, ends.contains(&at), again));
            y += STEP;
        }
    }
    let height = decimal(y + 8.0);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"strip\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\" role=\"img\"><title>{}</title><style>{CSS}</style>\
         {body}</svg>\n",
        escape(title)
    )
}

fn station(stop: &StripStop, y: f64, end: bool, again: bool) -> String {
    let class = if end { "stop end" } else { "stop" };
    let mut out = format!(
        "<circle class=\"{class}\" cx=\"{RAIL}\" cy=\"{}\" r=\"{}\"/>",
        decimal(y),
        if end { 6 } else { 4 }
    );
    let baseline = decimal(y + 4.5);
    if let Some(km) = stop.km {
        out.push_str(&format!(
            "<text class=\"km\" x=\"{}\" y=\"{baseline}\">{km:.1}</text>",
            RAIL - 14.0
        ));
    }
    let mut words = escape(&stop.name);
    if !stop.other.is_empty() {
        words.push_str(&format!(
            "  <tspan class=\"note\">{}</tspan>",
            escape(&stop.other)
        ));
    }
    if !stop.changes.is_empty() {
        let changes = escape(&stop.changes.join(", "));
        words.push_str(&format!("  <tspan class=\"change\">⇄ {changes}</tspan>"));
    }
    if again {
        words = format!("<tspan class=\"note\">{}</tspan>", escape(&stop.name));
    }
    let text = format!(
        "<text x=\"{}\" y=\"{baseline}\">{words}</text>",
        RAIL + 16.0
    );
    if stop.link.is_empty() {
        out.push_str(&text);
    } else {
        out.push_str(&format!("<a href=\"{}\">{text}</a>", escape(&stop.link)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leg(name: &str, stops: &[(&str, Option<f64>)]) -> StripLeg {
        StripLeg {
            name: name.to_owned(),
            stops: stops
                .iter()
                .map(|(name, km)| StripStop {
                    name: (*name).to_owned(),
                    km: *km,
                    ..StripStop::default()
                })
                .collect(),
            ..StripLeg::default()
        }
    }

    #[test]
    fn stations_stand_below_each_other_with_their_kilometres() {
        let legs = [
            leg("A Line", &[("One", Some(0.0)), ("Two", Some(12.34))]),
            leg("B Line", &[("Two", Some(12.34)), ("Three", None)]),
        ];
        let svg = strip("A journey", &legs);
        assert!(svg.contains("<title>A journey</title>"));
        assert!(svg.contains(">12.3</text>"));
        assert_eq!(svg.matches("<circle").count(), 4);
        let at = |name: &str| svg.find(name).expect(name);
        assert!(at("A Line") < at("Two") && at("Two") < at("B Line") && at("B Line") < at("Three"));
    }

    #[test]
    fn what_tables_say_cannot_become_markup() {
        let svg = strip("<x>", &[leg("<script>", &[("a\"<b>", None)])]);
        assert!(!svg.contains("<script>") && !svg.contains("<b>") && !svg.contains("<x>"));
    }
}
