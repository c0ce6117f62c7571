//! What a measure found: the verdict in the making, and what a rule needs to speak of it.

use crate::data::THRESHOLDS;
use crate::knowledge::Knowledge;
use crate::verdict::{Outcome, Verdict};
use choro_claim::ClaimId;
use choro_gazetteer::PlaceId;
use choro_geometry::{Judgement, Reason};

/// What is wrong, where something is; the rules look for their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    Direction,
    Distance,
    BorderSide,
    NotAdjacent,
    NotContained,
    /// It lay there once and no longer.
    FormerParent,
    OffFeature,
    NotNear,
    Position,
    NotFurther,
    NotBetween,
    FarCoordinate,
    SwappedCoordinate,
    Capital,
    Magnitude,
    /// A height that is not that of the references.
    Height,
    /// An area that is not that of the outline.
    AreaOfOutline,
    /// Ground that is not like that.
    Terrain,
    /// The ground hides it.
    OutOfSight,
    /// A river, range or coast that does not go there.
    Course,
    Superlative,
    MeasureMissing,
    LineElsewhere,
    LineConnects,
    CrossingMode,
    /// Fewer sites are stated than are listed.
    MoreListed,
    /// More sites are stated than lists have that are said to be complete.
    FewerListed,
    /// More are said to be of a sort than there are of all sorts.
    PartAboveWhole,
}

impl Fault {
    /// The rule in preview that reports it; `None` where a rule does that always runs.
    fn in_preview(self) -> Option<&'static str> {
        match self {
            Fault::Course => Some("GEO112"),
            Fault::AreaOfOutline => Some("GEO119"),
            Fault::Terrain => Some("GEO120"),
            Fault::OutOfSight => Some("GEO121"),
            _ => None,
        }
    }
}

/// The outcome of a measure under one reading, or of all readings together.
#[derive(Clone, Debug)]
pub(crate) struct Ruling {
    pub(crate) outcome: Outcome,
    /// As [`Verdict::reason`].
    pub(crate) reason: &'static str,
    pub(crate) explanation: String,
    pub(crate) measured: Option<String>,
    pub(crate) threshold: Option<String>,
    pub(crate) margin: Option<f64>,
    pub(crate) evidence: Vec<String>,
    pub(crate) fault: Option<Fault>,
    /// What to write instead.
    pub(crate) instead: Option<String>,
    /// Lines worth adding to a finding, and counter-examples.
    pub(crate) notes: Vec<String>,
    /// The reading judged.
    pub(crate) subject: Option<PlaceId>,
    pub(crate) object: Option<PlaceId>,
    /// How sure it is that these are the places meant, 0 to 1, where the document's other
    /// statements were asked.
    pub(crate) certainty: Option<f64>,
}

impl Ruling {
    fn new(outcome: Outcome, reason: &'static str, explanation: impl Into<String>) -> Self {
        Self {
            outcome,
            reason,
            explanation: explanation.into(),
            measured: None,
            threshold: None,
            margin: None,
            evidence: Vec::new(),
            fault: None,
            instead: None,
            notes: Vec::new(),
            subject: None,
            object: None,
            certainty: None,
        }
    }

    pub(crate) fn supported(ground: &'static str, explanation: impl Into<String>) -> Self {
        Self::new(Outcome::Supported, ground, explanation)
    }

    pub(crate) fn undetermined(reason: &'static str, explanation: impl Into<String>) -> Self {
        Self::new(Outcome::Undetermined, reason, explanation)
    }

    pub(crate) fn contradicted(
        ground: &'static str,
        fault: Fault,
        explanation: impl Into<String>,
    ) -> Self {
        let mut ruling = Self::new(Outcome::Contradicted, ground, explanation);
        ruling.fault = Some(fault);
        ruling
    }

    pub(crate) fn not_checked(why: &str) -> Self {
        Self::undetermined("not-checked", why)
    }

