//! `decisions/findings.toml`: what became of findings.
//!
//! ```toml
//! [[dismiss]]
//! finding = "de2e5ac0fa5cbb24"
//! code = "GEO101"
//! document = "docs/first.md"
//! words = "Bern lies to the south-west of Lausanne"
//! because = "quoted from a guide of 1890"
//! author = "K. Kim"
//! date = 2026-11-21
//! until = 2027-12-31
//!
//! [[accept]]
//! finding = "77ab01cd99e3f010"
//! because = "to be corrected in the second edition"
//! ```
//!
//! Only `finding` counts; `code`, `document` and `words` tell readers which one it is.

use super::{SIGNATURE, Signature, read_file};
use crate::config::Faults;
use crate::config::Stated;
use crate::config::section::Section;
use crate::world::World;
use choro_diagnostic::Finding;

/// The file with decisions on findings, relative to the project.
pub const FINDING_DECISIONS_FILE: &str = "decisions/findings.toml";

/// A person's word on a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingDecision {
    /// Whether the finding is passed over; else it is accepted as right, and stays.
    pub dismiss: bool,
    /// The finding's fingerprint, sixteen hexadecimal digits.
    pub fingerprint: Stated<String>,
    /// Its code; empty where not stated.
    pub code: String,
    /// Its document; empty where not stated.
    pub document: String,
    /// Its words; empty where not stated.
    pub words: String,
    /// Who decided, and why.
    pub signature: Signature,
}

pub(super) fn read(world: &dyn World) -> Result<Vec<FindingDecision>, Vec<Finding>> {
    read_file(
        world,
        FINDING_DECISIONS_FILE,
        &["dismiss", "accept"],
        decision,
    )
}

fn decision(section: &Section, header: &str, faults: &mut Faults) -> Option<FindingDecision> {
    let mut known = vec!["finding", "code", "document", "words"];
    known.extend(SIGNATURE);
    section.known(&known, faults);
    let dismiss = header == "dismiss";
    let fingerprint = section.required("finding", faults);
    if dismiss {
        section.required("because", faults);
    }
    let mut text = |key: &str| section.text(key, faults).unwrap_or_default();
    let (code, document, words) = (text("code"), text("document"), text("words"));
    let signature = Signature::read(section, faults);
    let fingerprint = fingerprint?;
    let digits = fingerprint.value.bytes();
    if fingerprint.value.len() != 16 || !digits.clone().all(|b| b.is_ascii_hexdigit()) {
        let message = "`finding` is a fingerprint of sixteen digits and letters a to f, as \
                       `choro check --output-format json` shows it";
        faults.unreadable(fingerprint.span, message);
        return None;
    }
    Some(FindingDecision {
        dismiss,
        fingerprint: Stated {
            value: fingerprint.value.to_ascii_lowercase(),
            span: fingerprint.span,
        },
        code: code.trim().to_uppercase(),
        document,
        words,
        signature,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryWorld;

    fn read(text: &str) -> Result<Vec<FindingDecision>, Vec<Finding>> {
        super::read(&MemoryWorld::new([(FINDING_DECISIONS_FILE, text)]))
    }

    #[test]
    fn decisions_are_read_in_file_order() {
        let decisions = read(
            "[[accept]]\nfinding = \"77ab01cd99e3f010\"\n\n[[dismiss]]\n\
             finding = \"DE2E5AC0FA5CBB24\"\ncode = \"geo101\"\nbecause = \"a quotation\"\n\
             author = \"K. Kim\"\ndate = 2026-11-21\nuntil = \"2027-12-31\"\n\n\
             [[accept]]\nfinding = \"77ab01cd99e3f011\"\n",
        )
        .expect("decisions");
        let dismissed: Vec<bool> = decisions.iter().map(|d| d.dismiss).collect();
        assert_eq!(dismissed, [false, true, false]);
        assert_eq!(decisions[1].fingerprint.value, "de2e5ac0fa5cbb24");
        assert_eq!(decisions[1].code, "GEO101");
        assert_eq!(
            decisions[1].signature.to_string(),
            "by K. Kim on 2026-11-21 until 2027-12-31: a quotation"
        );
        assert_eq!(decisions[0].signature.to_string(), "");
    }

    #[test]
    fn a_dismissal_needs_a_reason_and_a_finding_its_fingerprint() {
        for (text, told) in [
            (
                "[[dismiss]]\nfinding = \"de2e5ac0fa5cbb24\"\n",
                "[[dismiss]] needs `because`",
            ),
            (
                "[[dismiss]]\nfinding = \"de2e5ac0fa5cbb24\"\nbecause = \" \"\n",
                "`because` is empty",
            ),
            (
                "[[accept]]\nbecause = \"x\"\n",
                "[[accept]] needs `finding`",
            ),
            (
                "[[accept]]\nfinding = \"docs/a.md#1\"\n",
                "fingerprint of sixteen",
            ),
            (
                "[[accept]]\nfinding = \"de2e5ac0fa5cbb24\"\nuntil = \"2027\"\n",
                "`until` is a date",
            ),
        ] {
            let faults = read(text).expect_err("a fault");
            assert!(
                faults.iter().any(|f| f.message.contains(told)),
                "{faults:?}"
            );
        }
        let faults = read("[[dismissed]]\nfinding = \"de2e5ac0fa5cbb24\"\n").expect_err("a fault");
        assert_eq!(faults[0].help.as_deref(), Some("did you mean `dismiss`?"));
    }
}
