//! `choro check --fix` and `--diff`: fixes applied to the documents and lists of sites of a project.

use crate::files::Place;
use crate::progress::Bar;
use crate::terminal::Terminal;
use choro_diagnostic::{Finding, Replacement, compatible_fixes, unified_diff};
use choro_document::Revision;
use choro_pipeline::{Compiled, Options, compile};
use choro_project::{AmendedWorld, Project, World};
use choro_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Times that documents are checked again after fixes: each time those that overlapped others are
/// taken up, so that a second run finds nothing to do.
const ROUNDS: usize = 12;

/// A project with fixes applied in memory.
pub(crate) struct Mended {
    /// The project compiled as it would be after the fixes.
    pub(crate) compiled: Compiled,
    /// Documents that change: as they are, and as they are to be.
    pub(crate) documents: BTreeMap<String, Change>,
    /// Findings mended.
    pub(crate) fixed: usize,
    /// Findings with a fix that was asked for and not applied: where, and why.
    pub(crate) left: Vec<String>,
}

impl Mended {
    /// Says what was, or would be, mended, and what was not and why.
    pub(crate) fn say(&self, only_shown: bool, terminal: &Terminal) {
        let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let verb = if only_shown { "would fix" } else { "fixed" };
        if self.fixed > 0 {
            terminal.say(&format!(
                "{verb} {} in {}",
                count(self.fixed, "finding"),
                count(self.documents.len(), "document")
            ));
        } else {
            terminal.say("there is nothing to fix");
        }
        for line in &self.left {
            terminal.say(line);
        }
    }
}

/// The findings that may have fixes: those on documents, and those on lists of sites.
pub(crate) fn fixable(compiled: &Compiled) -> Vec<Finding> {
    let found = compiled.atlas.findings.iter();
    let inputs = compiled.input_findings.iter();
    let with_fix = inputs.filter(|finding| finding.fix.is_some());
    found.chain(with_fix).cloned().collect()
}

/// Says how many findings could be mended.
pub(crate) fn say_available(findings: &[Finding], terminal: &Terminal) {
    let fixes = || findings.iter().filter_map(|finding| finding.fix.as_ref());
    let safe = fixes().filter(|fix| fix.safe).count();
    let others = fixes().count() - safe;
    let words = match (safe, others) {
        (0, 0) => return,
        (0, others) => format!("{others} fixable with --fix --unsafe-fixes, to be read over"),
        (safe, 0) => format!("{safe} fixable with --fix"),
        (safe, others) => {
            format!("{safe} fixable with --fix, {others} more with --unsafe-fixes")
        }
    };
    terminal.say(&words);
}

/// One document before and after.
pub(crate) struct Change {
    pub(crate) old: Vec<u8>,
    pub(crate) new: Vec<u8>,
    replacements: Vec<Replacement>,
}

impl Change {
    /// The change as a unified diff.
    pub(crate) fn diff(&self, path: &str) -> Vec<u8> {
        unified_diff(path, &self.old, &self.replacements)
    }

    /// The change with what a further round made of it, as one stretch of bytes.
    fn then(&mut self, new: Vec<u8>) {
        let alike = |(a, b): &(&u8, &u8)| a == b;
        let start = self.old.iter().zip(&new).take_while(alike).count();
        let most = self.old.len().min(new.len()) - start;
        let ending = self.old.iter().rev().zip(new.iter().rev());
        let end = ending.take(most).take_while(alike).count();
        self.replacements = vec![Replacement {
            span: Span::new(start, self.old.len() - end),
            bytes: new[start..new.len() - end].to_vec(),
        }];
        self.new = new;
    }
}

