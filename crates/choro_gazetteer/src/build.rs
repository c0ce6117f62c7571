//! From layers to places, in this order:
//!
//! 1. [`entry`]: records with one id in one source become one entry (a table row and its polygon);
//! 2. [`join`]: entries that mean one place are joined: as people decided ([`decided`]), by ids of
//!    other sources, what one source has twice ([`twins`]), by name and position, and records
//!    without position by name and class ([`adrift`]);
//! 3. [`assemble`]: each group of entries becomes a place, with the [`evidence`] for it;
//! 4. [`history`]: places take in what history tables say of them;
//! 5. [`kinship`]: parents and capitals, from records, histories and by containment.
//!
//! Nothing is thrown away silently: what a source says wrongly of another place, and ids shared by
//! two places, are findings.

mod adrift;
mod assemble;
mod borrowed;
mod decided;
mod disagree;
mod entry;
mod evidence;
mod groups;
mod history;
mod ids;
mod join;
mod kinship;
mod likeness;
mod nearby;
mod outside;
mod regions;
mod script;
mod summed;
mod twins;
mod unknown;

pub(crate) use entry::stated_class;

use crate::name_index::NameIndex;
use crate::{Decision, Gazetteer, SourceId};
use choro_diagnostic::{Finding, Location, Severity};
use choro_layer::{Layer, Source};
use choro_text::Span;
use nearby::Ground;

/// A name that a source gives to one place and that is the first name of another, far away.
pub const NAME_OF_ANOTHER_PLACE: &str = "INP015";
/// An id of another source that two different places claim.
pub const SHARED_IDENTITY: &str = "INP016";

impl Gazetteer {
    /// Merges the records of all layers into places. The order of layers does not matter.
    pub fn build(layers: Vec<Layer>) -> (Self, Vec<Finding>) {
        Self::build_decided(layers, &[])
    }

    /// Merges the records of all layers into places as [`Gazetteer::build`] does, save where people
    /// decided which records are one place.
    pub fn build_decided(mut layers: Vec<Layer>, decisions: &[Decision]) -> (Self, Vec<Finding>) {
        layers.sort_by(|a, b| {
            let order = |s: &Source| (std::cmp::Reverse(s.rank), s.id.clone(), s.path.clone());
            order(&a.source).cmp(&order(&b.source))
        });
        let sources = sources(&layers);
        let mut findings = Vec::new();
        let mut entries = entry::entries(&layers, &sources);
        borrowed::release(&mut entries, &sources, &mut findings);
        let ground = Ground::new(&entries);
        let (groups, ties) = join::groups(&entries, &sources, decisions, &ground, &mut findings);
        let merges = evidence::merges(&entries, &groups, &ties, decisions, &ground);
        drop(ground);
        disagree::release(&mut entries, &groups, &mut findings);
        let mut places = assemble::places(&entries, &groups, merges, &sources);
        let (told, faults) = history::told(&layers, &places, &entries, &groups, &sources);
        findings.extend(faults);
        history::apply(&mut places, &told, &sources);
        let wrong = assemble::borrowed(&entries, &groups);
        let names = NameIndex::new(&places, &wrong);
        let unknown = kinship::relate(&mut places, &entries, &groups, &told, &sources, &names);
        findings.extend(outside::positions(&places, &entries, &groups));
        findings.extend(unknown::relations(&unknown));
        findings.extend(unknown::types(&layers));
        Finding::sort(&mut findings);
        let bodies = layers.iter().flat_map(|layer| {
            let id = source_id(&sources, &layer.source.id);
            let told = layer.bodies.iter();
            told.filter_map(move |body| Some((id?, body.clone())))
        });
        let bodies = bodies.collect();
        let gazetteer = Self::assembled(sources, places, names).with_bodies(bodies);
        (gazetteer, findings)
    }
}

/// The rank from which on a source is the project's own: what is wrong in it, its people can mend.
const OWN_RANK: u32 = 100;

/// The sources in order of layers, one for each id; several files may share one. Those that the
/// rows of a history state follow their file.
fn sources(layers: &[Layer]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for layer in layers {
        if !sources.iter().any(|known| known.id == layer.source.id) {
            sources.push(layer.source.clone());
        }
        let cited = history::cited(layer, &sources);
        sources.extend(cited);
    }
    sources.truncate(usize::from(u16::MAX));
    sources
}

fn source_id(sources: &[Source], id: &str) -> Option<SourceId> {
    sources
        .iter()
        .position(|source| source.id == id)
        .map(|at| SourceId(at as u16))
}

/// A warning about a line of a reference file.
fn warning(code: &str, file: &str, line: usize, message: String, help: &str) -> Finding {
    let primary = Location {
        document: file.to_owned(),
        span: Span::default(),
        message: String::new(),
    };
    let message = if line > 0 {
        format!("line {line}: {message}")
    } else {
        message
    };
    let mut finding = Finding::new(code, Severity::Note, message, primary);
    finding.help = Some(help.to_owned());
    finding
}
