//! Where a place lies: in what, how far from whom, on which water, how high, beside which units.

use super::asked::Asked;
use super::fact::{Fact, Item};
use super::{statements, waters};
use crate::brief::Evidence;
use choro_gazetteer::{Answer, Class, Held, PlaceId, SourceId};
use choro_geometry::{Bounds, Position};
use choro_map::locator;
use choro_quantity::When;

/// Units named above a place.
const ABOVE: usize = 3;
/// Larger neighbours named.
const NEIGHBOURS: usize = 3;
/// Metres within which they are looked for.
const NEIGHBOURS_M: f64 = 150_000.0;
/// Metres within which positions may have the same figures with two decimals.
const ROUNDED_M: f64 = 2_000.0;
/// Units named beside a unit.
const BORDERS: usize = 8;

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let mut facts = vec![is_a(asked)];
    facts.extend(seats(asked));
    facts.extend(capital(asked));
    facts.extend(neighbours(asked));
    facts.extend(waters::facts(asked));
    facts.extend(elevation(asked));
    facts.extend(borders(asked));
    let mut items: Vec<Item> = Item::paragraph(facts).into_iter().collect();
    items.extend(statements::setting(asked));
    items.extend(map(asked));
    items
}

/// What it is and what it lies in.
fn is_a(asked: &Asked<'_>) -> Fact {
    let (place, when) = (asked.place, asked.when());
    let gazetteer = asked.gazetteer();
    let class = match gazetteer.class_at(place.id, when) {
        Answer::Known(known) if !when.is_unstated() => known[0].0,
        _ => place.class,
    };
    let above = above(asked);
    let within = above.iter().map(|(up, _)| asked.name(*up)).collect();
    let mut from = vec![place.id];
    from.extend(above.iter().map(|(up, _)| *up));
    let stated = above
        .iter()
        .zip(from)
        .map(|((_, source), of)| asked.record(*source, of));
    let gone = gazetteer.exists_at(place.id, &When::default());
    let stand = position(asked);
    let at = stand.as_ref();
    let thing = !class.is_division() && !class.is_settlement();
    Fact::new(if thing && !above.is_empty() {
        "thing-in"
    } else {
        "is-a"
    })
    .with("name", asked.name(place.id))
    .with("lat", at.map(|at| at.lat))
    .with("lon", at.map(|at| at.lon))
    .with("decimals", at.map(|at| at.decimals))
    .with("kind", asked.kind(class))
    .with("class", asked.class(class))
    .with_list("within", within)
    .with("then", asked.wording.during(when))
    .with("gone", gone == Answer::Known(Held::Not))
    .from(asked.own_record(place.id))
    .from(stated)
    .from(stand.map(|stand| stand.evidence))
}

/// The units above a place, the nearest first, with who says so.
fn above(asked: &Asked<'_>) -> Vec<(PlaceId, SourceId)> {
    let gazetteer = asked.gazetteer();
    let mut found: Vec<(PlaceId, SourceId)> = Vec::new();
    let (known, _) = gazetteer.above_at(asked.place.id, asked.when());
    for up in known {
        let class = gazetteer.place(up.to).class;
        let level = class.level();
        let higher = found.last().is_none_or(|(before, _)| {
            level > gazetteer.place(*before).class.level()
                && gazetteer.is_part_of(*before, up.to, asked.when()) == Some(true)
        });
        if higher && (class.is_division() || class.is_settlement()) {
            found.push((up.to, up.source));
        }
    }
    found.truncate(ABOVE);
    found
}

/// Where a place stands that stands at a point: latitude, longitude, and as many decimals as its
/// source is good for.
struct Stand {
    lat: f64,
    lon: f64,
    decimals: usize,
    evidence: Evidence,
}

