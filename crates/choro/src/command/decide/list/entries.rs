//! The entries of the list, one for each decision.

use super::applied::Applied;
use super::{Entry, State};
use crate::files::Place;
use choro_diagnostic::Finding;
use choro_diagnostic::decision::{CONFLICT, EXPIRED, STALE, UNUSED_MARK};
use choro_project::{
    CLAIM_DECISIONS_FILE, CONFIG_FILE, DECISIONS_FILE, FINDING_DECISIONS_FILE,
    MENTION_DECISIONS_FILE, Project, Saying, Signature, World,
};
use choro_text::{LineIndex, Span};
use std::collections::BTreeMap;

/// Lines of the files that hold decisions.
pub(super) struct Lines {
    files: BTreeMap<String, (LineIndex, Vec<u8>)>,
}

impl Lines {
    pub(super) fn of(project: &Project, place: &Place) -> Self {
        let own = [
            CONFIG_FILE,
            DECISIONS_FILE,
            FINDING_DECISIONS_FILE,
            MENTION_DECISIONS_FILE,
            CLAIM_DECISIONS_FILE,
        ];
        let paths = own
            .into_iter()
            .chain(project.documents.iter().map(String::as_str));
        let read = |path: &str| {
            let bytes = place.world.read(path).ok()?;
            Some((path.to_owned(), (LineIndex::new(&bytes), bytes)))
        };
        Self {
            files: paths.filter_map(read).collect(),
        }
    }

    fn line(&self, file: &str, span: Span) -> usize {
        let known = self.files.get(file);
        known.map_or(0, |(index, bytes)| {
            index.line_column(bytes, span.start).line
        })
    }
}

/// Lists the decisions of a compiled project.
pub(super) struct Lister<'a> {
    pub(super) project: &'a Project,
    pub(super) applied: Applied<'a>,
    /// Where stale and expired decisions are told.
    pub(super) faults: &'a [Finding],
    pub(super) lines: Lines,
}

/// What is the decision's own in an entry.
struct Said {
    decision: &'static str,
    about: String,
    says: String,
}

