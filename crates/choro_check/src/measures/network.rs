//! "The Hambuk Line serves Hoeryong"; "a road bridge leads to Changbai".

use super::readings;
use crate::data::{QUALITIES, THRESHOLDS};
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::{distance, list};
use choro_claim::{Argument, Claim};
use choro_gazetteer::PlaceId;
use choro_name::split_generic;
use choro_network::{Crossing, Line, Service};

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
    let limits = &know.limits.network;
    let ends = match (line.stops.first(), line.stops.last()) {
        (Some(first), Some(last)) => format!(" ({}–{})", first.name, last.name),
        _ => String::new(),
    };
    match know.network.serves(line, place, know.gazetteer) {
        Service::Yes { stop } => {
            let (stop, error_m) = named_stop(line, stop);
            let words = format!("{stop} station{} is on the {}", derived(error_m), line.name);
            Ruling::supported("network", words)
        }
        Service::No {
            nearest,
            metres,
            at_least_m,
        } => {
            let (stop, error_m) = named_stop(line, nearest);
            let words = format!(
                "the nearest known station of the {}{ends} is {stop}{}, {} away",
                line.name,
                derived(error_m),
                distance(metres)
            );
            let limit = limits.far_km * 1_000.0;
            let ruling = if metres + error_m <= limits.served_km * 1_000.0 {
                Ruling::supported("network", words)
            } else if at_least_m > limit {
                // What may stand nearer by the error of its position contradicts nothing.
                Ruling::contradicted("network", Fault::LineElsewhere, words)
                    .with_threshold(distance(limit))
                    .with_margin((at_least_m - limit) / THRESHOLDS.margin.metres)
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

/// Name of a stop, and the error of its position in metres; 0 where the table states it.
fn named_stop(line: &Line, stop: usize) -> (&str, f64) {
    let stop = line.stops.get(stop);
    stop.map_or(("", 0.0), |s| (s.name.as_str(), s.error_m()))
}

/// What is added to a station whose position is derived.
fn derived(error_m: f64) -> String {
    match error_m {
        0.0 => String::new(),
        metres => format!(" (placed by its name, ± {})", distance(metres)),
    }
}

/// The lines known to call at a place.
pub(crate) fn lines_at<'k>(know: &Knowledge<'k>, place: PlaceId) -> Vec<&'k Line> {
    know.network.lines_serving(place, know.gazetteer)
}

/// Lines that a station of the place is said to offer a change to, by name; what else a table has
/// in that column ("closed") is left out.
pub(crate) fn changes_at(know: &Knowledge<'_>, place: PlaceId) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines_at(know, place) {
        if let Service::Yes { stop } = know.network.serves(line, place, know.gazetteer) {
            found.extend(
                line.stops
                    .get(stop)
                    .into_iter()
                    .flat_map(|s| s.transfers.clone())
                    .filter(|name| split_generic(name).generic.is_some()),
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
            _ if a.is_contradicted() => elsewhere(a),
            _ if b.is_contradicted() => elsewhere(b),
            (false, _) => Ruling::missing(a.explanation),
            (true, false) => Ruling::missing(b.explanation),
        }
    })
}

/// A line that passes one end by does not connect it.
fn elsewhere(mut end: Ruling) -> Ruling {
    end.fault = Some(Fault::LineConnects);
    end
}

pub(super) fn crossing(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    if know.network.crossings.is_empty() {
        return Ruling::missing("no border crossings are loaded");
    }
    match at_station(know, &claim.subject) {
        Some(places) => readings::together(places.into_iter().map(|s| crossing_at(claim, know, s))),
        None => readings::of_one(know, &claim.subject, |s| crossing_at(claim, know, s)),
    }
}

/// The places that a station stands for, where a subject is one and no place itself: those its
/// tables name, else those of its name. `None` where there are none.
fn at_station(know: &Knowledge<'_>, subject: &Argument) -> Option<Vec<PlaceId>> {
    let text = subject.text.trim();
    let parts = split_generic(text.strip_prefix("the ").unwrap_or(text));
    let is_station = parts.generic.is_some_and(|g| g.class == "station");
    if subject.place.is_some() || !is_station {
        return None;
    }
    let network = know.network;
    let stations = network.stations_named(&parts.base).into_iter();
    let stations = stations.filter_map(|id| network.stations.get(id.0 as usize));
    let mut places: Vec<PlaceId> = stations.filter_map(|station| station.place).collect();
    if places.is_empty() {
        places = know.gazetteer.by_name(&parts.base);
    }
    (!places.is_empty()).then_some(places)
}

/// Whether a crossing is listed at a place that leads where a statement says, by the way it says.
fn crossing_at(claim: &Claim, know: &Knowledge<'_>, place: PlaceId) -> Ruling {
    let object = claim.object.as_ref().and_then(|o| o.place);
    let ends = |crossing: &Crossing| [crossing.from.1, crossing.to.1].into_iter();
    let leads = |crossing: &&Crossing| {
        object.is_none_or(|object| {
            ends(crossing)
                .flatten()
                .any(|end| end == object || know.lies_in(end, object, &claim.when) == Some(true))
        })
    };
    let listed = know.network.crossings_at(place, know.gazetteer);
    let (leading, others): (Vec<&Crossing>, Vec<&Crossing>) = listed.into_iter().partition(leads);
    let Some(first) = leading.first() else {
        let open = others.iter().find(|c| ends(c).any(|end| end.is_none()));
        return Ruling::missing(match open {
            Some(open) => format!("where the {} leads is in no gazetteer", open.name),
            None => format!("no such crossing is listed at {}", know.name(place)),
        });
    };
    let fitting = leading.iter().find(|c| is_by(&c.mode, &claim.value));
    let named = |c: &Crossing| format!("{}: {}", c.name, c.mode);
    let ruling = match fitting {
        Some(crossing) => Ruling::supported("network", named(crossing)),
        None if object.is_some() => {
            let all: Vec<String> = leading.iter().map(|c| named(c)).collect();
            Ruling::contradicted("network", Fault::CrossingMode, list(&all))
                .with_measured(first.mode.clone())
                .with_threshold(claim.value.clone())
                .with_margin(1.0)
        }
        None => Ruling::missing(format!("listed is {}", named(first))),
    };
    ruling.with_evidence(vec![first.source.clone()])
}

/// Whether a crossing of the mode listed is what the words call it: "road and rail bridge" is a
/// rail bridge, "ferry" is not. Words of no mode fit all.
fn is_by(listed: &str, words: &str) -> bool {
    let modes = &QUALITIES.crossings;
    let of = |text: &str| -> Vec<&'static String> {
        let text = text.to_lowercase();
        let holds = |names: &&Vec<String>| names.iter().any(|n| text.contains(n.as_str()));
        modes
            .iter()
            .filter(|(_, names)| holds(names))
            .map(|(mode, _)| mode)
            .collect()
    };
    let (listed, claimed) = (of(listed), of(words));
    listed.is_empty() || claimed.iter().all(|mode| listed.contains(mode))
}
