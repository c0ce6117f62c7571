//! `decisions/mentions.toml`: which place words stand for.
//!
//! ```toml
//! [[mention]]
//! document = "docs/first.md"
//! words = "Vevey"
//! near = "Montreux lies west of Vevey"
//! is = "places:vevey"
//! because = "the town, not the district"
//! author = "K. Kim"
//! ```
//!
//! `near` names words of the paragraph; without it the decision is about all such words of the
//! document. `is = "nothing"` says that they stand for no place of the gazetteer.

use super::{SIGNATURE, Signature, read_file};
use crate::config::Faults;
use crate::config::Stated;
use crate::config::section::Section;
use crate::world::World;
use choro_diagnostic::Finding;
use choro_text::Span;

/// The file with decisions on mentions, relative to the project.
pub const MENTION_DECISIONS_FILE: &str = "decisions/mentions.toml";

/// What words stand for that stand for no place of the gazetteer.
pub const NOTHING: &str = "nothing";

/// A person's word on which place some words stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionDecision {
    /// The document.
    pub document: String,
    /// The words, as they stand there.
    pub words: String,
    /// Words of the same paragraph; anywhere in the document where `None`.
    pub near: Option<String>,
    /// Key of a place, `SOURCE:RECORD`, or [`NOTHING`].
    pub is: Stated<String>,
    /// Who decided, and why.
    pub signature: Signature,
    /// Bytes of the file.
    pub span: Span,
}

pub(super) fn read(world: &dyn World) -> Result<Vec<MentionDecision>, Vec<Finding>> {
    read_file(world, MENTION_DECISIONS_FILE, &["mention"], decision)
}

fn decision(section: &Section, _: &str, faults: &mut Faults) -> Option<MentionDecision> {
    let mut known = vec!["document", "words", "near", "is"];
    known.extend(SIGNATURE);
    section.known(&known, faults);
    let document = section.required("document", faults);
    let words = section.required("words", faults);
    let is = section.required("is", faults);
    Some(MentionDecision {
        near: section.text("near", faults),
        signature: Signature::read(section, faults),
        document: document?.value,
        words: words?.value,
        is: is?,
        span: section.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryWorld;

    #[test]
    fn a_decision_names_document_words_and_place() {
        let read = |text: &str| super::read(&MemoryWorld::new([(MENTION_DECISIONS_FILE, text)]));
        let whole = "[[mention]]\ndocument = \"docs/a.md\"\nwords = \"Vevey\"\nis = \"nothing\"\n";
        let decisions = read(whole).expect("decisions");
        assert_eq!(
            (decisions[0].is.value.as_str(), &decisions[0].near),
            (NOTHING, &None)
        );
        for key in ["document", "words", "is"] {
            let without: Vec<&str> = whole
                .lines()
                .filter(|line| !line.starts_with(key))
                .collect();
            let faults = read(&without.join("\n")).expect_err("a fault");
            let needed = format!("[[mention]] needs `{key}`");
            assert_eq!(faults[0].message, needed);
        }
    }
}