/// Where it stands, with more decimals where another thing has the same; none where it has all.
fn position(asked: &Asked<'_>) -> Option<Stand> {
    let (place, gazetteer) = (asked.place, asked.gazetteer());
    let point = place
        .point
        .filter(|p| p.is_valid() && at_a_point(place.class))?;
    let footprint = place.footprints.iter().find(|f| f.when.latest.is_none())?;
    let around = Bounds {
        min: point,
        max: point,
    }
    .grown(ROUNDED_M);
    let others: Vec<Position> = gazetteer
        .within_bounds(around)
        .filter(|other| *other != place.id && at_a_point(gazetteer.place(*other).class))
        .filter_map(|other| gazetteer.place(other).point)
        .collect();
    // A ten-thousandth of a degree is 11 m.
    let least = match footprint.accuracy {
        metres if metres < 100.0 => 4,
        metres if metres < 1_000.0 => 3,
        _ => 2,
    };
    let figures =
        |p: &Position, decimals: usize| format!("{:.decimals$} {:.decimals$}", p.lat, p.lon);
    let own = |decimals: &usize| {
        let same = |other: &Position| figures(other, *decimals) == figures(&point, *decimals);
        !others.iter().any(same)
    };
    Some(Stand {
        lat: point.lat,
        lon: point.lon,
        decimals: (least..=4).find(own)?,
        evidence: asked.record(footprint.source, place.id),
    })
}

/// What it is the seat of.
fn seats(asked: &Asked<'_>) -> Vec<Fact> {
    let place = asked.place;
    let mut told: Vec<PlaceId> = Vec::new();
    let mut facts = Vec::new();
    for seat in asked.holding(&place.capital_of) {
        // A unit that states another seat has this one no more.
        let own = asked.gazetteer().capital(seat.to, asked.when()) == Some(place.id);
        if own && !told.contains(&seat.to) {
            told.push(seat.to);
            facts.push(
                Fact::new("seat-of")
                    .with("name", asked.name(place.id))
                    .with("unit", asked.name(seat.to))
                    .with("province", is_province(asked, seat.to))
                    .with("past", !asked.when().is_unstated())
                    .from([asked.record(seat.source, place.id)]),
            );
        }
    }
    if let Some(seat) = asked.gazetteer().capital(place.id, asked.when()) {
        let relations = &asked.gazetteer().place(seat).capital_of;
        let stated = relations.iter().find(|r| r.to == place.id);
        if let Some(stated) = stated.filter(|_| asked.material.may_tell(seat)) {
            facts.push(
                Fact::new("seat")
                    .with("name", asked.name(place.id))
                    .with("seat", asked.name(seat))
                    .with("province", is_province(asked, place.id))
                    .with("past", !asked.when().is_unstated())
                    .from([asked.record(stated.source, seat)]),
            );
        }
    }
    facts
}

/// Whether the seat of a unit is called a capital.
fn is_province(asked: &Asked<'_>, unit: PlaceId) -> bool {
    let class = asked.gazetteer().place(unit).class;
    matches!(class, Class::Country | Class::Province)
}

/// How far the capital of the province is.
fn capital(asked: &Asked<'_>) -> Option<Fact> {
    let (unit, capital) = province_and_capital(asked)?;
    let apart = asked.apart(asked.place.id, capital)?;
    let relations = &asked.gazetteer().place(capital).capital_of;
    let stated = relations.iter().find(|r| r.to == unit)?;
    Some(
        Fact::new("capital-distance")
            .with("name", asked.name(asked.place.id))
            .with("capital", asked.name(capital))
            .with("unit", asked.name(unit))
            .with("metres", apart.metres)
            .with("wind", apart.wind)
            .from([asked.record(stated.source, capital), apart.evidence]),
    )
}

/// The first unit above that has a seat elsewhere, and that seat: of a place at a point.
fn province_and_capital(asked: &Asked<'_>) -> Option<(PlaceId, PlaceId)> {
    let place = asked.place;
    if !at_a_point(place.class) {
        return None;
    }
    let gazetteer = asked.gazetteer();
    let seat_of = |unit: PlaceId| Some((unit, gazetteer.capital(unit, asked.when())?));
    above(asked)
        .into_iter()
        .filter(|(unit, _)| gazetteer.place(*unit).class == Class::Province)
        .find_map(|(unit, _)| seat_of(unit))
        .filter(|(_, seat)| *seat != place.id && asked.material.may_tell(*seat))
}

/// Whether distances to a place are distances to its point.
pub(super) fn at_a_point(class: Class) -> bool {
    !class.is_line() && !class.is_water() && (class.is_settlement() || class.level() == 0)
}

