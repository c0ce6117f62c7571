//! `choro romanize`: names in another script, and Latin spellings read back.

use crate::args::Romanize;
use crate::output;
use crate::terminal::Terminal;
use anyhow::{anyhow, bail};
use choro_name::romanisation::{Candidate, System};
use choro_name::romanisation::{
    Transliteration, candidates, languages_read_back, nearest_system, script_code, system, systems,
};
use std::io::Read;
use std::process::ExitCode;

/// Words that stayed as they are which are named; further ones are counted.
const NAMED: usize = 10;

pub(crate) fn run(romanize: &Romanize, terminal: &Terminal) -> anyhow::Result<ExitCode> {
    if romanize.list {
        output::write(&list())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut input = String::new();
    if romanize.texts.is_empty() {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        input = String::from_utf8(bytes)
            .map_err(|e| anyhow!("standard input is no UTF-8: {}", e.utf8_error()))?;
    }
    let given = romanize.texts.iter().flat_map(|text| text.lines());
    let lines: Vec<&str> = given.chain(input.lines()).collect();
    let way = way(romanize, &lines)?;
    let mut written = String::new();
    let mut left: Vec<String> = Vec::new();
    for line in lines {
        let stayed = match &way {
            Way::Written(system) => write_line(line, system, romanize.explain, &mut written),
            Way::ReadBack(language) => read_line(line, language, romanize, &mut written),
        };
        for word in stayed {
            if !left.contains(&word) {
                left.push(word);
            }
        }
    }
    output::write(&written)?;
    tell_left(&left, &way, terminal);
    Ok(ExitCode::SUCCESS)
}

/// What is to be done with the lines.
enum Way {
    Written(&'static System),
    ReadBack(String),
}

fn way(romanize: &Romanize, lines: &[&str]) -> anyhow::Result<Way> {
    let from = romanize.from.as_deref().map(script).transpose()?;
    let to = romanize.to.as_deref().map(script).transpose()?;
    let language = romanize.language.as_deref();
    let fits = |s: &&System| {
        from.is_none_or(|from| s.from_script() == from)
            && to.is_none_or(|to| s.to_script() == to)
            && language.is_none_or(|language| s.language() == language)
    };
    // Where no script is named, that of the lines says which way to go.
    let foreign = |s: &System| s.from_script() != "Latn" && lines.iter().any(|l| s.reads(l));
    let unnamed = from.is_none() && to.is_none();
    let anything = lines.iter().any(|line| !line.trim().is_empty());
    let all_latin = unnamed && anything && !systems().iter().any(foreign);
    let back = romanize.candidates.is_some()
        || to.is_some_and(|to| to != "Latn")
        || (from == Some("Latn") && to.is_none());
    if let Some(name) = &romanize.system {
        let system = by_name(name)?;
        if fits(&system)
            && romanize.candidates.is_none()
            && (system.from_script() == "Latn" || !all_latin)
        {
            return Ok(Way::Written(system));
        }
        let read_back = read_back(language.unwrap_or(system.language()));
        return match read_back {
            Err(_) if fits(&system) && !back => Ok(Way::Written(system)),
            _ if back || all_latin => read_back,
            _ => bail!(
                "`{}` reads {} and writes {}, in the language `{}`",
                system.id(),
                system.from_script(),
                system.to_script(),
                system.language()
            ),
        };
    }
    if back || all_latin {
        let known = languages_read_back();
        return match (language, &known[..]) {
            (Some(language), _) => read_back(language),
            (None, [only]) => read_back(only),
            (None, _) => bail!(
                "say in which language with --language: {}",
                known.join(", ")
            ),
        };
    }
    let mut fitting: Vec<&System> = systems().iter().filter(fits).collect();
    if unnamed {
        fitting.retain(|s| foreign(s));
    }
    match fitting[..] {
        [only] => Ok(Way::Written(only)),
        [] => bail!("no system reads and writes so; `choro romanize --list` lists all"),
        _ => {
            let ids: Vec<&str> = fitting.iter().map(|s| s.id()).collect();
            bail!("say which system with --system: {}", ids.join(", "))
        }
    }
}

/// Reading back needs a language with a model or a system out of Latin letters.
fn read_back(language: &str) -> anyhow::Result<Way> {
    let by_system = systems()
        .iter()
        .any(|s| s.language() == language && s.from_script() == "Latn" && s.to_script() != "Latn");
    if by_system || languages_read_back().contains(&language) {
        return Ok(Way::ReadBack(language.to_owned()));
    }
    bail!("names in the language `{language}` cannot be read back from Latin letters")
}

fn script(name: &str) -> anyhow::Result<&'static str> {
    let known = "hangul, latin, cyrillic, kana or an ISO 15924 code";
    script_code(name).ok_or_else(|| anyhow!("there is no script `{name}`: say {known}"))
}

fn by_name(name: &str) -> anyhow::Result<&'static System> {
    system(name).ok_or_else(|| match nearest_system(name) {
        Some(near) => anyhow!("there is no system `{name}`; did you mean `{}`?", near.id()),
        None => anyhow!("there is no system `{name}`; `choro romanize --list` lists all"),
    })
}

fn list() -> String {
    let rows: Vec<Vec<String>> = systems()
        .iter()
        .map(|s| {
            vec![
                s.id().to_owned(),
                s.language().to_owned(),
                s.from_script().to_owned(),
                s.to_script().to_owned(),
                s.title().to_owned(),
                s.aliases().join(", "),
            ]
        })
        .collect();
    output::table(
        &["system", "language", "from", "to", "title", "also"],
        &rows,
    )
}

/// Writes a line; yields the words that stayed as they are.
fn write_line(line: &str, system: &System, explain: bool, written: &mut String) -> Vec<String> {
    let Transliteration { text, steps, left } = system.explain(line);
    written.push_str(&text);
    written.push('\n');
    for step in steps.iter().filter(|_| explain) {
        written.push_str(&format!(
            "  {}: {}: {}\n",
            step.pass, step.change, step.word
        ));
    }
    left
}

/// Reads a line back; a line that cannot be read stays and is yielded.
fn read_line(line: &str, language: &str, romanize: &Romanize, written: &mut String) -> Vec<String> {
    let limit = romanize.candidates.map_or(1, usize::from);
    let found = candidates(line, language, limit);
    for Candidate { text, score } in &found {
        if romanize.candidates.is_some() {
            written.push_str(&format!("{line}\t{text}\t{score:.2}\n"));
        } else {
            written.push_str(&format!("{text}\n"));
        }
    }
    if found.is_empty() {
        written.push_str(line);
        written.push('\n');
    }
    let unread = found.is_empty() && !line.trim().is_empty();
    unread.then(|| line.trim().to_owned()).into_iter().collect()
}

fn tell_left(left: &[String], way: &Way, terminal: &Terminal) {
    if left.is_empty() {
        return;
    }
    let mut words = left[..left.len().min(NAMED)].join(", ");
    if left.len() > NAMED {
        words.push_str(&format!(" and {} more", left.len() - NAMED));
    }
    let why = match way {
        Way::Written(system) => format!("`{}` does not read them", system.id()),
        Way::ReadBack(language) => format!("no name in the language `{language}` is spelt so"),
    };
    terminal.say(&format!("left as they are, as {why}: {words}"));
}
