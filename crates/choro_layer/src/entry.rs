//! One record in the making: fields and their texts go in, a [`Record`] comes out.

use choro_diagnostic::Severity;
use choro_geometry::{Position, Shape};
use choro_quantity::When;

use crate::coordinate;
use crate::field::{Field, plain_decimal, shifted};
use crate::intake::{Intake, Spot};
use crate::script::{composed, language_of};
use crate::{Parent, Record, RecordAttribute, RecordName, Role};

/// Names and ids of a record that a new one is compared with, so that a record with a million
/// of them takes no longer than its bytes ask for.
const COMPARED: usize = 100;

/// A record in the making.
#[derive(Default)]
pub(crate) struct Entry {
    pub(crate) record: Record,
    has_main_name: bool,
    lat: String,
    lon: String,
}

impl Entry {
    /// Takes in what a cell or property says.
    pub(crate) fn set(&mut self, field: &Field, text: &str, intake: &mut Intake<'_>, spot: Spot) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match field {
            Field::Id => text.clone_into(&mut self.record.id),
            Field::Name(language) => self.main_name(text, language),
            Field::NameIn(language) => self.name(text, language, Role::Preferred, When::default()),
            Field::Variants => {
                for variant in text.split('|') {
                    self.name(variant, "", Role::Variant, When::default());
                }
            }
            Field::Former => {
                for (name, when) in dated(text, intake, spot) {
                    self.name(name, "", Role::Former, when);
                }
            }
            Field::Type => text.clone_into(&mut self.record.feature_type),
            Field::Lat => text.clone_into(&mut self.lat),
            Field::Lon => text.clone_into(&mut self.lon),
            Field::Parent => {
                for (to, when) in dated(text, intake, spot) {
                    let to = composed(to).into_owned();
                    self.record.parents.push(Parent { to, when });
                }
            }
            Field::SameAs => {
                for id in text.split('|').map(str::trim).filter(|id| !id.is_empty()) {
                    self.same_as(id.to_owned());
                }
            }
            Field::Dated(key) => {
                for (value, when) in dated(text, intake, spot) {
                    self.attribute_at(key, value, "", when);
                }
            }
            Field::Figure {
                key,
                unit,
                shift,
                when,
            } => match plain_decimal(text) {
                Some(number) => {
                    self.attribute_at(key, &shifted(&number, *shift), unit, when.clone());
                }
                None => {
                    let reason = format!("{key} ‘{}’ is not a number", clipped(text));
                    intake.fault("INP010", Severity::Warning, spot, &reason);
                    self.attribute_at(key, text, "", when.clone());
                }
            },
            Field::Attribute { key, when } => self.attribute_at(key, text, "", when.clone()),
        }
    }

    /// Adds a name, unless the record has it in that language already.
    pub(crate) fn name(&mut self, text: &str, language: &str, role: Role, when: When) {
        let text = composed(text);
        if text.is_empty() {
            return;
        }
        let language = language_of(&text, language);
        let known = self.record.names.iter().take(COMPARED).any(|n| {
            n.text == text && (n.language == language || role == Role::Variant) && n.when == when
        });
        if !known {
            let text = text.into_owned();
            self.record.names.push(RecordName {
                text,
                language,
                role,
                when,
            });
        }
    }

    /// Adds the name shown, before all others.
    pub(crate) fn main_name(&mut self, text: &str, language: &str) {
        if self.has_main_name && !language.is_empty() {
            self.name(text, language, Role::Preferred, When::default());
            return;
        }
        let shown = composed(text);
        self.record
            .names
            .retain(|n| n.role != Role::Variant || n.text != shown);
        let before = self.record.names.len();
        self.name(text, language, Role::Preferred, When::default());
        if self.record.names.len() > before {
            self.record.names[..].rotate_right(1);
        }
        self.has_main_name = true;
    }

    /// Adds an undated attribute; an empty value is none.
    pub(crate) fn attribute(&mut self, key: &str, value: &str, unit: &str) {
        self.attribute_at(key, value, unit, When::default());
    }

    fn attribute_at(&mut self, key: &str, value: &str, unit: &str, when: When) {
        let value = value.trim();
        if !value.is_empty() {
            let (key, value, unit) = (key.to_owned(), value.to_owned(), unit.to_owned());
            self.record.attributes.push(RecordAttribute {
                key,
                value,
                unit,
                when,
            });
        }
    }

    /// Adds an undated parent; an empty one is none.
    pub(crate) fn parent(&mut self, to: &str) {
        if !to.is_empty() {
            self.record.parents.push(Parent {
                to: to.to_owned(),
                when: When::default(),
            });
        }
    }

    /// Adds an id of the same place elsewhere, once.
    pub(crate) fn same_as(&mut self, id: String) {
        if !self
            .record
            .same_as
            .iter()
            .take(COMPARED)
            .any(|known| *known == id)
        {
            self.record.same_as.push(id);
        }
    }

    /// Gives latitude and longitude as the file spells them.
    pub(crate) fn lat_lon(&mut self, lat: &str, lon: &str) {
        lat.clone_into(&mut self.lat);
        lon.clone_into(&mut self.lon);
    }

    /// The record. Latitude and longitude are its shape where it has none, its labelling point
    /// where the shape is larger than a point.
    pub(crate) fn finish(mut self, intake: &mut Intake<'_>, spot: Spot) {
        match coordinate::from_cells(&self.lat, &self.lon) {
            Ok(None) => {}
            Ok(Some(position)) => self.place_at(position),
            Err(reason) => {
                intake.fault("INP006", Severity::Warning, spot, &reason);
                // What cannot be a position is kept as it stands.
                let (lat, lon) = (std::mem::take(&mut self.lat), std::mem::take(&mut self.lon));
                self.attribute("lat", &lat, "");
                self.attribute("lon", &lon, "");
            }
        }
        intake.push(self.record, spot);
    }

    fn place_at(&mut self, position: Position) {
        match self.record.shape {
            None => self.record.shape = Some(Shape::Point(position)),
            Some(Shape::Point(_)) => {
                let (lat, lon) = (std::mem::take(&mut self.lat), std::mem::take(&mut self.lon));
                self.attribute("lat", &lat, "");
                self.attribute("lon", &lon, "");
            }
            Some(_) => self.record.point = Some(position),
        }
    }
}

/// The parts of `A@../1951|B`, each with its time. A time that cannot be read is reported.
fn dated<'t>(text: &'t str, intake: &mut Intake<'_>, spot: Spot) -> Vec<(&'t str, When)> {
    let mut parts = Vec::new();
    for part in text.split('|').map(str::trim).filter(|p| !p.is_empty()) {
        match part.rsplit_once('@') {
            Some((value, time)) => match When::parse(time.trim()) {
                Some(when) => parts.push((value, when)),
                None => {
                    let reason = format!(
                        "‘{}’ is not an EDTF date; ‘{}’ is kept undated",
                        clipped(time),
                        clipped(value)
                    );
                    intake.fault("INP010", Severity::Warning, spot, &reason);
                    parts.push((value, When::default()));
                }
            },
            None => parts.push((part, When::default())),
        }
    }
    parts
}

/// The first characters of a text that may be long, for a message.
pub(crate) fn clipped(text: &str) -> String {
    let mut clip: String = text.chars().take(40).collect();
    if clip.len() < text.len() {
        clip.push('…');
    }
    clip
}
