//! Measures Chorograph against hand-made truth.
//!
//! `choro_eval seeds` reads the seed texts and prints, per claim kind, recall and precision
//! against the gold claims, and which gold findings are reported. `choro_eval faults` turns every
//! direction of a project's texts to its opposite and prints how many are then contradicted.
//! `choro_eval names WHAT` measures what is done with names. `choro_eval prose` scores the claims on
//! encyclopaedia articles and country data sheets of any region, `choro_eval taggers` the quantities
//! and times found in some of them. `choro_eval sites generate` writes synthetic lists of sites, `choro_eval network`
//! measures routes.

#![allow(clippy::print_stdout, reason = "a driver: its output is its purpose")]

use choro_claim::Kind;
use choro_eval::claims::{Difference, Score, Tally, line};
use choro_eval::prose::{self, texts, truth};
use choro_eval::{
    alarms, claims, faults, findings, names, network, seeds, sites, speed, taggers, world,
};
use choro_gazetteer::Gazetteer;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: choro_eval seeds [--misses] [--extra] [--findings] | dump [DIR] | faults [DIR] [--all] \
     | alarms SET [RULE]... [TEXT]... | planted SET [--all] [--every N] | speed [SET] [--every N] [--joined|--run-on] [--rounds N] [--answers FILE] | names WHAT | sites WHAT | network WHAT \
     | taggers [--misses] \
     | prose [--gold FILE] [--texts DIR] [--places FILE] [--kinds all] [--misses] [--extra] [--claims]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let result = match args.first().map(String::as_str) {
        Some("seeds") => score(&args[1..]),
        Some("dump") => dump(&args[1..]),
        Some("faults") => plant(&args[1..]),
        Some("prose") => measure_prose(&args[1..]),
        Some("alarms") => alarm(&args[1..]),
        Some("planted") => planted(&args[1..]),
        Some("speed") => time(&args[1..]),
        Some("names") => measure_names(&args[1..]),
        Some("sites") => measure_sites(&args[1..]),
        Some("network") => measure_network(&args[1..]),
        Some("taggers") => taggers::report(&args[1..]).map(|report| print!("{report}")),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) if message == USAGE => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
        Err(message) => {
            eprintln!("choro_eval: {message}");
            ExitCode::from(2)
        }
    }
}

fn has(args: &[String], name: &str) -> bool {
    args.iter().any(|a| a == name)
}

/// The folder that the arguments name, else the project of the seed texts.
fn folder(args: &[String]) -> PathBuf {
    let named = args.iter().find(|a| !a.starts_with("--"));
    named.map_or_else(seeds::project, PathBuf::from)
}

/// `choro_eval seeds`.
fn score(args: &[String]) -> Result<(), String> {
    let compiled = seeds::compile_project(&seeds::project())?;
    print_claims(&claims::score(&seeds::gold_claims(), &compiled)?, args);
    let findings = findings::score(&seeds::gold_findings(), &compiled.atlas.findings)?;
    print_findings(&findings, has(args, "--findings"));
    Ok(())
}

/// Recall and precision by kind; with `--misses` and `--extra` the claims on which person and
/// program differ.
fn print_claims(score: &Score, args: &[String]) {
    for difference in &score.differences {
        match difference {
            Difference::Miss(line) if has(args, "--misses") => println!("miss {line}"),
            Difference::Extra(line) if has(args, "--extra") => println!("extra {line}"),
            _ => {}
        }
    }
    println!(
        "{:<16}{:>6}{:>7}{:>9}{:>7}{:>11}",
        "kind", "gold", "found", "recall", "read", "precision"
    );
    for (kind, tally) in &score.tallies {
        print_row(kind, tally);
    }
    print_row("all", &score.total());
}

/// What follows an option.
fn option<'a>(args: &'a [String], name: &str) -> Option<&'a Path> {
    let at = args.iter().position(|a| a == name)?;
    args.get(at + 1).map(Path::new)
}

/// The number, of one or more, that follows an option.
fn number(args: &[String], name: &str) -> Option<usize> {
    let told = option(args, name)?.to_str()?.parse().ok()?;
    (told > 0).then_some(told)
}

