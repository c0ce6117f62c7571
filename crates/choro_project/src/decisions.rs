//! `decisions/`: what people decided, one file for each kind of thing.
//!
//! `places.toml` says which records are one place, `findings.toml` what became of findings,
//! `mentions.toml` which place words stand for, `claims.toml` what a sentence says. Whether what they
//! name is there is for the pipeline to say.

mod claims;
mod findings;
mod mentions;
mod places;
mod write;

pub use claims::{CLAIM_DECISIONS_FILE, ClaimDecision, Saying};
pub use findings::{FINDING_DECISIONS_FILE, FindingDecision};
pub use mentions::{MENTION_DECISIONS_FILE, MentionDecision, NOTHING};
pub use places::{DECISIONS_FILE, PlaceDecision};
pub use write::DecisionError;

use crate::config::Faults;
use crate::config::section::{self, Section};
use crate::project::text;
use crate::world::{World, WorldError};
use choro_diagnostic::Finding;
use choro_text::Span;

/// Who decided, why, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// Why; empty where not stated.
    pub because: String,
    /// Who decided; empty where not stated.
    pub author: String,
    /// When, an ISO date; empty where not stated.
    pub date: String,
    /// The last day it holds, an ISO date; for ever where `None`.
    pub until: Option<String>,
}

/// The keys of a signature.
const SIGNATURE: [&str; 4] = ["because", "author", "date", "until"];

impl Signature {
    fn read(section: &Section, faults: &mut Faults) -> Self {
        let mut date = |key: &str| {
            let stated = section.has(key);
            stated.then(|| section.date(key, faults)).flatten()
        };
        let (on, until) = (date("date").unwrap_or_default(), date("until"));
        Self {
            because: section.text("because", faults).unwrap_or_default(),
            author: section.text("author", faults).unwrap_or_default(),
            date: on,
            until,
        }
    }
}

impl std::fmt::Display for Signature {
    /// `by K. Kim on 2026-11-21: quoted from a guide`; what is not stated is left out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts = Vec::new();
        if !self.author.is_empty() {
            parts.push(format!("by {}", self.author));
        }
        if !self.date.is_empty() {
            parts.push(format!("on {}", self.date));
        }
        if let Some(until) = &self.until {
            parts.push(format!("until {until}"));
        }
        f.write_str(&parts.join(" "))?;
        match (self.because.as_str(), parts.is_empty()) {
            ("", _) => Ok(()),
            (because, true) => f.write_str(because),
            (because, false) => write!(f, ": {because}"),
        }
    }
}

/// All that people decided, each list in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Which records are one place.
    pub places: Vec<PlaceDecision>,
    /// What became of findings.
    pub findings: Vec<FindingDecision>,
    /// Which place words stand for.
    pub mentions: Vec<MentionDecision>,
    /// What sentences say.
    pub claims: Vec<ClaimDecision>,
}

impl Decisions {
    /// The decisions of the project; none where there are no such files.
    pub(crate) fn read(world: &dyn World) -> Result<Self, Vec<Finding>> {
        let mut faults = Vec::new();
        let read = Self {
            places: taken(places::read(world), &mut faults),
            findings: taken(findings::read(world), &mut faults),
            mentions: taken(mentions::read(world), &mut faults),
            claims: taken(claims::read(world), &mut faults),
        };
        if faults.is_empty() {
            Ok(read)
        } else {
            Err(faults)
        }
    }

    /// The files that hold decisions.
    pub(crate) fn files(&self) -> Vec<&'static str> {
        let held = [
            (self.places.is_empty(), DECISIONS_FILE),
            (self.findings.is_empty(), FINDING_DECISIONS_FILE),
            (self.mentions.is_empty(), MENTION_DECISIONS_FILE),
            (self.claims.is_empty(), CLAIM_DECISIONS_FILE),
        ];
        let files = held.into_iter().filter(|(empty, _)| !empty);
        files.map(|(_, file)| file).collect()
    }

    /// The last days that decisions state, in order of files and lines.
    pub fn last_days(&self) -> impl Iterator<Item = &str> {
        let findings = self.findings.iter().map(|d| &d.signature);
        let mentions = self.mentions.iter().map(|d| &d.signature);
        let claims = self.claims.iter().map(|d| &d.signature);
        let all = findings.chain(mentions).chain(claims);
        all.filter_map(|signature| signature.until.as_deref())
    }
}

fn taken<T: Default>(read: Result<T, Vec<Finding>>, faults: &mut Vec<Finding>) -> T {
    read.unwrap_or_else(|found| {
        faults.extend(found);
        T::default()
    })
}

/// Reads the tables with these headers in `file`, each into a decision with its place in the file; in
/// file order. On faults, all of them.
fn read_file<T>(
    world: &dyn World,
    file: &'static str,
    headers: &[&str],
    one: impl Fn(&Section, &str, &mut Faults) -> Option<T>,
) -> Result<Vec<T>, Vec<Finding>> {
    let bytes = match world.read(file) {
        Ok(bytes) => bytes,
        Err(WorldError::Missing(_)) => return Ok(Vec::new()),
        Err(error) => return Err(vec![error.finding(file, Span::default())]),
    };
    let text = text(file, &bytes)?;
    let root = section::table(&text, file)?;
    let mut faults = Faults::of(file);
    let whole = Span::new(0, text.len());
    let root = Section::new("the decisions", root.get_ref(), whole);
    let mut decisions = Vec::new();
    for header in headers {
        for section in root.sections(header, &mut faults) {
            let decision = one(&section, header, &mut faults);
            decisions.extend(decision.map(|decision| (section.span.start, decision)));
        }
    }
    root.known(headers, &mut faults);
    if !faults.is_empty() {
        return Err(faults.sorted());
    }
    decisions.sort_by_key(|(start, _)| *start);
    Ok(decisions
        .into_iter()
        .map(|(_, decision)| decision)
        .collect())
}
