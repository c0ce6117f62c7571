//! One record in the making: fields and their texts go in, a [`Record`] comes out.

use choro_diagnostic::Severity;
use choro_geometry::{Position, Shape};
use choro_quantity::When;

use crate::coordinate;
use crate::field::{Field, plain_decimal, shifted};
use crate::intake::{Intake, Spot};
use crate::notation::{dated, perhaps_dated};
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
            Field::NameIn(language, usual) => {
                for (name, when) in perhaps_dated(text, usual, intake, spot) {
                    self.name(name, language, role_at(&when), when);
                }
            }
            Field::Variants => {
                for variant in text.split('|') {
                    let dated = perhaps_dated(variant, &When::default(), intake, spot);
                    for (name, when) in dated {
                        self.name(name, "", Role::Variant, when);
                    }
                }
            }
            Field::Former(usual) => {
                for (name, when) in dated(text, usual, intake, spot) {
                    self.name(name, "", Role::Former, when);
                }
            }
            Field::Type(usual) => {
                let types = perhaps_dated(text, usual, intake, spot);
                self.types(types);
            }
            Field::ShapeWhen => self.shape_when(text, intake, spot),
            Field::Lat => text.clone_into(&mut self.lat),
            Field::Lon => text.clone_into(&mut self.lon),
            Field::Parent(usual) => {
                for (to, when) in dated(text, usual, intake, spot) {
                    let to = composed(to).into_owned();
                    self.record.parents.push(Parent { to, when });
                }
            }
            Field::SameAs => {
                for id in text.split('|').map(str::trim).filter(|id| !id.is_empty()) {
                    self.same_as(id.to_owned());
                }
            }
            Field::Dated(key, usual) => {
                for (value, when) in dated(text, usual, intake, spot) {
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

    /// Takes in feature types with their times. The record is of the type without end, else of the
    /// last one; types with times are kept as attributes besides.
    fn types(&mut self, types: Vec<(&str, When)>) {
        let current = types.iter().rfind(|(_, when)| when.latest.is_none());
        if let Some((word, when)) = current.or(types.last())
            && (self.record.feature_type.is_empty() || when.latest.is_none())
        {
            (*word).clone_into(&mut self.record.feature_type);
        }
        for (word, when) in types.into_iter().filter(|(_, when)| !when.is_unstated()) {
            self.attribute_at("type", word, "", when);
        }
    }

    /// Takes in when the geometry held; text that is no time is kept as it stands.
    fn shape_when(&mut self, text: &str, intake: &mut Intake<'_>, spot: Spot) {
        match When::parse(text) {
            Some(when) => self.record.shape_when = when,
            None => {
                // Others' files have structures under this name, which mean something else.
                if !text.starts_with(['{', '[']) {
                    let reason = format!(
                        "‘{}’ is not an EDTF date; the geometry is kept undated",
                        clipped(text)
                    );
                    intake.fault("INP010", Severity::Warning, spot, &reason);
                }
                self.attribute("when", text, "");
            }
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

/// What a name in a language is to its place: one of the past where its time has an end.
fn role_at(when: &When) -> Role {
    if when.latest.is_some() {
        Role::Former
    } else {
        Role::Preferred
    }
}

/// The first characters of a text that may be long, for a message.
pub(crate) fn clipped(text: &str) -> String {
    let mut clip: String = text.chars().take(40).collect();
    if clip.len() < text.len() {
        clip.push('…');
    }
    clip
}
