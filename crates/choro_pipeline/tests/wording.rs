//! Projects with words, patterns and limits of their own.

use choro_check::Outcome;
use choro_pipeline::{Compiled, Options, Silent, compile};
use choro_project::{MemoryWorld, Project};

const PLACES: &str = "id,name,type,lat,lon,parent\n\
    ch,Switzerland,country,46.8,8.2,\n\
    bern,Bern,city,46.948,7.4474,ch\n\
    thun,Thun,city,46.758,7.628,ch\n";

fn compiled(text: &str, files: &[(&str, &str)]) -> Compiled {
    let mut world = MemoryWorld::new([("gazetteer/places.csv", PLACES), ("docs/a.md", text)]);
    for (path, text) in files {
        world.put(*path, *text);
    }
    let project = Project::open(&world).expect("a project");
    let options = Options {
        cache: None,
        progress: &Silent,
    };
    compile(&project, &world, options)
}

/// Kind, value with unit and time, hedge and verdict of each claim.
fn claims(compiled: &Compiled) -> Vec<String> {
    let statements = compiled.atlas.statements();
    statements
        .map(|statement| {
            let (claim, verdict) = (statement.claim, statement.verdict);
            let parts = [
                claim.kind.as_str(),
                &claim.value,
                &claim.unit,
                &claim.when.edtf,
                &claim.hedge.to_string(),
                verdict.outcome.as_str(),
            ];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn a_period_of_the_project_dates_what_is_said() {
    let text = "During the Salt War, in 1711, Bern burned.\n";
    let period = "[[period]]\nid = \"salt-war\"\nwhen = \"1611/1614\"\nnames = [\"salt war\"]\n";
    let wrong = |compiled: &Compiled| compiled.atlas.findings.iter().any(|f| f.code == "TIM303");
    assert!(!wrong(&compiled(text, &[])));
    assert!(wrong(&compiled(text, &[("lexicon/periods.toml", period)])));
}

#[test]
fn a_unit_of_the_project_is_measured() {
    let text = "Thun lies 65 ri from Bern.\n";
    let unit = "[[unit]]\nid = \"ri\"\nkind = \"length\"\nfactor = 392.7\nnames = [\"ri\"]\n";
    assert!(claims(&compiled(text, &[])).is_empty());
    let with = compiled(text, &[("lexicon/units.toml", unit)]);
    assert_eq!(claims(&with), ["distance 65 ri asserted supported"]);
}

#[test]
fn a_hedge_of_the_project_says_who_stands_behind_it() {
    let text = "As the elders tell, Bern lies south of Thun.\n";
    let hedge = "[reported]\nphrases = [\"as the elders tell\"]\n";
    let plain = claims(&compiled(text, &[]));
    assert_eq!(plain, ["direction S asserted contradicted"]);
    let with = compiled(text, &[("lexicon/hedges.toml", hedge)]);
    assert_eq!(claims(&with), ["direction S reported contradicted"]);
}

#[test]
fn a_pattern_of_the_project_reads_a_claim_and_is_shown_as_written() {
    let text = "Bern looks down on Thun from the north.\n";
    let pattern = "[[pattern]]\nname = \"looks down from DIR\"\n\
        match = \"<S> @looking down on <O> from the <W:wind>\"\nvalue = \"{W}\"\n";
    let words = "looking = [\"looks\", \"gazes\"]\n";
    assert!(claims(&compiled(text, &[])).is_empty());
    let files = [
        ("grammar/direction.toml", pattern),
        ("grammar/lexicon.toml", words),
    ];
    let with = compiled(text, &files);
    assert_eq!(claims(&with), ["direction N asserted supported"]);
    let named = with.language.pattern("direction/looks down from DIR");
    assert!(named.is_some_and(|(matched, _)| matched.starts_with("<S> @looking")));
}

#[test]
fn a_limit_of_the_project_decides() {
    let text = "Thun lies near Bern.\n";
    assert_eq!(claims(&compiled(text, &[])), ["near asserted supported"]);
    let limits = "[near]\ntown-town = 2\n";
    let with = compiled(text, &[("lexicon/thresholds.toml", limits)]);
    assert_eq!(claims(&with), ["near asserted contradicted"]);
    assert_eq!(with.atlas.verdicts[0][0].outcome, Outcome::Contradicted);
}

#[test]
fn what_cannot_be_used_is_an_error_at_its_place_and_the_rest_is_read() {
    let text = "Thun lies near Bern.\n";
    for (path, broken, at) in [
        (
            "lexicon/periods.toml",
            "[[period]]\nid = \"x\"\nwhen = \"soon\"\nnames = [\"x\"]\n",
            17,
        ),
        ("lexicon/thresholds.toml", "[near]\nfar = 2\n", 7),
        (
            "grammar/near.toml",
            "[[pattern]]\nname = \"y\"\nmatch = \"(\"\n",
            20,
        ),
        ("grammar/nearby.toml", "", 0),
    ] {
        let with = compiled(text, &[(path, broken)]);
        let told: Vec<(&str, &str, usize)> = with
            .input_findings
            .iter()
            .map(|f| {
                (
                    f.code.as_str(),
                    f.primary.document.as_str(),
                    f.primary.span.start,
                )
            })
            .collect();
        assert_eq!(told, [("INP001", path, at)]);
        assert_eq!(claims(&with), ["near asserted supported"], "{path}");
    }
}
