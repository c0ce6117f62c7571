//! The places of the gazetteer, a folder for each class.

use super::{Give, datum, document, owed, verify};
use crate::args::Export;
use anyhow::bail;
use choro_gazetteer::{Class, Gazetteer, Place};
use choro_geometry::{Position, Shape};
use choro_layer::Source;
use choro_placemark::{
    Drape, Feature, Folder, FolderKind, Geometry, Item, Placemark, Vertex, WriteError,
};
use std::collections::BTreeSet;

/// The places that go out.
pub(super) struct Chosen<'g> {
    gazetteer: &'g Gazetteer,
    /// By class and name.
    places: Vec<&'g Place>,
    sources: Vec<&'g Source>,
}

/// What is to go out, unless it may not be put together.
pub(super) fn choose<'g>(export: &Export, gazetteer: &'g Gazetteer) -> anyhow::Result<Chosen<'g>> {
    let mut classes = Vec::new();
    for word in &export.types {
        match Class::from_name(word).or_else(|| Class::from_noun(word)) {
            Some(class) => classes.push(class),
            None => bail!("`{word}` is no kind of place"),
        }
    }
    let wanted = |place: &&Place| classes.is_empty() || classes.contains(&place.class);
    let mut places: Vec<&Place> = gazetteer.places().iter().filter(wanted).collect();
    places.sort_by_key(|place| (place.class.as_str(), place.name(), place.key.as_str()));
    let used: BTreeSet<_> = places
        .iter()
        .flat_map(|place| place.records.iter().map(|record| record.source))
        .collect();
    let sources: Vec<&Source> = used.into_iter().map(|id| gazetteer.source(id)).collect();
    verify(sources.iter().map(|source| source.licence.as_str()))?;
    Ok(Chosen {
        gazetteer,
        places,
        sources,
    })
}

impl Chosen<'_> {
    /// Hands all of it out.
    pub(super) fn give(&self, give: &mut Give<'_>) -> Result<Vec<String>, WriteError> {
        give(&document("Places", &self.sources))?;
        let mut class = None;
        let mut folder = 0;
        for place in &self.places {
            if class != Some(place.class) {
                class = Some(place.class);
                folder += 1;
                give(&Item::Folder(Folder {
                    index: folder,
                    kind: FolderKind::Folder,
                    feature: Feature {
                        folder: Some(0),
                        name: Some(place.class.as_str().to_owned()),
                        ..Feature::default()
                    },
                }))?;
            }
            give(&Item::Placemark(self.placemark(place, folder)))?;
        }
        Ok(Vec::new())
    }

    fn placemark(&self, place: &Place, folder: u32) -> Placemark {
        let mut data = vec![datum("class", place.class.as_str())];
        for name in place.names.iter().skip(1) {
            let key = match name.language.as_str() {
                "" => "name".to_owned(),
                language => format!("name:{language}"),
            };
            data.push(datum(&key, &name.text));
        }
        for attribute in &place.attributes {
            data.push(datum(&attribute.key, &attribute.value));
        }
        for record in &place.records {
            let source = self.gazetteer.source(record.source);
            data.push(datum("source", &format!("{}:{}", source.id, record.record)));
            data.extend(owed(source));
        }
        let shape = place.footprints.first().map(|footprint| &footprint.shape);
        let point = place.point.map(point);
        Placemark {
            feature: Feature {
                id: place.key.clone(),
                folder: Some(folder),
                name: Some(place.name().to_owned()),
                data,
                ..Feature::default()
            },
            geometry: shape.map(geometry).or(point),
        }
    }
}

pub(super) fn point(at: Position) -> Geometry {
    Geometry::Point(vertex(at), Drape::default())
}

fn vertex(at: Position) -> Vertex {
    Vertex {
        lon: at.lon,
        lat: at.lat,
        height: None,
    }
}

fn geometry(shape: &Shape) -> Geometry {
    let line = |line: &Vec<Position>| line.iter().copied().map(vertex).collect::<Vec<_>>();
    let one = |mut parts: Vec<Geometry>| match parts.len() {
        1 => parts.remove(0),
        _ => Geometry::Multi(parts),
    };
    match shape {
        Shape::Point(at) => point(*at),
        Shape::Lines(lines) => {
            let parts = lines
                .iter()
                .map(|l| Geometry::Line(line(l), Drape::default()));
            one(parts.collect())
        }
        Shape::Polygons(polygons) => {
            let parts = polygons.iter().map(|polygon| {
                let holes = polygon.holes.iter().map(line).collect();
                Geometry::Polygon(line(&polygon.outer), holes, Drape::default())
            });
            one(parts.collect())
        }
    }
}
