//! The history of a place: what is dated of it, in order of time.

use super::{Link, Site};
use crate::chart::{Changes, Years};
use crate::words;
use choro_gazetteer::{Attribute, Episode, Place};
use choro_layer::FactKind;
use serde::Serialize;

const ROOT: &str = "../";

/// One statement of the history.
#[derive(Serialize)]
pub(super) struct HistoryRow {
    when: String,
    years: Years,
    /// Words before the name, link or text: "called", "in".
    what: &'static str,
    text: String,
    link: Option<Link>,
    lang: Option<String>,
    /// Language of a name, and a remark.
    more: Vec<String>,
    source: String,
}

/// What a place lay in for some years, the nearest first.
#[derive(Serialize)]
pub(super) struct LayInRow {
    years: Years,
    links: Vec<Link>,
}

/// Whether a fact stands in the history.
pub(super) fn is_told(a: &Attribute) -> bool {
    let keys = ["type", "status", "event", "note"];
    !a.when.is_unstated() && keys.contains(&a.key.as_str())
}

impl Site<'_> {
    /// The dated statements about a place, the earliest first.
    pub(super) fn history(&self, place: &Place) -> Vec<HistoryRow> {
        let told = self.atlas.gazetteer.history(place.id).into_iter();
        told.map(|episode| self.history_row(&episode)).collect()
    }

    fn history_row(&self, episode: &Episode<'_>) -> HistoryRow {
        let language = words::language(episode.language);
        let more = [language, episode.note.unwrap_or_default()];
        HistoryRow {
            when: words::when(episode.when),
            years: Years::of(episode.when),
            what: match episode.what {
                FactKind::Name => "called",
                FactKind::Parent => "in",
                FactKind::Type => "a",
                FactKind::CapitalOf => "seat of",
                FactKind::Footprint => "drawn by another outline or point",
                FactKind::Status | FactKind::Event => "",
            },
            text: episode.value.to_owned(),
            link: episode.to.map(|to| self.place_link(ROOT, to)),
            lang: words::lang(episode.language).map(str::to_owned),
            more: more
                .into_iter()
                .filter(|words| !words.is_empty())
                .map(str::to_owned)
                .collect(),
            source: self.source_title(episode.source),
        }
    }

    /// What it lay in, directly or by way of others, in each of its periods; empty where that has
    /// never changed.
    pub(super) fn lay_in(&self, place: &Place) -> Vec<LayInRow> {
        let periods = Changes::of(&self.atlas.gazetteer).periods(place, &[]);
        let mut rows: Vec<LayInRow> = Vec::new();
        for period in periods {
            let within = period.within.iter();
            let links: Vec<Link> = within.map(|id| self.place_link(ROOT, *id)).collect();
            match rows.last_mut() {
                Some(last) if last.links == links => last.years.to = period.years.to,
                _ => rows.push(LayInRow {
                    years: period.years,
                    links,
                }),
            }
        }
        if rows.len() < 2 {
            rows.clear();
        }
        rows
    }
}
