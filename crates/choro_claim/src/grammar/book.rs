//! The grammar files, loaded once.

use super::pattern::parse;
use super::program::{Compiler, Lists, PhraseList, Program};
use super::slot::SlotKind;
use super::triggers::Triggers;
use super::vocabulary::Vocabulary;
use crate::Kind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! files {
    ($($name:literal)+) => {
        &[$(($name, include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/../../data/grammar/", $name, ".toml"
        ))),)+]
    };
}

/// One file per claim kind.
const FILES: &[(&str, &str)] = files!(
    "alias" "area" "between" "borders" "capacity" "capital-of" "comparative" "converges"
    "coordinates" "count" "crossing" "direction" "distance" "economy" "elevation" "event" "extends"
    "formerly" "forms-border" "has-feature" "kinship" "line-connects" "line-serves" "located-in"
    "military-reach" "near" "on-feature" "part-whole" "population" "position-in" "produces" "share"
    "status-at" "superlative" "terrain" "unit-at" "view"
);

const LEXICON: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../data/grammar/lexicon.toml"
));

/// What a match becomes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Emission {
    /// Slot of the subject; `clause` for the clause's own subject, `topic` for the document's where
    /// no slot `S` took one.
    pub(crate) subject: Option<String>,
    /// Slot of the object; `topic`, `clause`, `county` for the county named last, or `=words` for
    /// literal text.
    pub(crate) object: Option<String>,
    /// Slots of further places.
    pub(crate) others: Vec<String>,
    /// The value: literal words with `{SLOT}` filled in.
    pub(crate) value: Option<String>,
    /// The unit, where the value has none of its own.
    pub(crate) unit: Option<String>,
    /// Slot of the date; without it, a date inside the match counts.
    pub(crate) when: Option<String>,
    /// Qualifiers: literal words with `{SLOT}` filled in.
    pub(crate) qualifiers: BTreeMap<String, String>,
    /// Slot at which the evidence begins; the match's first token without it.
    pub(crate) from: Option<String>,
    /// Slot of the decisive words.
    pub(crate) focus: Option<String>,
    /// Whether the statement is of the past by its words.
    pub(crate) past: bool,
    /// A list whose words are no subject: in "Austria, Italy" neither is in the other.
    pub(crate) distinct: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PatternEntry {
    name: String,
    r#match: String,
    /// Repeated after the match, each time for one more claim with the same subject.
    tail: Option<String>,
    /// Blocks it applies to: `list-item`, `caption`, `heading`; prose without it.
    #[serde(default)]
    blocks: Vec<String>,
    /// Words of which one must stand in the heading above.
    #[serde(default)]
    under: Vec<String>,
    /// Whether the pattern must match the whole sentence.
    #[serde(default)]
    whole: bool,
    /// Whether the match must begin the sentence.
    #[serde(default)]
    initial: bool,
    /// Whether a subject that opens the match may hang on a preposition: "near X (41° N, 2° E)".
    #[serde(default)]
    attributive: bool,
    /// Words that may not stand right before the match: in "a village in X, in Y" the second "in"
    /// says nothing of X.
    #[serde(default)]
    apart: Vec<String>,
    subject: Option<String>,
    object: Option<String>,
    #[serde(default)]
    others: Vec<String>,
    value: Option<String>,
    unit: Option<String>,
    when: Option<String>,
    #[serde(default)]
    qualifiers: BTreeMap<String, String>,
    from: Option<String>,
    focus: Option<String>,
    #[serde(default)]
    past: bool,
    distinct: Option<String>,
}

/// A sentence with the claims of one kind that must be read from it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text.
    pub text: String,
    /// What it is about, where the sentence does not say.
    pub topic: Option<String>,
    /// The claims: `subject | object | value`, all folded for comparison; none for a sentence
    /// that must stay silent.
    #[serde(default)]
    pub claims: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// What the kind says, for the documentation; files of a project need not say it again.
    #[allow(
        dead_code,
        reason = "read by people and by the documentation generator"
    )]
    #[serde(default)]
    doc: String,
    #[serde(default)]
    pattern: Vec<PatternEntry>,
    #[serde(default)]
    example: Vec<Example>,
}

impl File {
    /// The names of its patterns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.pattern.iter().map(|entry| entry.name.as_str())
    }
}

/// A pattern that cannot be compiled.
#[derive(Debug)]
pub(super) struct PatternFault {
    /// Name of the file without its ending.
    pub(super) file: String,
    /// Name of the pattern.
    pub(super) pattern: String,
    pub(super) message: String,
}

/// A compiled pattern with what to make of it.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) kind: Kind,
    /// `KIND/PATTERN`, the trace kept in claims.
    pub(crate) name: String,
    /// What it matches and what may be repeated after that, as its file writes it.
    written: (String, Option<String>),
    pub(crate) program: Program,
    pub(crate) tail: Option<Program>,
    pub(crate) blocks: Vec<String>,
    pub(crate) under: Vec<String>,
    pub(crate) whole: bool,
    pub(crate) initial: bool,
    pub(crate) attributive: bool,
    pub(crate) apart: Vec<String>,
    pub(crate) emission: Emission,
}

