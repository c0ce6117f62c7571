//! Decisions written down: added at the end of their file, so that what people wrote there stays.

use super::{
    CLAIM_DECISIONS_FILE, ClaimDecision, FINDING_DECISIONS_FILE, FindingDecision,
    MENTION_DECISIONS_FILE, MentionDecision, Saying, Signature,
};
use crate::disk::DiskWorld;
use crate::whole::write_whole;
use crate::world::{World, WorldError};
use std::io;

/// Why a decision cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The file is there and cannot be read.
    #[error(transparent)]
    Read(#[from] WorldError),
    /// The file is not UTF-8.
    #[error("`{0}` is not UTF-8")]
    NotText(&'static str),
    /// The system refuses.
    #[error("`{file}` cannot be written: {source}")]
    Write {
        /// The file, relative to the project.
        file: &'static str,
        /// The system's words.
        source: io::Error,
    },
}

impl DiskWorld {
    /// Adds decisions on findings to their file.
    pub fn decide_findings(&self, decisions: &[FindingDecision]) -> Result<(), DecisionError> {
        let tables: Vec<String> = decisions.iter().map(finding).collect();
        self.add_decisions(FINDING_DECISIONS_FILE, &tables)
    }

    /// Adds a decision on a mention to its file.
    pub fn decide_mention(&self, decision: &MentionDecision) -> Result<(), DecisionError> {
        self.add_decisions(MENTION_DECISIONS_FILE, &[mention(decision)])
    }

    /// Adds a decision on a claim to its file.
    pub fn decide_claim(&self, decision: &ClaimDecision) -> Result<(), DecisionError> {
        self.add_decisions(CLAIM_DECISIONS_FILE, &[claim(decision)])
    }

    fn add_decisions(&self, file: &'static str, tables: &[String]) -> Result<(), DecisionError> {
        let mut text = match self.read(file) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| DecisionError::NotText(file))?,
            Err(WorldError::Missing(_)) => String::new(),
            Err(error) => return Err(error.into()),
        };
        for table in tables {
            if !text.is_empty() {
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
            }
            text.push_str(table);
        }
        write_whole(&self.root().join(file), text.as_bytes())
            .map_err(|source| DecisionError::Write { file, source })
    }
}

fn finding(decision: &FindingDecision) -> String {
    let header = if decision.dismiss {
        "dismiss"
    } else {
        "accept"
    };
    let mut table = format!("[[{header}]]\n");
    stated(&mut table, "finding", &decision.fingerprint.value);
    stated(&mut table, "code", &decision.code);
    stated(&mut table, "document", &decision.document);
    stated(&mut table, "words", &decision.words);
    signed(&mut table, &decision.signature);
    table
}

fn mention(decision: &MentionDecision) -> String {
    let mut table = "[[mention]]\n".to_owned();
    stated(&mut table, "document", &decision.document);
    stated(&mut table, "words", &decision.words);
    stated(&mut table, "near", decision.near.as_deref().unwrap_or(""));
    stated(&mut table, "is", &decision.is.value);
    signed(&mut table, &decision.signature);
    table
}

fn claim(decision: &ClaimDecision) -> String {
    let (header, says) = match &decision.says {
        Saying::NotSaid => ("not-said", String::new()),
        Saying::Corrected(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|(part, value)| format!("{part} = {}", quoted(value)))
                .collect();
            ("correct", format!("says = {{ {} }}\n", parts.join(", ")))
        }
    };
    let mut table = format!("[[{header}]]\n");
    stated(&mut table, "document", &decision.document);
    stated(&mut table, "kind", &decision.kind);
    stated(&mut table, "words", &decision.words);
    stated(
        &mut table,
        "object",
        decision.object.as_deref().unwrap_or(""),
    );
    table.push_str(&says);
    signed(&mut table, &decision.signature);
    table
}

fn signed(table: &mut String, signature: &Signature) {
    stated(table, "because", &signature.because);
    stated(table, "author", &signature.author);
    // Dates need no quotation marks.
    for (key, date) in [
        ("date", signature.date.as_str()),
        ("until", signature.until.as_deref().unwrap_or("")),
    ] {
        if !date.is_empty() {
            table.push_str(&format!("{key} = {date}\n"));
        }
    }
}

fn stated(table: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        table.push_str(&format!("{key} = {}\n", quoted(value)));
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Decisions;
    use crate::config::Stated;
    use choro_text::Span;
    use proptest::prelude::*;
    use std::fs;

    fn of(words: &str, signature: Signature) -> FindingDecision {
        FindingDecision {
            dismiss: true,
            fingerprint: Stated {
                value: "de2e5ac0fa5cbb24".to_owned(),
                span: Span::default(),
            },
            code: "GEO101".to_owned(),
            document: "docs/a.md".to_owned(),
            words: words.to_owned(),
            signature,
        }
    }

    fn signature(because: &str) -> Signature {
        Signature {
            because: because.to_owned(),
            author: "K. Kim".to_owned(),
            date: "2026-11-21".to_owned(),
            until: Some("2027-01-31".to_owned()),
        }
    }

    #[test]
    fn what_stands_in_the_file_stays() {
        let folder = tempfile::tempdir().expect("folder");
        let world = DiskWorld::new(folder.path());
        let path = folder.path().join(FINDING_DECISIONS_FILE);
        world
            .decide_findings(&[of("first", signature("x"))])
            .expect("written");
        let with_remark = format!(
            "# by hand\n{}\n\n",
            fs::read_to_string(&path).expect("read")
        );
        fs::write(&path, with_remark).expect("written");
        world
            .decide_findings(&[of("second", signature("y"))])
            .expect("written");
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.starts_with("# by hand\n[[dismiss]]\n"), "{text}");
        assert!(
            text.contains("until = 2027-01-31\n\n[[dismiss]]\n"),
            "{text}"
        );
        let read = Decisions::read(&world).expect("decisions");
        let words: Vec<&str> = read.findings.iter().map(|d| d.words.as_str()).collect();
        assert_eq!(words, ["first", "second"]);
        let beside = fs::read_dir(folder.path().join("decisions")).expect("folder");
        assert_eq!(beside.count(), 1);
    }

    proptest! {
        #[test]
        fn any_words_are_read_back(words in "\\PC+|[\\x00-\\x7f]+", because in "[^ ]{1,20}") {
            let folder = tempfile::tempdir().expect("folder");
            let world = DiskWorld::new(folder.path());
            prop_assume!(!because.trim().is_empty());
            let decision = of(&words, signature(&because));
            world.decide_findings(std::slice::from_ref(&decision)).expect("written");
            let read = Decisions::read(&world).expect("decisions");
            prop_assert_eq!(&read.findings[0].words, &decision.words);
            prop_assert_eq!(&read.findings[0].signature, &decision.signature);
        }
    }
}