/// Settlements nearby that are larger, or of higher rank.
fn neighbours(asked: &Asked<'_>) -> Vec<Fact> {
    let place = asked.place;
    if !place.class.is_settlement() {
        return Vec::new();
    }
    let gazetteer = asked.gazetteer();
    let size = |id| {
        let figure = gazetteer.attribute(id, "population", asked.when());
        figure.and_then(|figure| figure.number)
    };
    let own = size(place.id);
    let capital = province_and_capital(asked).map(|(_, capital)| capital);
    let outweighs = |other: PlaceId| {
        let theirs = gazetteer.place(other).class.level();
        match (size(other), own) {
            (Some(theirs), Some(own)) => theirs > own,
            _ => theirs >= place.class.level(),
        }
    };
    let Some(at) = place.point.filter(|p| p.is_valid()) else {
        return Vec::new();
    };
    let around = Bounds { min: at, max: at }.grown(NEIGHBOURS_M);
    let mut found: Vec<(f64, PlaceId)> = gazetteer
        .within_bounds(around)
        .filter(|id| *id != place.id && Some(*id) != capital)
        .filter(|id| gazetteer.place(*id).class.is_settlement())
        .filter(|id| asked.material.may_tell(*id) && outweighs(*id))
        .filter(|id| !asked.lies_in(*id, place.id) && !asked.lies_in(place.id, *id))
        .filter_map(|id| Some((asked.apart(place.id, id)?.metres, id)))
        .filter(|(metres, _)| *metres <= NEIGHBOURS_M)
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found.truncate(NEIGHBOURS);
    let fact = |(_, id): (f64, PlaceId)| distance(asked, "distance", id);
    found.into_iter().filter_map(fact).collect()
}

/// How far and where another place lies.
pub(super) fn distance(asked: &Asked<'_>, key: &'static str, other: PlaceId) -> Option<Fact> {
    let apart = asked.apart(asked.place.id, other)?;
    let class = asked.gazetteer().place(other).class;
    Some(
        Fact::new(key)
            .with("name", asked.name(asked.place.id))
            .with("other", asked.name(other))
            .with("ambiguous", is_ambiguous(asked, other))
            .with("class", asked.class(class))
            .with("kind", asked.kind(class))
            .with("metres", apart.metres)
            .with("wind", apart.wind)
            .from([apart.evidence]),
    )
}

/// Whether other places bear the name of a place too: a county that of its seat.
fn is_ambiguous(asked: &Asked<'_>, id: PlaceId) -> bool {
    let shown = crate::parts::read(&asked.name(id));
    asked.gazetteer().by_name(&shown).len() > 1
}

fn elevation(asked: &Asked<'_>) -> Option<Fact> {
    let place = asked.place;
    let figure = asked
        .gazetteer()
        .attribute(place.id, "elevation", asked.when())?;
    let metres = figure.number.filter(|_| figure.unit == "m")?;
    Some(
        Fact::new("elevation")
            .with("name", asked.name(place.id))
            .with("metres", metres)
            .with("peak", place.class == Class::Peak)
            .from([asked.record(figure.source, place.id)]),
    )
}

/// The units beside a unit.
fn borders(asked: &Asked<'_>) -> Vec<Fact> {
    let place = asked.place;
    // Outlines of other times than today's are not compared.
    if !place.class.is_division() || !asked.when().is_unstated() {
        return Vec::new();
    }
    let Some(own) = place.region() else {
        return Vec::new();
    };
    let mut facts = Vec::new();
    for neighbour in asked.gazetteer().bordering(place.id, BORDERS) {
        let other = asked.gazetteer().place(neighbour.place);
        let (Some(wind), Some(theirs)) = (neighbour.wind, other.region()) else {
            continue;
        };
        let computed = Evidence::Computation {
            formula: "shared-border",
            inputs: vec![
                super::fact::words(place.name()),
                super::fact::words(other.name()),
            ],
            result: format!("{:.0} km, {}", neighbour.metres / 1_000.0, wind.letters()),
        };
        facts.push(
            Fact::new("borders")
                .with("name", asked.name(place.id))
                .with("other", asked.name(other.id))
                .with("wind", wind.letters())
                .from([
                    asked.record(own.source, place.id),
                    asked.record(theirs.source, other.id),
                    computed,
                ]),
        );
    }
    facts
}

fn map(asked: &Asked<'_>) -> Option<Item> {
    let place = asked.place;
    let map = locator(&asked.material.ground, place, &|_| None)?;
    let footprint = place.footprints.first()?;
    Some(Item::Figure {
        id: "locator",
        svg: map.standalone(),
        size: super::sites::size(&map.svg),
        caption: Fact::new("locator-caption")
            .with("name", asked.name(place.id))
            .from([asked.record(footprint.source, place.id)]),
    })
}
