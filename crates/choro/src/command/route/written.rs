//! Journeys as GeoJSON and GPX: legs as lines, stations as points.

use super::told::Told;
use crate::args::RouteFormat;
use choro_geometry::Position;
use choro_network::Graph;
use choro_network::route::Route;
use choro_placemark::{
    Datum, Drape, Feature, Format, Geometry, Item, Losses, Placemark, Value, Vertex, WriteOptions,
    writer,
};
use std::io::Cursor;

/// The file of the routes, with what it could not hold.
pub(super) fn file(
    graph: &Graph,
    told: &Told,
    found: &[Route],
    format: RouteFormat,
) -> anyhow::Result<(Vec<u8>, Losses)> {
    let format = match format {
        RouteFormat::Gpx => Format::Gpx,
        _ => Format::GeoJson,
    };
    let options = WriteOptions {
        title: format!("{} – {}", told.from, told.to),
        ..WriteOptions::default()
    };
    let mut out = Cursor::new(Vec::new());
    let mut writer = writer(format, &mut out, &options)?;
    for told in &told.routes {
        // GPX has all points before the first line.
        for station in told.legs.iter().flat_map(|leg| &leg.stations) {
            let Some((lat, lon)) = station.lat.zip(station.lon) else {
                continue;
            };
            let km = station.km.map_or_else(String::new, |km| km.to_string());
            let facts = [
                ("km", km),
                ("place", station.place.clone().unwrap_or_default()),
                ("error_m", station.error_m.to_string()),
            ];
            let at = vertex(Position::new(lon, lat));
            let geometry = Geometry::Point(at, Drape::default());
            writer.item(&placemark(&station.name, geometry, &facts))?;
        }
    }
    for (number, (told, route)) in told.routes.iter().zip(found).enumerate() {
        for (leg, found) in told.legs.iter().zip(&route.legs) {
            let facts = [
                ("route", (number + 1).to_string()),
                ("mode", leg.mode.to_owned()),
                ("known_km", leg.known_km.to_string()),
                ("unknown_stretches", leg.unknown_stretches.to_string()),
                ("sources", leg.sources.join("|")),
            ];
            let vertices = graph.course_along(found).into_iter().map(vertex).collect();
            let geometry = Geometry::Line(vertices, Drape::default());
            writer.item(&placemark(&leg.line, geometry, &facts))?;
        }
    }
    let losses = writer.finish()?;
    Ok((out.into_inner(), losses))
}

fn vertex(at: Position) -> Vertex {
    Vertex {
        lon: at.lon,
        lat: at.lat,
        ..Vertex::default()
    }
}

fn placemark(name: &str, geometry: Geometry, facts: &[(&str, String)]) -> Item {
    let data = facts.iter().filter(|(_, value)| !value.is_empty());
    Item::Placemark(Placemark {
        feature: Feature {
            name: Some(name.to_owned()),
            data: data
                .map(|(name, value)| Datum {
                    name: (*name).to_owned(),
                    display: None,
                    value: Value::Text(value.clone()),
                    schema: None,
                })
                .collect(),
            ..Feature::default()
        },
        geometry: Some(geometry),
    })
}