    pub(crate) fn missing(what: impl Into<String>) -> Self {
        Self::undetermined("data-missing", what)
    }

    /// From a judgement of geometry; `fault` is what a contradiction means.
    pub(crate) fn judged(
        know: &Knowledge<'_>,
        judged: &Judgement,
        fault: Fault,
        explanation: String,
    ) -> Self {
        use choro_geometry::Outcome as Found;
        let mut ruling = match judged.outcome {
            Found::Supported => Self::supported("measured", explanation),
            Found::Contradicted => Self::contradicted("measured", fault, explanation),
            Found::Undetermined => {
                let reason = match judged.reason {
                    Some(Reason::Unmeasurable) => "data-missing",
                    Some(Reason::ByRoad) => "by-road",
                    Some(Reason::TooClose) => "too-close",
                    _ => "too-close",
                };
                Self::undetermined(reason, explanation)
            }
        };
        if judged.reason != Some(Reason::Unmeasurable) {
            ruling.measured = Some(know.words(|| judged.summary()));
            ruling.threshold = Some(know.words(|| threshold(judged)));
            let unit = match judged.unit.as_ref() {
                "°" => THRESHOLDS.margin.degrees,
                "m" => THRESHOLDS.margin.metres,
                _ => THRESHOLDS.margin.share,
            };
            ruling.margin = Some(judged.margin / unit);
        }
        ruling
    }

    pub(crate) fn with_evidence(mut self, evidence: Vec<String>) -> Self {
        self.evidence = evidence;
        self
    }

    pub(crate) fn with_measured(mut self, measured: impl Into<String>) -> Self {
        self.measured = Some(measured.into());
        self
    }

    pub(crate) fn with_threshold(mut self, threshold: impl Into<String>) -> Self {
        self.threshold = Some(threshold.into());
        self
    }

    pub(crate) fn with_margin(mut self, margin: f64) -> Self {
        self.margin = Some(margin);
        self
    }

    pub(crate) fn sure(mut self, share: f64) -> Self {
        self.certainty = Some(share);
        self
    }

    pub(crate) fn instead(mut self, words: impl Into<String>) -> Self {
        self.instead = Some(words.into());
        self
    }

    pub(crate) fn noted(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same, but undecided where only a rule in preview calls it wrong that does not run.
    pub(crate) fn unless_in_preview(self, runs: impl Fn(&str) -> bool) -> Self {
        let rule = self.fault.and_then(Fault::in_preview);
        let Some(rule) = rule.filter(|rule| !runs(rule)) else {
            return self;
        };
        let explanation = format!(
            "{}; {rule}, a rule in preview, judges this",
            self.explanation
        );
        Self {
            outcome: Outcome::Undetermined,
            reason: "not-checked",
            explanation,
            margin: None,
            fault: None,
            instead: None,
            ..self
        }
    }

    /// Whether the reading has nothing to measure: a second record of a place, without figures or
    /// outline, does not speak for the text.
    pub(crate) fn is_silent(&self) -> bool {
        self.reason == "data-missing"
    }

    pub(crate) fn is_contradicted(&self) -> bool {
        self.outcome == Outcome::Contradicted
    }

    pub(crate) fn is_supported(&self) -> bool {
        self.outcome == Outcome::Supported
    }

    /// The verdict it makes on a claim.
    pub(crate) fn verdict(&self, claim: ClaimId) -> Verdict {
        Verdict {
            claim,
            outcome: self.outcome,
            reason: self.reason.to_owned(),
            explanation: self.explanation.clone(),
            measured: self.measured.clone(),
            threshold: self.threshold.clone(),
            margin: self.margin,
            evidence: self.evidence.clone(),
        }
    }
}

fn threshold(judged: &Judgement) -> String {
    match judged.unit.as_ref() {
        "°" => format!("{:.1}°", judged.threshold),
        "m" => crate::wording::distance(judged.threshold.max(0.0)),
        _ => format!("{:.0} %", judged.threshold * 100.0),
    }
}