/// `choro_eval prose`: the geometric and numeric claims of prose of any region; with `--claims`
/// only what is read, for a folder without truth.
fn measure_prose(args: &[String]) -> Result<(), String> {
    let gazetteer = match option(args, "--places") {
        Some(path) => texts::world(path)?,
        None => Gazetteer::build(Vec::new()).0,
    };
    if let (true, Some(folder)) = (has(args, "--claims"), option(args, "--texts")) {
        for (name, text) in texts::of_folder(folder)? {
            println!("== {name}");
            for claim in prose::read(&name, &text, &gazetteer) {
                println!("{}", line(&claim));
            }
        }
        return Ok(());
    }
    let file = option(args, "--gold").map_or_else(|| truth::file("dev"), Path::to_owned);
    let gold = truth::read(&file)?;
    let texts = match option(args, "--texts") {
        Some(folder) => texts::of_folder(folder)?,
        None => texts::named(&gold.iter().map(|t| t.doc.clone()).collect()),
    };
    if texts.is_empty() {
        println!("skipped: the texts of {} are missing", file.display());
        return Ok(());
    }
    let all = option(args, "--kinds").is_some_and(|k| k.as_os_str() == "all");
    let kinds = if all { Kind::ALL } else { &prose::GEOMETRIC };
    print_claims(&prose::score(&texts, &gold, kinds, &gazetteer), args);
    Ok(())
}

fn print_row(kind: &str, t: &Tally) {
    let percent =
        |share: Option<f64>| share.map_or("-".to_owned(), |s| format!("{:.0} %", 100.0 * s));
    println!(
        "{kind:<16}{:>6}{:>7}{:>9}{:>7}{:>11}",
        t.gold,
        t.found,
        percent(t.recall()),
        t.read,
        percent(t.precision())
    );
}

fn print_findings(score: &findings::Score, show: bool) {
    println!();
    for tier in &score.tiers {
        println!("{:<8}{} of {}", tier.name, tier.found(), tier.gold);
        for line in tier.missing.iter().filter(|_| show) {
            println!("  not reported: {line}");
        }
    }
    for reported in &score.reported {
        println!(
            "{:<8}{} reported, {} not in gold",
            reported.severity.name(),
            reported.count,
            reported.beyond.len()
        );
        for line in reported.beyond.iter().filter(|_| show) {
            println!("  beyond gold: {line}");
        }
    }
}

/// `choro_eval alarms SET`: what is called wrong in published texts; findings of the rules named
/// are told one by one.
fn alarm(args: &[String]) -> Result<(), String> {
    let [set, rules @ ..] = args else {
        return Err(format!("alarms: say of what: {}", alarms::texts::SETS));
    };
    let texts = alarms::texts::of(set)?;
    let reviews = alarms::review::Reviews::read()?;
    let compiled = world::compile_over(&texts.documents)?;
    let score = alarms::score(&compiled, &texts);
    print!("{}", alarms::report(&score, &reviews, &compiled, rules));
    Ok(())
}

/// `choro_eval planted SET`: how many of the statements of published texts that the references bear
/// out are contradicted once they are made wrong; with `--all`, each that is not, with `--every N`
/// only every Nth statement.
fn planted(args: &[String]) -> Result<(), String> {
    let Some(set) = args.first() else {
        return Err(format!("planted: say in what: {}", alarms::texts::SETS));
    };
    let texts = alarms::texts::of(set)?;
    let compiled = world::compile_over(&texts.documents)?;
    let every = number(args, "--every");
    let found = faults::plant_all(&compiled, every.unwrap_or(1));
    if has(args, "--all") {
        let missed = |t: &&faults::Trial| t.after != Some(choro_check::Outcome::Contradicted);
        for t in found.trials.iter().filter(missed) {
            let after = t.after.map_or("not read", choro_check::Outcome::as_str);
            println!("{} {} {} {:?}", t.document, t.kind, t.fault, t.quote);
            println!("  as it stands: {}", t.why_before);
            println!("  changed: {after}: {}", t.why_after);
        }
    }
    println!(
        "{:<34}{:<14}{:>7}{:>8}{:>9}",
        "fault", "kind", "planted", "caught", "rate"
    );
    for ((fault, kind), (planted, caught)) in found.by_kind() {
        let rate = 100.0 * caught as f64 / planted as f64;
        println!(
            "{:<34}{kind:<14}{planted:>7}{caught:>8}{rate:>7.1} %",
            fault.to_string()
        );
    }
    Ok(())
}

