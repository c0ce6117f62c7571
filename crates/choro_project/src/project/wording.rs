//! Which words, patterns and limits of its own a project has.

use super::{Project, find};
use crate::path::extension;
use crate::world::World;
use choro_diagnostic::{Finding, input};
use choro_text::Span;
use std::collections::BTreeSet;

/// The files under `lexicon/`. Those under `grammar/` are named after claim kinds, which only
/// extraction knows.
const LEXICON: [&str; 4] = ["hedges", "periods", "thresholds", "units"];

impl Project {
    pub(super) fn find_wording(&mut self, world: &dyn World, faults: &mut Vec<Finding>) {
        let mut found = BTreeSet::new();
        let is_table = |path: &str| extension(path) == "toml";
        find(world, "grammar", is_table, &mut found, faults);
        let mut tables = BTreeSet::new();
        find(world, "lexicon", is_table, &mut tables, faults);
        for path in tables {
            let known = LEXICON.map(|name| format!("lexicon/{name}.toml"));
            if known.contains(&path) {
                found.insert(path);
                continue;
            }
            let message = format!("`{path}` is no table of words that is known");
            let mut fault =
                Finding::input(input::UNSUPPORTED_FORMAT, &path, Span::default(), message);
            fault.help = Some(format!("tables are {}", known.join(", ")));
            faults.push(fault);
        }
        self.wording = found.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    #[test]
    fn tables_are_found_and_others_are_faults() {
        let files = [
            ("docs/a.md", "A"),
            ("grammar/near.toml", ""),
            ("lexicon/periods.toml", ""),
            ("lexicon/readme.txt", ""),
        ];
        let project = Project::open(&MemoryWorld::new(files)).expect("a project");
        assert_eq!(
            project.wording,
            ["grammar/near.toml", "lexicon/periods.toml"]
        );
        let mut world = MemoryWorld::new(files);
        world.put("lexicon/eras.toml", "");
        let faults = Project::open(&world).expect_err("a fault");
        assert_eq!(faults[0].primary.document, "lexicon/eras.toml");
        let help = faults[0].help.as_deref().unwrap_or("");
        assert!(help.contains("lexicon/periods.toml"), "{help}");
    }
}
