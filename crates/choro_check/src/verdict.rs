//! What became of a claim.

use choro_claim::ClaimId;
use serde::{Deserialize, Serialize};

/// The verdict's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The references bear it out.
    Supported,
    /// Measured beyond tolerance under every reading.
    Contradicted,
    /// References disagree among themselves, or another statement contradicts it.
    Disputed,
    /// The data cannot decide; the reason says why.
    Undetermined,
}

impl Outcome {
    /// Lower-case word for ledgers.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Supported => "supported",
            Outcome::Contradicted => "contradicted",
            Outcome::Disputed => "disputed",
            Outcome::Undetermined => "undetermined",
        }
    }
}

/// The verdict on one claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The claim, by its index in its document.
    pub claim: ClaimId,
    /// The word.
    pub outcome: Outcome,
    /// Why it is undetermined, or on what ground decided, in one word of a closed list:
    /// `measured`, `hierarchy`, `table`, `network`, `other-claim`; `unresolved`, `vague`,
    /// `data-missing`, `too-close`, `by-road`, `closed-world`, `not-checked`.
    pub reason: String,
    /// One sentence for people, with the numbers.
    pub explanation: String,
    /// The measured value, with unit.
    pub measured: Option<String>,
    /// The limit beyond which it is called wrong, with unit.
    pub threshold: Option<String>,
    /// How far past the limit, in steps of 5°, 1 km or 5 % (`data/thresholds.toml`); negative
    /// inside it.
    pub margin: Option<f64>,
    /// The references it rests on: "Who's On First 2024-11-04".
    pub evidence: Vec<String>,
}
