//! `choro claims`: every claim with its verdict.

mod annotation;
mod covered;
mod entry;
mod table;

use crate::args::{self, Claims, ClaimsFormat};
use crate::command::compiled;
use crate::command::place::key_of;
use crate::exit;
use crate::output;
use crate::terminal::Terminal;
use anyhow::bail;
use choro_atlas::{Atlas, Statement};
use choro_check::Outcome;
use choro_claim::Kind;
use choro_gazetteer::PlaceId;
use choro_project::{FailOn, suggestion};
use covered::Covered;
use entry::Entry;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

#[derive(Serialize)]
struct Ledger<'a> {
    claims: Vec<Entry<'a>>,
    coverage: Vec<Covered<'a>>,
}

pub(crate) fn run(
    claims: &Claims,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let kinds = kinds(&claims.kind)?;
    if claims.base.is_some() && claims.output_format != ClaimsFormat::WebAnnotation {
        bail!("--base belongs to --output-format web-annotation");
    }
    let compiled = match compiled::open(named, &claims.paths, claims.preview, terminal)? {
        Ok(compiled) => compiled,
        Err(code) => return Ok(code),
    };
    // Claims are a list, not a judgement: only unreadable input fails.
    let code = exit::of(&[], &compiled.input_findings, FailOn::Never);
    let atlas = &compiled.atlas;
    if claims.coverage {
        covered::write(atlas, claims.output_format)?;
        return Ok(code);
    }
    let wanted = Wanted::of(claims, kinds, atlas)?;
    let entries: Vec<Entry<'_>> = atlas
        .statements()
        .filter(|statement| wanted.has(statement))
        .map(|statement| entry::entry(atlas, &statement))
        .collect();
    match claims.output_format {
        ClaimsFormat::Json => output::json(&Ledger {
            claims: entries,
            coverage: covered::documents(atlas),
        })?,
        ClaimsFormat::Csv => output::write(&table::csv(&entries)?)?,
        ClaimsFormat::Table => output::write(&table::text(&entries, atlas, wanted.is_narrowed()))?,
        ClaimsFormat::WebAnnotation => {
            let base = claims.base.as_deref().unwrap_or("");
            output::json(&annotation::collection(&entries, atlas, base)?)?;
        }
    }
    Ok(code)
}

/// Which claims are listed.
struct Wanted {
    kinds: Vec<Kind>,
    outcomes: Vec<Outcome>,
    place: Option<PlaceId>,
}

impl Wanted {
    fn of(claims: &Claims, kinds: Vec<Kind>, atlas: &Atlas) -> anyhow::Result<Self> {
        let gazetteer = &atlas.gazetteer;
        let place = claims.place.as_deref();
        let key = place.map(|name| key_of(gazetteer, name)).transpose()?;
        Ok(Self {
            kinds,
            outcomes: claims.verdict.iter().map(|word| outcome(*word)).collect(),
            place: key.and_then(|key| gazetteer.by_key(&key)),
        })
    }

    fn is_narrowed(&self) -> bool {
        !self.kinds.is_empty() || !self.outcomes.is_empty() || self.place.is_some()
    }

    fn has(&self, statement: &Statement<'_>) -> bool {
        let claim = statement.claim;
        (self.kinds.is_empty() || self.kinds.contains(&claim.kind))
            && (self.outcomes.is_empty() || self.outcomes.contains(&statement.verdict.outcome))
            && (self.place.is_none() || claim.arguments().any(|a| a.place == self.place))
    }
}

fn outcome(word: args::Verdict) -> Outcome {
    match word {
        args::Verdict::Supported => Outcome::Supported,
        args::Verdict::Contradicted => Outcome::Contradicted,
        args::Verdict::Disputed => Outcome::Disputed,
        args::Verdict::Undetermined => Outcome::Undetermined,
    }
}

/// The kinds of these names.
fn kinds(typed: &[String]) -> anyhow::Result<Vec<Kind>> {
    let mut kinds = Vec::new();
    for name in typed {
        let word = name.trim().to_lowercase();
        let Some(kind) = Kind::from_name(&word) else {
            let names = || Kind::ALL.iter().map(|kind| kind.as_str());
            match suggestion(&word, names()) {
                Some(meant) => bail!("`{name}` is no kind of claim; did you mean `{meant}`?"),
                None => bail!(
                    "`{name}` is no kind of claim; kinds are {}",
                    names().collect::<Vec<_>>().join(", ")
                ),
            }
        };
        kinds.push(kind);
    }
    Ok(kinds)
}
