//! `decisions/claims.toml`: what sentences say, where they are read wrongly.
//!
//! ```toml
//! [[correct]]
//! document = "docs/first.md"
//! kind = "direction"
//! words = "lies to the south-west of Lausanne"
//! says = { value = "NE" }
//! because = "the map on the page has south up"
//! author = "K. Kim"
//!
//! [[not-said]]
//! document = "docs/first.md"
//! kind = "population"
//! words = "140,202 francs"
//! ```

use super::{SIGNATURE, Signature, read_file};
use crate::config::Faults;
use crate::config::section::Section;
use crate::world::World;
use choro_diagnostic::Finding;
use choro_text::Span;
use std::collections::BTreeMap;

/// The file with decisions on claims, relative to the project.
pub const CLAIM_DECISIONS_FILE: &str = "decisions/claims.toml";

/// What a sentence says instead of what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    /// These parts of the claim are others: `value`, `unit`, `subject`, `object`, `when`, `polarity`.
    Corrected(BTreeMap<String, String>),
    /// There is no such claim.
    NotSaid,
}

/// A person's word on what a sentence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDecision {
    /// The document.
    pub document: String,
    /// Kind of the claim as it is read.
    pub kind: String,
    /// The words it rests on, or some of them.
    pub words: String,
    /// The claim's object as named in the text, to tell claims of one kind on the same words apart;
    /// any where `None`.
    pub object: Option<String>,
    /// What is said.
    pub says: Saying,
    /// Who decided, and why.
    pub signature: Signature,
    /// Bytes of the file.
    pub span: Span,
}

impl Saying {
    /// The parts of a claim that can be corrected.
    pub const PARTS: [&'static str; 6] = ["value", "unit", "subject", "object", "when", "polarity"];
}

pub(super) fn read(world: &dyn World) -> Result<Vec<ClaimDecision>, Vec<Finding>> {
    read_file(
        world,
        CLAIM_DECISIONS_FILE,
        &["correct", "not-said"],
        decision,
    )
}

fn decision(section: &Section, header: &str, faults: &mut Faults) -> Option<ClaimDecision> {
    let mut known = vec!["document", "kind", "words", "object"];
    known.extend(SIGNATURE);
    let corrects = header == "correct";
    if corrects {
        known.push("says");
        if !section.has("says") {
            faults.missing(section, "says");
        }
    }
    section.known(&known, faults);
    let document = section.required("document", faults);
    let kind = section.required("kind", faults);
    let words = section.required("words", faults);
    let says = section.text_table("says", faults);
    for part in says
        .keys()
        .filter(|part| !Saying::PARTS.contains(&part.as_str()))
    {
        let message = format!(
            "`says` has no part `{part}`; parts are {}",
            Saying::PARTS.join(", ")
        );
        faults.unreadable(section.span, message);
    }
    Some(ClaimDecision {
        object: section.text("object", faults),
        says: if corrects {
            Saying::Corrected(says)
        } else {
            Saying::NotSaid
        },
        signature: Signature::read(section, faults),
        document: document?.value,
        kind: kind?.value,
        words: words?.value,
        span: section.span,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryWorld;

    #[test]
    fn a_claim_is_corrected_in_parts_or_not_said() {
        let read = |text: &str| super::read(&MemoryWorld::new([(CLAIM_DECISIONS_FILE, text)]));
        let about = "document = \"docs/a.md\"\nkind = \"direction\"\nwords = \"north of Thun\"\n";
        let text =
            format!("[[not-said]]\n{about}\n[[correct]]\n{about}says = {{ value = \"NE\" }}\n");
        let decisions = read(&text).expect("decisions");
        assert_eq!(decisions[0].says, Saying::NotSaid);
        let parts = BTreeMap::from([("value".to_owned(), "NE".to_owned())]);
        assert_eq!(decisions[1].says, Saying::Corrected(parts));
        for (text, told) in [
            (format!("[[correct]]\n{about}"), "[[correct]] needs `says`"),
            (
                format!("[[correct]]\n{about}says = {{ mood = \"x\" }}\n"),
                "no part `mood`",
            ),
            (
                format!("[[correct]]\n{about}says = \"NE\"\n"),
                "`says` is a table",
            ),
        ] {
            let faults = read(&text).expect_err("a fault");
            assert!(
                faults.iter().any(|f| f.message.contains(told)),
                "{faults:?}"
            );
        }
    }
}
