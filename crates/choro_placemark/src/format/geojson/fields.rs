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
            said.name = kept.name.or(said.name);
            said.description = kept.description.or(said.description);
            said.time = kept.time.or(said.time);
            fields.extend(feature.name.iter().map(|name| ("title", quoted(name))));
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
        if let Some(name) = feature.name.as_ref().filter(|_| !has("names")) {
            let _ = write!(out, r#","names":{}"#, linked_places::names(name));
        }
        let mut differ = 0;
        if feature.time.is_some() && feature.time != kept.time.or(said.time) {
            differ += usize::from(has("when"));
            let time = feature.time.as_ref().filter(|_| !has("when"));
            if let Some(time) = time {
                let _ = write!(out, r#","when":{}"#, linked_places::when(time));
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