/// Applies fixes until none is left to apply, and compiles the outcome.
pub(crate) fn mend(
    place: &Place,
    project: &Project,
    unsafe_too: bool,
    terminal: &Terminal,
) -> Mended {
    let bar = Bar::new(terminal.shows_progress());
    let cache = place.cache();
    let mut world = AmendedWorld::new(&place.world);
    let again = |world: &AmendedWorld<'_>| {
        let options = Options {
            cache: cache.as_ref(),
            progress: &bar,
        };
        compile(project, world, options)
    };
    let mut mended = Mended {
        compiled: again(&world),
        documents: BTreeMap::new(),
        fixed: 0,
        left: Vec::new(),
    };
    for _ in 0..ROUNDS {
        let round = Round::of(
            &fixable(&mended.compiled),
            place,
            project,
            &world,
            unsafe_too,
        );
        mended.left = round.left;
        if round.documents.is_empty() {
            break;
        }
        mended.fixed += round.fixed;
        for (path, change) in round.documents {
            world.amend(path.clone(), change.new.clone());
            match mended.documents.get_mut(&path) {
                Some(earlier) => earlier.then(change.new),
                None => {
                    mended.documents.insert(path, change);
                }
            }
        }
        mended.compiled = again(&world);
    }
    mended
}

/// What one round of fixes does.
#[derive(Default)]
struct Round {
    documents: BTreeMap<String, Change>,
    fixed: usize,
    left: Vec<String>,
}

impl Round {
    fn of(
        findings: &[Finding],
        place: &Place,
        project: &Project,
        world: &AmendedWorld<'_>,
        unsafe_too: bool,
    ) -> Self {
        let paths: BTreeSet<&str> = findings
            .iter()
            .filter(|finding| {
                finding
                    .fix
                    .as_ref()
                    .is_some_and(|fix| fix.safe || unsafe_too)
            })
            .map(|finding| finding.primary.document.as_str())
            .collect();
        let mut round = Self::default();
        for path in paths {
            let chosen = compatible_fixes(findings, path, unsafe_too);
            match place.own_document(project, path) {
                Ok(()) if project.documents.iter().any(|own| own == path) => {
                    round.apply(path, &chosen, world);
                }
                Ok(()) => round.replace(path, &chosen, world),
                Err(why) => round
                    .left
                    .push(format!("{why}: {}", not_applied(chosen.len()))),
            }
        }
        round
    }

    /// Applies fixes to a file that is no document, byte for byte as they are.
    fn replace(&mut self, path: &str, chosen: &[&Finding], world: &AmendedWorld<'_>) {
        let Ok(old) = world.read(path) else { return };
        let edits = chosen.iter().filter_map(|finding| finding.fix.as_ref());
        let mut replacements: Vec<Replacement> = edits
            .flat_map(|fix| &fix.edits)
            .filter(|edit| edit.span.end <= old.len())
            .map(|edit| Replacement {
                span: edit.span,
                bytes: edit.text.clone().into_bytes(),
            })
            .collect();
        replacements.sort();
        replacements.dedup();
        let new = replaced(&old, &replacements);
        if new != old {
            self.fixed += chosen.len();
            let change = Change {
                old,
                new,
                replacements,
            };
            self.documents.insert(path.to_owned(), change);
        }
    }

    fn apply(&mut self, path: &str, chosen: &[&Finding], world: &AmendedWorld<'_>) {
        let Ok(old) = world.read(path) else { return };
        let mut revision = Revision::new(path, &old);
        let mut fixed = 0;
        for finding in chosen {
            let Some(fix) = &finding.fix else { continue };
            match revision.replace(&fix.edits) {
                Ok(()) => fixed += 1,
                Err(why) => self.left.push(format!(
                    "{path}: {} “{}” is not applied: {why}",
                    finding.code,
                    fix.text()
                )),
            }
        }
        let (new, replacements) = (revision.bytes(), revision.replacements().to_vec());
        if new != old {
            self.fixed += fixed;
            let change = Change {
                old,
                new,
                replacements,
            };
            self.documents.insert(path.to_owned(), change);
        }
    }
}

/// The bytes with some of them replaced; the replacements are in order and do not overlap.
fn replaced(old: &[u8], replacements: &[Replacement]) -> Vec<u8> {
    let mut new = Vec::with_capacity(old.len());
    let mut from = 0;
    for replacement in replacements {
        new.extend_from_slice(&old[from..replacement.span.start]);
        new.extend_from_slice(&replacement.bytes);
        from = replacement.span.end;
    }
    new.extend_from_slice(&old[from..]);
    new
}

fn not_applied(fixes: usize) -> String {
    match fixes {
        1 => "1 fix is not applied".to_owned(),
        n => format!("{n} fixes are not applied"),
    }
}