/// All rules, and what they share.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) rules: Vec<Rule>,
    pub(crate) triggers: Triggers,
    pub(crate) vocabulary: Vocabulary,
    /// What slots take; `KindId` is the index.
    pub(crate) kinds: Vec<SlotKind>,
    /// The lists that slots and patterns look for; `ListId` is the index.
    pub(crate) phrases: Vec<PhraseList>,
    pub(crate) lists: Lists,
}

impl Grammar {
    /// The pattern of this name, `KIND/NAME`, as its file writes it.
    pub(crate) fn written(&self, named: &str) -> Option<(String, Option<String>)> {
        let rule = self.rules.iter().find(|rule| rule.name == named)?;
        Some(rule.written.clone())
    }
}

/// The grammar shipped, compiled once.
pub(crate) fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(|| {
        let loaded = load(&[], &Lists::new());
        loaded.unwrap_or_else(|fault| panic!("data/grammar: {fault:?}"))
    })
}

/// Every example of the grammar files, with its kind.
pub fn examples() -> Vec<(Kind, Example)> {
    FILES
        .iter()
        .filter_map(|(name, text)| {
            Some((Kind::from_name(name)?, toml::from_str::<File>(text).ok()?))
        })
        .flat_map(|(kind, file)| file.example.into_iter().map(move |e| (kind, e)))
        .collect()
}

/// Compiles the patterns shipped and those of further files, whose lists add to those shipped.
pub(super) fn load(
    added: &[(Kind, String, File)],
    added_lists: &Lists,
) -> Result<Grammar, PatternFault> {
    let mut lists: Lists = shipped("lexicon.toml", LEXICON);
    for (name, words) in added_lists {
        let list = lists.entry(name.clone()).or_default();
        list.extend(words.iter().cloned());
    }
    let own = FILES.iter().map(|(name, text)| {
        let kind = Kind::from_name(name);
        let kind = kind.unwrap_or_else(|| panic!("data/grammar/{name}.toml: no such kind"));
        (kind, (*name).to_owned(), shipped(name, text))
    });
    let own: Vec<(Kind, String, File)> = own.collect();
    let mut compiler = Compiler::new(&lists);
    let mut rules = Vec::new();
    for (kind, name, file) in own.iter().chain(added) {
        for entry in &file.pattern {
            let rule = rule(*kind, name, entry, &mut compiler);
            rules.push(rule.map_err(|message| PatternFault {
                file: name.clone(),
                pattern: entry.name.clone(),
                message,
            })?);
        }
    }
    let Compiler {
        words,
        kinds,
        phrases,
        ..
    } = compiler;
    let vocabulary = words.finish(&lists);
    Ok(Grammar {
        triggers: Triggers::new(&rules, vocabulary.sets()),
        rules,
        vocabulary,
        kinds,
        phrases,
        lists,
    })
}

/// Reads a file shipped with the program; a test reads them all.
fn shipped<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("data/grammar/{name}: {error}"))
}

/// A pattern with its parts written out: `{NAME}` is any of the patterns of that list.
fn spelled_out(text: &str, lists: &Lists) -> Result<String, String> {
    let mut parts = text.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').ok_or("missing } in pattern")?;
        let list = lists
            .get(name)
            .ok_or_else(|| format!("no part {{{name}}} in lexicon.toml"))?;
        out.push_str(&format!("( {} ){rest}", list.join(" | ")));
    }
    Ok(out)
}

fn rule(
    kind: Kind,
    file: &str,
    entry: &PatternEntry,
    compiler: &mut Compiler<'_>,
) -> Result<Rule, String> {
    let lists = compiler.lists;
    let written = |text: &str| parse(&spelled_out(text, lists)?);
    let program = compiler.compile(&written(&entry.r#match)?)?;
    let tail = entry.tail.as_deref().map(written).transpose()?;
    let tail = tail.map(|t| compiler.compile(&t)).transpose()?;
    Ok(Rule {
        kind,
        name: format!("{file}/{}", entry.name),
        written: (entry.r#match.clone(), entry.tail.clone()),
        program,
        tail,
        blocks: entry.blocks.clone(),
        under: entry.under.clone(),
        whole: entry.whole,
        initial: entry.initial,
        attributive: entry.attributive,
        apart: entry.apart.clone(),
        emission: Emission {
            subject: entry.subject.clone(),
            object: entry.object.clone(),
            others: entry.others.clone(),
            value: entry.value.clone(),
            unit: entry.unit.clone(),
            when: entry.when.clone(),
            qualifiers: entry.qualifiers.clone(),
            from: entry.from.clone(),
            focus: entry.focus.clone(),
            past: entry.past,
            distinct: entry.distinct.clone(),
        },
    })
}
