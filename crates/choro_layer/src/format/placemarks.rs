//! Placemark files as references: KML, KMZ, GPX, shapefiles, GeoPackage, Linked Places.
//!
//! A placemark is a record: its id, name, description and shape, when it is shown, and its
//! attributes, which say the same as columns of a table of these names (`type`, `name:ko`,
//! `population@2008` …). Names of the folders it stands in are attributes `folder 1` (the
//! outermost), `folder 2` …, and the path as a whole `folder`; the project may map them
//! (`columns = { parent = "folder 1" }`). What is no placemark is no place.

use std::collections::BTreeMap;

use choro_diagnostic::Spot;
use choro_placemark::{Collection, Feature, Item, Limits, Placemark, Value};

use super::linked_places;
use crate::entry::Entry;
use crate::field::Field;
use crate::intake::Intake;

/// Reads a file of placemarks.
pub(crate) fn read(format: choro_placemark::Format, bytes: &[u8], intake: &mut Intake<'_>) {
    let mut columns: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    for (target, property) in &intake.options.columns {
        let fields = columns.entry(property.clone()).or_default();
        fields.push(Field::of(target));
    }
    let mut file = File {
        columns,
        table: format == choro_placemark::Format::LinkedPlacesTable,
        folders: Collection::default(),
        related: linked_places::Relations::default(),
    };
    let path = intake.source.path.clone();
    let findings =
        choro_placemark::read(
            format,
            bytes,
            &path,
            &Limits::default(),
            &mut |item| match item {
                Item::Folder(_) => file.folders.push(item),
                Item::Placemark(placemark) => file.place(&placemark, intake),
                _ => {}
            },
        );
    for finding in findings {
        intake.found(finding);
    }
    file.related.settle(intake.records_mut());
}

struct File {
    /// What the project says of attributes.
    columns: BTreeMap<String, Vec<Field>>,
    /// Whether the file is a table of Linked Places, whose lists have `;` between.
    table: bool,
    folders: Collection,
    related: linked_places::Relations,
}

impl File {
    fn place(&mut self, placemark: &Placemark, intake: &mut Intake<'_>) {
        let feature = &placemark.feature;
        let spot = Spot {
            line: feature.line,
            span: feature.span,
        };
        let mut entry = Entry::default();
        entry.record.shape = placemark
            .geometry
            .as_ref()
            .and_then(choro_placemark::Geometry::shape);
        entry.set(&Field::Id, &feature.id, intake, spot);
        if let Some(name) = &feature.name {
            entry.main_name(name.trim(), "");
        }
        if let Some(when) = feature.time.as_ref().and_then(choro_placemark::Time::when) {
            entry.record.shape_when = when;
        }
        linked_places::names(&feature.verbatim, &mut entry);
        for datum in &feature.data {
            let text = match &datum.value {
                Value::List(values) => values.iter().map(Value::text).collect::<Vec<_>>().join("|"),
                value => value.text(),
            };
            if self.table && linked_places::cell(&datum.name, &text, &mut entry) {
                continue;
            }
            self.said(&datum.name, &text, feature, &mut entry, intake, spot);
        }
        if let Some(description) = &feature.description {
            entry.attribute("description", &description.0, "");
        }
        self.folder(feature, &mut entry, intake, spot);
        linked_places::facts(&feature.verbatim, &mut entry);
        self.related
            .note(&feature.verbatim, intake.records_mut().len());
        for part in feature
            .verbatim
            .iter()
            .filter(|part| part.text.starts_with(['[', '{']))
        {
            let own =
                ["geometry", "when", "names", "bbox", "descriptions"].contains(&part.name.as_str());
            if !own {
                entry.attribute(&part.name, &part.text, "");
            }
        }
        entry.finish(intake, spot);
    }

    /// Takes in what an attribute says: what the project maps it to, else what its name says.
    fn said(
        &self,
        name: &str,
        text: &str,
        feature: &Feature,
        entry: &mut Entry,
        intake: &mut Intake<'_>,
        spot: Spot,
    ) {
        if let Some(fields) = self.columns.get(name) {
            for field in fields {
                entry.set(field, text, intake, spot);
            }
            return;
        }
        match Field::of(name) {
            Field::Id if !feature.id.is_empty() => entry.attribute(name, text, ""),
            Field::Name(_) if feature.name.is_some() => {
                if feature.name.as_deref().map(str::trim) != Some(text.trim()) {
                    entry.attribute(name, text, "");
                }
            }
            // The geometry has been read from these, or says it better.
            Field::Lat | Field::Lon => entry.attribute(name, text, ""),
            field => entry.set(&field, text, intake, spot),
        }
    }

    fn folder(&self, feature: &Feature, entry: &mut Entry, intake: &mut Intake<'_>, spot: Spot) {
        let path = self.folders.path(feature);
        let named = path
            .iter()
            .enumerate()
            .map(|(at, name)| (format!("folder {}", at + 1), (*name).to_owned()));
        let whole = (!path.is_empty()).then(|| ("folder".to_owned(), path.join(" / ")));
        for (key, name) in whole.into_iter().chain(named) {
            match self.columns.get(&key) {
                Some(fields) => fields
                    .iter()
                    .for_each(|field| entry.set(field, &name, intake, spot)),
                None if key == "folder" => entry.attribute(&key, &name, ""),
                None => {}
            }
        }
    }
}

#[cfg(test)]
#[path = "placemarks_tests.rs"]
mod tests;
