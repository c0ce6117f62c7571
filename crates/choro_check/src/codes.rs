//! The one table of rules: code, function, name, usual severity, stage, fixes, summary; the page goes
//! by the code.
//!
//! Codes are never used again for something else. The page of a rule is both its documentation
//! in the source and what `choro explain` prints.

use crate::corpus::Corpus;

use choro_diagnostic::{Finding, RuleDescription, Severity};

/// What a rule can put right by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fixes {
    /// Nothing: a person has to find out what is right.
    None,
    /// It proposes words that a person has to read over.
    Review,
    /// Where only one correction is possible it may be made without a person looking.
    Safe,
}

impl Fixes {
    /// `safe`, `unsafe` or `none`, as the options of `choro check` call them.
    pub fn as_str(self) -> &'static str {
        match self {
            Fixes::None => "none",
            Fixes::Review => "unsafe",
            Fixes::Safe => "safe",
        }
    }
}

/// What is to be known of a rule without running it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// `GEO103`.
    pub code: &'static str,
    /// Its name in words joined by hyphens: `border-direction-contradicted`.
    pub name: &'static str,
    /// The family, the letters of the code: `GEO`.
    pub family: &'static str,
    /// The severity where nothing lowers it.
    pub severity: Severity,
    /// Whether it runs only where its code is selected in full.
    pub preview: bool,
    /// What it can put right.
    pub fixes: Fixes,
    /// One sentence: what it finds.
    pub summary: &'static str,
    /// The page of the rule, Markdown, with examples that trigger it and one that does not.
    pub explanation: &'static str,
}

impl RuleInfo {
    /// As it is listed beside findings; the page says more.
    pub fn description(&self) -> RuleDescription {
        RuleDescription {
            code: self.code,
            name: self.name,
            summary: self.summary,
            help: "",
        }
    }
}

