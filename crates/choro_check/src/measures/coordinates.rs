//! "Graz (47.07° N, 15.44° E)".

use super::readings;
use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use crate::ruling::{Fault, Ruling};
use crate::wording::distance;
use choro_claim::Claim;
use choro_gazetteer::PlaceId;
use choro_geometry::{Position, coordinate_radius_m, distance_m};

pub(super) fn measure(claim: &Claim, know: &Knowledge<'_>) -> Ruling {
    let Some((stated, decimals)) = stated(&claim.value) else {
        return Ruling::undetermined("vague", "the coordinates cannot be read");
    };
    let written = coordinate_radius_m(decimals, stated.lat);
    readings::of_one(know, &claim.subject, |s| {
        judge(know, s, stated, decimals, written)
    })
}

/// The position of `41.670,129.670`, with its decimals.
pub(crate) fn stated(value: &str) -> Option<(Position, u32)> {
    let (lat, lon) = value.split_once(',')?;
    let decimals = lat
        .split_once('.')
        .map_or(0, |(_, d)| d.trim().len() as u32);
    let position = Position::new(lon.trim().parse().ok()?, lat.trim().parse().ok()?);
    (position.lat.is_finite() && position.lon.is_finite()).then_some((position, decimals))
}

fn judge(
    know: &Knowledge<'_>,
    place: PlaceId,
    stated: Position,
    decimals: u32,
    written_m: f64,
) -> Ruling {
    let name = know.name(place);
    let Some(known) = know.point(place) else {
        return Ruling::missing(know.words(|| format!("no position known for {name}")));
    };
    let evidence = know.references(&[place]);
    let slack = know.radius_m(place) + written_m;
    let limits = &know.limits.coordinates;
    let inside = |p: Position| {
        p.is_valid()
            && (distance_m(p, known) <= slack + limits.near_km * 1_000.0
                || know.region(place).is_some_and(|r| r.contains(p)))
    };
    if inside(stated) {
        if know.is_wordless() {
            return Ruling::supported("measured", "");
        }
        let metres = distance_m(stated, known);
        return Ruling::supported("measured", format!("{} from {name}", distance(metres)))
            .with_measured(distance(metres))
            .with_evidence(evidence);
    }
    let metres = if stated.is_valid() {
        distance_m(stated, known)
    } else {
        f64::INFINITY
    };
    let limit = slack + limits.far_km * 1_000.0;
    if metres <= limit
        || !know.is_pointlike(place) && stated.is_valid() && near_region(know, place, stated, limit)
    {
        let words = know.words(|| format!("{} from {name}", distance(metres)));
        return Ruling::undetermined("too-close", words)
            .with_measured(know.words(|| distance(metres)));
    }
    let turned: Vec<Position> = variants(stated)
        .into_iter()
        .filter(|p| inside(*p))
        .collect();
    let words = know.words(|| {
        if metres.is_finite() {
            format!("{} from {name}", distance(metres))
        } else {
            "not on the globe".to_owned()
        }
    });
    let fault = if turned.is_empty() {
        Fault::FarCoordinate
    } else {
        Fault::SwappedCoordinate
    };
    let margin = if metres.is_finite() {
        (metres - limit) / THRESHOLDS.margin.metres
    } else {
        10.0
    };
    let right = turned.first().copied().unwrap_or(known);
    let digits = if turned.is_empty() {
        3
    } else {
        decimals as usize
    };
    let ruling = Ruling::contradicted("measured", fault, words.clone())
        .with_measured(words)
        .with_threshold(know.words(|| distance(limit)))
        .with_margin(margin)
        .with_evidence(evidence)
        .instead(know.words(|| written(right, digits)));
    if turned.len() == 1 {
        ruling.noted("only one change of order or sign leads there")
    } else {
        ruling
    }
}

fn near_region(know: &Knowledge<'_>, place: PlaceId, at: Position, limit: f64) -> bool {
    know.extent(place)
        .and_then(|shape| shape.distance_m(at))
        .is_some_and(|metres| metres <= limit)
}

/// The same figures with latitude and longitude changed over, their letters or signs with them or
/// left where they stood, or a sign turned.
fn variants(p: Position) -> Vec<Position> {
    vec![
        Position::new(p.lat, p.lon),
        Position::new(-p.lat, -p.lon),
        Position::new(-p.lon, -p.lat),
        Position::new(-p.lon, p.lat),
        Position::new(p.lon, -p.lat),
        Position::new(-p.lat, p.lon),
        Position::new(p.lat, -p.lon),
    ]
}

fn written(p: Position, decimals: usize) -> String {
    let north = if p.lat < 0.0 { 'S' } else { 'N' };
    let east = if p.lon < 0.0 { 'W' } else { 'E' };
    let digits = decimals.clamp(1, 6);
    format!(
        "{:.digits$}° {north}, {:.digits$}° {east}",
        p.lat.abs(),
        p.lon.abs()
    )
}