impl Lister<'_> {
    /// All decisions, file by file, in the order of their lines.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let mut entries = self.of_findings();
        entries.extend(self.of_mentions());
        entries.extend(self.of_claims());
        entries.extend(self.of_places());
        entries.extend(self.of_allow_list());
        entries.extend(self.of_marks());
        entries
    }

    /// An entry for a decision of a file; what is told of it points to the first of its parts, or to
    /// another.
    fn entry(
        &self,
        (file, parts): (&str, &[Span]),
        said: Said,
        signature: &Signature,
        applies_to: Vec<String>,
    ) -> Entry {
        Entry {
            file: file.to_owned(),
            line: parts.first().map_or(0, |span| self.lines.line(file, *span)),
            decision: said.decision,
            about: said.about,
            says: said.says,
            because: signature.because.clone(),
            author: signature.author.clone(),
            date: signature.date.clone(),
            until: signature.until.clone(),
            state: self.state(file, parts),
            applies_to,
        }
    }

    /// By what is told of the decision.
    fn state(&self, file: &str, parts: &[Span]) -> State {
        let told = |code: &str| {
            self.faults.iter().any(|fault| {
                fault.code == code
                    && fault.primary.document == file
                    && parts.contains(&fault.primary.span)
            })
        };
        if told(EXPIRED) {
            State::Expired
        } else if told(STALE) || told(UNUSED_MARK) {
            State::Stale
        } else if told(CONFLICT) {
            State::Conflicting
        } else {
            State::InForce
        }
    }

    fn of_findings(&self) -> Vec<Entry> {
        let decisions = self.project.decisions.findings.iter().enumerate();
        decisions
            .map(|(at, decision)| {
                let said = Said {
                    decision: if decision.dismiss {
                        "dismiss"
                    } else {
                        "accept"
                    },
                    about: format!("{} “{}”", decision.code, decision.words),
                    says: String::new(),
                };
                let place = (FINDING_DECISIONS_FILE, &[decision.fingerprint.span][..]);
                let applies = self.applied.finding(at, decision);
                self.entry(place, said, &decision.signature, applies)
            })
            .collect()
    }

    fn of_mentions(&self) -> Vec<Entry> {
        let decisions = self.project.decisions.mentions.iter();
        decisions
            .map(|decision| {
                let said = Said {
                    decision: "mention",
                    about: format!("{} “{}”", decision.document, decision.words),
                    says: decision.is.value.clone(),
                };
                let place = (
                    MENTION_DECISIONS_FILE,
                    &[decision.span, decision.is.span][..],
                );
                let applies = self.applied.mention(decision);
                self.entry(place, said, &decision.signature, applies)
            })
            .collect()
    }

    fn of_claims(&self) -> Vec<Entry> {
        let decisions = self.project.decisions.claims.iter();
        decisions
            .map(|decision| {
                let (word, says) = match &decision.says {
                    Saying::NotSaid => ("not-said", String::new()),
                    Saying::Corrected(parts) => {
                        let parts = parts.iter().map(|(part, value)| format!("{part}={value}"));
                        ("correct", parts.collect::<Vec<_>>().join(", "))
                    }
                };
                let said = Said {
                    decision: word,
                    about: format!(
                        "{} {} “{}”",
                        decision.document, decision.kind, decision.words
                    ),
                    says,
                };
                let place = (CLAIM_DECISIONS_FILE, &[decision.span][..]);
                let applies = self.applied.claim(decision);
                self.entry(place, said, &decision.signature, applies)
            })
            .collect()
    }

    fn of_places(&self) -> Vec<Entry> {
        let decisions = self.project.decisions.places.iter();
        decisions
            .map(|decision| {
                let records: Vec<&str> =
                    decision.records.iter().map(|r| r.value.as_str()).collect();
                let said = Said {
                    decision: if decision.same { "same" } else { "not-same" },
                    about: records.join(", "),
                    says: String::new(),
                };
                let signature = Signature {
                    because: decision.because.clone(),
                    author: decision.author.clone(),
                    date: decision.date.clone(),
                    until: None,
                };
                let applies = self.applied.places(decision);
                let records = decision.records.iter().map(|record| record.span);
                let parts: Vec<Span> = std::iter::once(decision.span).chain(records).collect();
                self.entry((DECISIONS_FILE, &parts), said, &signature, applies)
            })
            .collect()
    }

    fn of_allow_list(&self) -> Vec<Entry> {
        let entries = self.project.config.allow.iter().enumerate();
        entries
            .map(|(at, allow)| {
                let document = allow.document.as_deref().unwrap_or("all documents");
                let quote = allow.quote.as_deref().map(|quote| format!(" “{quote}”"));
                let said = Said {
                    decision: "allow",
                    about: format!("{} in {document}{}", allow.code, quote.unwrap_or_default()),
                    says: String::new(),
                };
                let signature = Signature {
                    because: allow.because.clone(),
                    until: allow.expires.clone(),
                    ..Signature::default()
                };
                let applies = self.applied.allowed(at);
                self.entry((CONFIG_FILE, &[allow.span]), said, &signature, applies)
            })
            .collect()
    }

    fn of_marks(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for text in self.applied.documents() {
            let path = text.document.path.as_str();
            for (at, mark) in text.document.allowances.iter().enumerate() {
                let said = Said {
                    decision: "mark",
                    about: mark.code.clone(),
                    says: String::new(),
                };
                let signature = Signature {
                    because: mark.because.clone(),
                    ..Signature::default()
                };
                let applies = self.applied.marked(path, at);
                entries.push(self.entry((path, &[mark.mark]), said, &signature, applies));
            }
        }
        entries
    }
}