/// A rule: looks at all documents, reports what it finds.
pub(crate) type Find = fn(&Corpus<'_>) -> Vec<Finding>;

macro_rules! rules {
    ($($code:literal $family:ident::$module:ident $name:literal $severity:ident $stage:ident $fixes:ident $summary:literal)+) => {
        const RULES: &[RuleInfo] = &[$(RuleInfo {
            code: $code,
            name: $name,
            family: family($code),
            severity: Severity::$severity,
            preview: rules!(@stage $stage),
            fixes: rules!(@fixes $fixes),
            summary: $summary,
            explanation: include_str!(concat!("../resources/rules/", $code, ".md")),
        }),+];

        const FINDERS: &[Find] = &[$(crate::rules::$family::$module::find),+];
    };
    (@stage stable) => { false };
    (@stage preview) => { true };
    (@fixes safe) => { Fixes::Safe };
    (@fixes review) => { Fixes::Review };
    (@fixes none) => { Fixes::None };
}

const fn family(code: &'static str) -> &'static str {
    code.split_at(3).0
}

rules! {
    "GEO101" geo::direction "direction-contradicted" Error stable review
        "A place does not lie in the direction the text gives."
    "GEO102" geo::distance "distance-off" Error stable none
        "Two places are not as far apart as the text says, by any way."
    "GEO103" geo::border_direction "border-direction-contradicted" Error stable review
        "A region borders its neighbour on another side than the text says."
    "GEO104" geo::not_adjacent "not-adjacent" Error stable none
        "Two regions that the text calls neighbours do not touch."
    "GEO105" geo::not_contained "not-contained" Error stable none
        "A place does not lie in the region the text puts it in."
    "GEO106" geo::wrong_feature "wrong-feature" Error stable none
        "A place does not stand on the river, lake, coast or line the text names."
    "GEO107" geo::near_implausible "near-implausible" Warning stable none
        "Two places are called near each other that are not, as such places go."
    "GEO108" geo::position_in "position-in-contradicted" Error stable none
        "A place lies in another part of its region than the text says."
    "GEO109" geo::further_than "further-than-contradicted" Error stable none
        "A place is not further in a direction, or not larger, than the one it is compared with."
    "GEO110" geo::coordinate_far "coordinate-far-from-place" Error stable none
        "Stated coordinates lie far from the place they are given for."
    "GEO111" geo::coordinate_swapped "coordinate-swapped-or-sign" Error stable safe
        "Stated coordinates fit their place only with latitude and longitude changed over or a sign turned."
    "GEO112" geo::flow "flow-or-extent-contradicted" Error preview none
        "A river, range or coast does not go where the text says."
    "GEO113" geo::not_between "not-between" Warning stable none
        "A place does not lie between the two the text names."
    "GEO114" geo::bank "wrong-bank" Warning preview none
        "A place does not stand on the bank of the river that the text names."
    "GEO115" geo::one_point_two_places "one-point-two-places" Warning stable none
        "Two places are given the same coordinates."
    "GEO116" geo::one_place_two_points "one-place-two-points" Warning stable none
        "One place is given coordinates that lie far apart."
    "GEO117" geo::weak_anchor "weak-anchor" Note preview none
        "A place is located by a far one while a larger or equal one lies much nearer."
    "GEO118" geo::direction_imprecise "direction-imprecise" Note preview review
        "A direction holds, but another of the eight winds is nearer."
    "GEO119" geo::area_of_outline "area-against-polygon" Warning preview none
        "The area stated is not that of the place's outline."
    "GEO120" geo::terrain "terrain-contradicted" Note preview none
        "The ground about a place is not as the text says, by an elevation grid."
    "GEO121" geo::out_of_sight "out-of-sight" Note preview none
        "Something is said to be seen from where the ground hides it, by an elevation grid."
    "GEO151" geo::capital "capital-contradicted" Error stable none
        "A place is not the capital or seat of the unit the text names."
    "GEO152" geo::admin_level "admin-level-wrong" Warning preview none
        "A place is called a unit of another level than the references make it."
    "GEO153" geo::part_of "part-of-contradicted" Error stable none
        "A region is not a part of the one the text puts it in."
    "NAM201" nam::inconsistent_spelling "inconsistent-spelling" Error stable safe
        "A name is spelt in a way that differs by a letter or two from how the documents write it."
    "NAM202" nam::near_miss "near-miss-of-known-name" Warning stable review
        "A name that no reference knows is a letter or two away from one that they know."
    "NAM203" nam::mixed_romanisation "mixed-romanisation" Note stable safe
        "A name is written in another romanisation than the house, or the other names of the text."
    "NAM204" nam::ambiguous_name "ambiguous-name" Note preview none
        "A name may mean several places that are as likely, and nothing in the text tells which."
    "NAM205" nam::unknown_place "unknown-place" Note preview none
        "A name with a place's type word is in no reference."
    "NAM206" nam::anachronistic_name "anachronistic-name" Note stable review
        "A place is called by a name that it did not bear at the time spoken of."
    "NAM207" nam::several_names "several-names" Note stable review
        "One sea, lake or river goes by several names, or a place by another than the preferred one."
    "NAM208" nam::type_mismatch "type-mismatch" Warning stable none
        "A place is called something that nothing of its name is."
    "QTY401" qty::sum "sum-mismatch" Error stable none
        "Parts do not make up the whole that they are parts of."
    "QTY402" qty::list_count "list-count-mismatch" Warning stable none
        "A number of things is announced and another number of names follows."
    "QTY403" qty::off_by_magnitude "off-by-magnitude" Error stable none
        "A figure is far from that of the references."
    "QTY404" qty::figure_of_another_unit "figure-of-another-unit" Warning stable none
        "A figure given for a settlement is that of the unit about it, or the other way round."
    "QTY405" qty::conversion "conversion-mismatch" Warning stable safe
        "A measure and its conversion to another unit differ."
    "QTY406" qty::rate_missing "missing-period-or-denominator" Note stable none
        "An output is given without the time in which it is made."
    "QTY407" qty::share "share-over-100" Error stable none
        "The shares of a list add up to more than the whole."
    "QTY408" qty::growth "growth-implausible" Warning preview none
        "Two populations of a place are of years in which no place grows or shrinks so much."
    "QTY409" qty::density "density-mismatch" Warning stable none
        "A density does not follow from the population and the area beside it."
    "QTY410" qty::outside_reference "value-outside-reference" Error stable none
        "A height is not that of the references."
    "QTY411" qty::range "reversed-or-mixed-range" Warning stable safe
        "A range begins with its greater end, or has two units."
    "QTY412" qty::unit_fit "unit-does-not-fit" Warning stable none
        "A quantity is given in a unit that does not measure it."
    "SRC501" src::unsourced_figure "unsourced-figure" Note stable none
        "A share, an output or an estimate is given without a source."
    "SRC502" src::hedge_lost "hedge-lost" Warning stable none
        "A figure is a fact in one place and hearsay or an estimate in another."
    "SRC503" src::dead_source "dead-or-circular-source" Warning stable none
        "A source leads nowhere, or back to the text that cites it."
    "SRC504" src::source_older "source-older-than-claim" Warning stable none
        "A figure is of a later year than the source named for it."
    "SRC505" src::official_only "official-only" Note stable none
        "Nothing but an official account stands behind a statement."
    "SRC506" src::undated_caption "caption-undated" Note stable none
        "A caption shows a state that passes and has no date."
    "SUP601" sup::contradicted "superlative-contradicted" Error stable none
        "Another place of the same class exceeds the one that is said to have most."
    "SUP602" sup::measure_missing "superlative-measure-missing" Error stable none
        "A superlative holds by one measure and fails by another, and the text names none."
    "SUP603" sup::two_holders "two-holders" Warning stable none
        "One title is given to two places."
    "SUP604" sup::count_and_names "announced-number-differs" Warning stable none
        "A number of things is stated and another number of them is named, or listed among the sites."
    "SUP605" sup::closed_world "closed-world-note" Note stable none
        "A superlative holds among places of its class only, or a statement on all of a kind has a counter-example."
    "NET701" net::line_elsewhere "line-does-not-serve" Error stable none
        "A railway line does not call at the place the text says it serves."
    "NET702" net::line_connects "line-connects-wrong" Error stable none
        "A railway line does not call at one of the two places the text says it connects."
    "NET703" net::crossing_mode "crossing-absent-or-mode" Warning stable none
        "The crossings known between two places are of another mode than the text says."
    "NET704" net::journey "journey-impossible" Warning stable none
        "A journey takes less time than anything of its means travels."
    "NET705" net::list_incomplete "list-incomplete" Note stable none
        "A list of the lines of a place leaves out one that calls there."
    "TIM301" tim::impossible_order "impossible-order" Error stable none
        "Happenings are dated in an order that they cannot have had."
    "TIM302" tim::outside_existence "outside-existence" Warning stable none
        "A person or unit is spoken of at a time at which there was none."
    "TIM303" tim::outside_period "outside-named-period" Error stable none
        "A date lies outside the named period that stands beside it."
    "TIM304" tim::status_conflict "status-conflict" Warning stable none
        "A work is called finished in one place and under construction in another."
    "TIM305" tim::undated_present "undated-present" Note stable none
        "A text without a date says “now” or “today”."
    "TIM306" tim::interval "interval-arithmetic" Error stable none
        "A count of years does not lead from one date to the other."
    "TIM307" tim::impossible_date "impossible-date" Error stable none
        "A date is in no calendar."
    "TIM308" tim::boundary_change "boundary-change-ignored" Note stable none
        "Borders and units are taken as of another time than the text speaks of."
    "TIM309" tim::undated_figure "undated-figure" Note stable none
        "A population is given without a year, in a document without a date."
    "XCL801" xcl::values_conflict "values-conflict" Warning stable none
        "Two statements give different figures for one thing at one time."
    "XCL802" xcl::qualities_conflict "qualities-conflict" Warning stable none
        "A region is denied what a place in it is said to have."
    "XCL803" xcl::not_converse "directions-not-converse" Warning stable none
        "Two statements on the direction of two places cannot both hold."
    "XCL804" xcl::cyclic_order "cyclic-order" Warning stable none
        "Comparisons, directions or containments form a ring."
    "XCL805" xcl::side_taken_twice "side-taken-twice" Warning stable none
        "One side of a region is given to a neighbour and to a sea."
    "XCL806" xcl::asymmetric_neighbours "asymmetric-relation" Note stable none
        "A place is called a neighbour of another whose own text lists its neighbours without it."
    "FMT901" fmt::malformed_coordinate "malformed-coordinate" Warning stable safe
        "A coordinate pair lacks its separator, is out of range, or stands the wrong way round."
    "FMT902" fmt::bare_coordinate "mixed-or-bare-coordinate-format" Note stable safe
        "A coordinate pair lacks its hemispheres or mixes two notations."
    "FMT903" fmt::ambiguous_date "ambiguous-date" Note stable none
        "A date in figures may be read with day and month changed over."
    "FMT904" fmt::ambiguous_separator "ambiguous-separator" Warning stable review
        "A separator in a number may stand before thousands or before decimals."
    "FMT905" fmt::furniture_in_text "page-furniture-in-text" Note stable none
        "An address or words of a page's frame stand inside a sentence."
}

/// All rules, in order of their codes.
pub fn rules() -> &'static [RuleInfo] {
    RULES
}

/// The rules with their functions.
pub(crate) fn finders() -> impl Iterator<Item = (&'static RuleInfo, Find)> {
    RULES.iter().zip(FINDERS.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_code_a_name_and_a_page_of_its_own() {
        let names: std::collections::BTreeSet<_> = RULES.iter().map(|r| r.name).collect();
        let codes: std::collections::BTreeSet<_> = RULES.iter().map(|r| r.code).collect();
        assert_eq!((names.len(), codes.len()), (RULES.len(), RULES.len()));
        for rule in RULES {
            let title = format!("# {} ({})", rule.name, rule.code);
            assert!(rule.explanation.starts_with(&title), "{title}");
            for heading in ["## What it does", "## Why", "## Example", "## Use instead"] {
                assert!(
                    rule.explanation.contains(heading),
                    "{}: {heading}",
                    rule.code
                );
            }
        }
    }
}
