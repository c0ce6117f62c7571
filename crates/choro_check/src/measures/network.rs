//! "The Hambuk Line serves Hoeryong"; "a road bridge leads to Changbai".

use super::readings;
use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::{Argument, Claim};
use choro_gazetteer::PlaceId;
use choro_network::{Line, Service};

/// The name a line goes by in a claim's argument: as written, else as resolved.
fn line_of<'k>(know: &Knowledge<'k>, argument: &Argument) -> Option<&'k Line> {
    let text = argument.text.trim();
    let bare = text
        .strip_prefix("the ")
        .or_else(|| text.strip_prefix("The "));
    know.network
        .line_by_name(bare.unwrap_or(text))
        .or_else(|| know.network.line_of_place(argument.place?, know.gazetteer))
}

pub(super) fn serves(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some(object) = &claim.object else {
        return Ruling::undetermined("vague", "the statement names no line");
    };
    let Some(line) = line_of(know, object) else {
        return Ruling::missing(format!("no line known as “{}”", object.text.trim()));
    };
    readings::of_one(know, &claim.subject, |s| on_line(know, s, line))
}

/// Whether a line calls at a place; where not, how far away its nearest known station is.
fn on_line(know: &Knowledge<'_>, place: PlaceId, line: &Line) -> Ruling {
    let evidence = vec![line.source.clone()];
    let limits = &THRESHOLDS.network;
    let ends = match (line.stops.first(), line.stops.last()) {
        (Some(first), Some(last)) => format!(" ({}–{})", first.name, last.name),
        _ => String::new(),
    };
    match know.network.serves(line, place, know.gazetteer) {
        Service::Yes { stop } => {
            let stop = line.stops.get(stop).map_or("", |s| s.name.as_str());
            let words = format!("{stop} station is on the {}", line.name);
            Ruling::supported("network", words)
        }
        Service::No { nearest, metres } => {
            let stop = line.stops.get(nearest).map_or("", |s| s.name.as_str());
            let words = format!(
                "the nearest known station of the {}{ends} is {stop}, {} away",
                line.name,
                distance(metres)
            );
            let limit = limits.far_km * 1_000.0;
            let ruling = if metres <= limits.served_km * 1_000.0 {
                Ruling::supported("network", words)
            } else if metres > limit {
                Ruling::contradicted("network", Fault::LineElsewhere, words)
                    .with_threshold(distance(limit))
                    .with_margin((metres - limit) / THRESHOLDS.margin.metres)
            } else {
                Ruling::undetermined("too-close", words)
            };
            ruling.with_measured(distance(metres))
        }
        Service::Unknown => Ruling::missing(format!(
            "where the stations of the {}{ends} are is not known well enough",
            line.name
        )),
    }
    .with_evidence(evidence)
}

/// The lines known to call at a place.
pub(crate) fn lines_at<'k>(know: &Knowledge<'k>, place: PlaceId) -> Vec<&'k Line> {
    know.network.lines_serving(place, know.gazetteer)
}

/// Lines that a station of the place is said to offer a change to, by name.
pub(crate) fn changes_at(know: &Knowledge<'_>, place: PlaceId) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines_at(know, place) {
        if let Service::Yes { stop } = know.network.serves(line, place, know.gazetteer) {
            found.extend(
                line.stops
                    .get(stop)
                    .into_iter()
                    .flat_map(|s| s.transfers.clone()),
            );
        }
    }
    found
}

/// The line that an argument names.
pub(crate) fn named_line<'k>(know: &Knowledge<'k>, argument: &Argument) -> Option<&'k Line> {
    line_of(know, argument)
}

pub(super) fn connects(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let said = Argument {
        text: claim.qualifier("line").to_owned(),
        ..Argument::default()
    };
    let Some(line) = line_of(know, &said) else {
        return Ruling::missing(format!("no line known as “{}”", said.text));
    };
    readings::of_two(know, &claim.subject, claim.object.as_ref(), |s, o| {
        let (a, b) = (on_line(know, s, line), on_line(know, o, line));
        match (a.is_supported(), b.is_supported()) {
            (true, true) => Ruling::supported("network", format!("both are on the {}", line.name))
                .with_evidence(vec![line.source.clone()]),
            (false, _) => Ruling::missing(a.explanation),
            (true, false) => Ruling::missing(b.explanation),
        }
    })
}

pub(super) fn crossing(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    if know.network.crossings.is_empty() {
        return Ruling::missing("no border crossings are loaded");
    }
    let object = claim.object.as_ref().and_then(|o| o.place);
    readings::of_one(know, &claim.subject, |s| {
        for crossing in know.network.crossings_at(s, know.gazetteer) {
            let ends = [crossing.from.1, crossing.to.1];
            let leads = object.is_none_or(|object| {
                ends.into_iter().flatten().any(|end| {
                    end == object || know.lies_in(end, object, &claim.when) == Some(true)
                })
            });
            if leads {
                let words = format!("{}: {}", crossing.name, crossing.mode);
                return Ruling::supported("network", words)
                    .with_evidence(vec![crossing.source.clone()]);
            }
        }
        Ruling::missing(format!("no such crossing is listed at {}", know.name(s)))
    })
}
