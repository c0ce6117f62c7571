//! Name, description and time of a feature as properties or members.

use std::fmt::Write as _;

use super::encode::{is_json, quoted, time_property};
use super::linked_places;
use super::writer::GeoJson;
use crate::Feature;

impl GeoJson<'_> {
    /// Properties for name, description and time, where attributes do not say the same.
    pub(super) fn said_fields(&mut self, feature: &Feature) -> Vec<(&'static str, String)> {
        let mut said = self.columns.said(&feature.data);
        let mut fields = Vec::new();
        if self.is_linked() {
            let kept = linked_places::said(&feature.verbatim);
            let title = feature.name.as_ref().or(kept.name.as_ref());
            fields.push(("title", quoted(title.map_or("", String::as_str))));
            said.name = kept.name.or(said.name);
            said.description = kept.description.or(said.description);
            said.time = kept.time.or(said.time);
        } else {
            let name = feature.name.as_ref().filter(|_| feature.name != said.name);
            fields.extend(name.map(|name| ("name", quoted(name))));
            let text = feature.description.as_ref();
            let text = text.filter(|_| feature.description != said.description);
            fields.extend(text.map(|text| ("description", quoted(&text.0))));
            let time = feature.time.as_ref().filter(|_| feature.time != said.time);
            fields.extend(time.map(time_property));
        }
        let filled = [
            feature.name.is_none() && said.name.is_some(),
            feature.description.is_none() && said.description.is_some(),
            feature.time.is_none() && said.time.is_some(),
        ];
        let filled = filled.into_iter().filter(|filled| *filled).count();
        self.tally.changed(
            filled,
            "field that says nothing is filled from an attribute",
            "fields that say nothing are filled from attributes",
        );
        fields
    }

    /// The id of the feature that is the `number`th of its file; one without gets its number.
    pub(super) fn linked_id(&mut self, feature: &Feature, number: usize, out: &mut String) {
        let id = match feature.id.as_str() {
            "" => linked_places::own_id(number),
            id => id.to_owned(),
        };
        let _ = write!(out, r#","@id":{}"#, quoted(&id));
        let numbers = feature.verbatim.iter().filter(|part| part.name == "id");
        self.tally.changed(
            numbers.count(),
            "id that is a number was written as text",
            "ids that are numbers were written as text",
        );
    }

    /// Members of Linked Places for what no part kept verbatim says.
    pub(super) fn linked_members(&mut self, feature: &Feature, out: &mut String) {
        let has = |name: &str| {
            feature
                .verbatim
                .iter()
                .any(|part| part.name == name && is_json(&part.text))
        };
        let kept = linked_places::said(&feature.verbatim);
        let said = self.columns.said(&feature.data);
        if !has("names") {
            let name = feature.name.as_deref();
            let _ = write!(out, r#","names":{}"#, linked_places::names(name));
        }
        let mut differ = 0;
        if feature.time.is_some() && feature.time != kept.time.or(said.time) {
            differ += usize::from(has("when"));
            let time = feature.time.as_ref().filter(|_| !has("when"));
            match time.map(linked_places::when) {
                Some(Some(when)) => {
                    let _ = write!(out, r#","when":{when}"#);
                }
                Some(None) => {
                    self.tally
                        .left_out(1, "time that says nothing", "times that say nothing");
                }
                None => {}
            }
        }
        if feature.description.is_some()
            && feature.description != kept.description.or(said.description)
        {
            differ += usize::from(has("descriptions"));
            let text = feature
                .description
                .as_ref()
                .filter(|_| !has("descriptions"));
            if let Some(text) = text {
                let _ = write!(
                    out,
                    r#","descriptions":{}"#,
                    linked_places::descriptions(&text.0)
                );
            }
        }
        self.tally.left_out(
            differ,
            "field beside one kept verbatim",
            "fields beside those kept verbatim",
        );
    }
}