/// `choro_eval speed [SET]`: how fast published texts are read and judged, on one core; with
/// `--every N` every Nth text, with `--joined` all as one long document, with `--run-on` as one of a
/// single paragraph, with `--rounds N` the least times of N rounds are told (from the second on the
/// gazetteer was asked for the names before), with `--answers FILE` all that was found is written down.
fn time(args: &[String]) -> Result<(), String> {
    let set = args.first().filter(|set| !set.starts_with("--"));
    let mut texts = alarms::texts::of(set.map_or("wiktor", String::as_str))?;
    if let Some(every) = number(args, "--every") {
        texts.documents = texts.documents.into_iter().step_by(every).collect();
    }
    if has(args, "--joined") {
        texts.documents = speed::joined(&texts.documents, "\n\n");
    } else if has(args, "--run-on") {
        texts.documents = speed::joined(&texts.documents, " ");
    }
    let compiled = world::compile_over(&texts.documents)?;
    let (mut times, answers) = speed::measure(&compiled);
    for _ in 1..number(args, "--rounds").unwrap_or(1) {
        times = times.least(speed::measure(&compiled).0);
    }
    print!("{}", speed::report(&times, &compiled));
    match option(args, "--answers") {
        Some(file) => std::fs::write(file, answers).map_err(|e| format!("{}: {e}", file.display())),
        None => Ok(()),
    }
}

/// `choro_eval names WHAT`.
fn measure_names(args: &[String]) -> Result<(), String> {
    let [what, options @ ..] = args else {
        return Err(format!("names: say what: {}", names::WHAT));
    };
    print!("{}", names::report(what, options)?);
    Ok(())
}

/// `choro_eval sites WHAT`.
fn measure_network(args: &[String]) -> Result<(), String> {
    let [what, options @ ..] = args else {
        return Err(format!("network: say what: {}", network::WHAT));
    };
    print!("{}", network::report(what, options)?);
    Ok(())
}

fn measure_sites(args: &[String]) -> Result<(), String> {
    let [what, options @ ..] = args else {
        return Err(format!("sites: say what: {}", sites::WHAT));
    };
    print!("{}", sites::report(what, options)?);
    Ok(())
}

/// `choro_eval dump [DIR]`: every mention and claim of a project's texts, for reading.
fn dump(args: &[String]) -> Result<(), String> {
    let compiled = seeds::compile_project(&folder(args))?;
    let gazetteer = &compiled.atlas.gazetteer;
    for text in &compiled.atlas.documents {
        println!("== {}: topic {:?}", text.document.path, text.mentions.topic);
        for block in &text.document.blocks {
            println!("-- {:?}: {}", block.kind, block.text);
        }
        for m in &text.mentions.all {
            let place = m.chosen.map_or("-".to_owned(), |p| {
                let p = gazetteer.place(p);
                format!("{} [{} {}]", p.name(), p.class, p.key)
            });
            println!(
                "mention {:?} {:?} {:?} -> {place} ({:.2}) {}",
                m.kind, m.text, m.class, m.confidence, m.reason
            );
        }
        for c in &text.claims {
            println!("{}", line(c));
        }
    }
    Ok(())
}

/// `choro_eval faults [DIR]`: how many turned directions are contradicted; with `--all`, each.
fn plant(args: &[String]) -> Result<(), String> {
    let compiled = seeds::compile_project(&folder(args))?;
    let found = faults::turn_all(&compiled);
    if has(args, "--all") {
        for t in &found.trials {
            let after = t.after.map_or("not read", choro_check::Outcome::as_str);
            println!("{} {:?}", t.document, t.quote);
            println!("  as it stands: {}: {}", t.before.as_str(), t.why_before);
            println!("  turned: {after}: {}", t.why_after);
        }
    }
    println!("directions              {}", found.trials.len());
    println!("supported as they stand {}", found.supported());
    println!("  contradicted turned   {}", found.detected());
    println!("contradicted as they stand {}", found.alarms());
    Ok(())
}
