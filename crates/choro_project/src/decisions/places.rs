//! `decisions/places.toml`: which records are one place, and which are not.
//!
//! ```toml
//! [[same]]
//! records = ["wof:890440091", "places:sonbong"]
//! because = "Unggi is the old name of Sonbong"
//! author = "K. Kim"
//! date = 2026-11-21
//!
//! [[not-same]]
//! records = ["wof:421178795", "places:old-kyongsong"]
//! ```
//!
//! Whether there are records of these keys is for the gazetteer to say.

use super::read_file;
use crate::config::Faults;
use crate::config::Stated;
use crate::config::section::Section;
use crate::world::World;
use choro_diagnostic::Finding;
use choro_text::Span;

/// The file with decisions on records, relative to the project.
pub const DECISIONS_FILE: &str = "decisions/places.toml";

/// A person's word on which records are one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDecision {
    /// Whether the records are one place, or each a place of its own.
    pub same: bool,
    /// Two or more keys, `SOURCE:RECORD`.
    pub records: Vec<Stated<String>>,
    /// Why; empty where not stated.
    pub because: String,
    /// Who decided; empty where not stated.
    pub author: String,
    /// When, an ISO date; empty where not stated.
    pub date: String,
    /// Bytes of the file.
    pub span: Span,
}

/// The decisions of the project, in file order; none where there is no such file.
pub(super) fn read(world: &dyn World) -> Result<Vec<PlaceDecision>, Vec<Finding>> {
    read_file(world, DECISIONS_FILE, &["same", "not-same"], decision)
}

fn decision(section: &Section, header: &str, faults: &mut Faults) -> Option<PlaceDecision> {
    section.known(&["records", "because", "author", "date"], faults);
    if !section.has("records") {
        faults.missing(section, "records");
        return None;
    }
    let records = section.texts("records", faults)?;
    if records.len() < 2 {
        let message = "`records` names two records or more, `[\"wof:1\", \"places:a\"]`";
        faults.unreadable(section.span, message);
        return None;
    }
    Some(PlaceDecision {
        same: header == "same",
        records,
        because: section.text("because", faults).unwrap_or_default(),
        author: section.text("author", faults).unwrap_or_default(),
        date: section
            .has("date")
            .then(|| section.date("date", faults))
            .flatten()
            .unwrap_or_default(),
        span: section.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MemoryWorld, Project};

    fn read(text: &str) -> Result<Vec<PlaceDecision>, Vec<Finding>> {
        super::read(&MemoryWorld::new([(DECISIONS_FILE, text)]))
    }

    #[test]
    fn a_decision_needs_two_records_and_nothing_else() {
        let text = "[[not-same]]\nrecords = [\"a:1\", \"b:2\"]\n\n[[same]]\n\
                    records = [\"a:3\", \"b:4\", \"c:5\"]\nbecause = \"one well\"\n\
                    author = \"K. Kim\"\ndate = 2026-11-21\n";
        let decisions = read(text).expect("decisions");
        assert_eq!(decisions.len(), 2);
        assert!(!decisions[0].same && decisions[0].because.is_empty());
        assert!(decisions[1].same);
        assert_eq!(decisions[1].records[2].value, "c:5");
        assert_eq!(decisions[1].date, "2026-11-21");
        assert_eq!(read(""), Ok(Vec::new()));
        assert_eq!(super::read(&MemoryWorld::default()), Ok(Vec::new()));
    }

    #[test]
    fn faults_name_the_file_and_what_was_meant() {
        let faults = read(
            "[[same]]\nrecord = [\"a:1\", \"b:2\"]\n[[notsame]]\nrecords = [\"a:1\"]\n\
             [[not-same]]\nrecords = [\"a:1\"]\ndate = \"soon\"\n",
        )
        .expect_err("faults");
        assert!(faults.iter().all(|f| f.primary.document == DECISIONS_FILE));
        let told: Vec<&str> = faults.iter().map(|f| f.message.as_str()).collect();
        assert!(
            told.iter().any(|m| m.contains("[[same]] needs `records`")),
            "{told:?}"
        );
        assert!(
            told.iter().any(|m| m.contains("two records or more")),
            "{told:?}"
        );
        let helps: Vec<&str> = faults.iter().filter_map(|f| f.help.as_deref()).collect();
        assert!(helps.contains(&"did you mean `records`?"), "{helps:?}");
        assert!(helps.contains(&"did you mean `not-same`?"), "{helps:?}");
    }

    #[test]
    fn a_project_is_made_of_its_decisions_too() {
        let world = MemoryWorld::new([
            ("docs/a.md", "A"),
            (DECISIONS_FILE, "[[same]]\nrecords = [\"a:1\", \"b:2\"]\n"),
        ]);
        let project = Project::open(&world).expect("a project");
        assert_eq!(project.decisions.places.len(), 1);
        assert!(project.files(&world).contains(&DECISIONS_FILE.to_owned()));
        let broken = MemoryWorld::new([("docs/a.md", "A"), (DECISIONS_FILE, "[[same")]);
        assert!(Project::open(&broken).is_err());
    }
}
