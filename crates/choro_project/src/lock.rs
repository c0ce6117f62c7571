//! `choro.lock`: the reference files a project was built from.

use crate::project::Project;
use crate::world::{World, WorldError};
use choro_diagnostic::{Finding, Severity, input};
use choro_text::Span;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Name of the lock file in the project's folder.
pub const LOCK_FILE: &str = "choro.lock";

/// The SHA-256 of `bytes` (FIPS 180-4), 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// One reference file as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pin {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Version, as `choro.toml` states it.
    pub version: String,
    /// Licence, as `choro.toml` states it.
    pub licence: String,
    /// Attribution, as `choro.toml` states it.
    pub attribution: String,
    /// Bytes of `choro.lock` that hold the path; empty in a lock that was not read from a file.
    pub span: Span,
}

/// All pinned files, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// Pins by path relative to the project.
    pub pins: BTreeMap<String, Pin>,
}

impl Lock {
    /// The state of the project's reference files and lists of sites now; its own gazetteer and what
    /// lies under `sites/` are not pinned, since they are edited. `digest` gives the SHA-256 of a file that was read already.
    pub fn of(project: &Project, mut digest: impl FnMut(&str) -> Option<String>) -> Self {
        let mut pins = BTreeMap::new();
        for layer in project.layers_of_others() {
            let Some(sha256) = digest(&layer.path) else {
                continue;
            };
            let pin = Pin {
                sha256,
                version: layer.version.clone(),
                licence: layer.licence.clone(),
                attribution: layer.attribution.clone(),
                span: Span::default(),
            };
            pins.insert(layer.path.clone(), pin);
        }
        for grid in &project.elevations {
            let Some(sha256) = digest(&grid.path) else {
                continue;
            };
            let pin = Pin {
                sha256,
                version: grid.version.clone(),
                licence: grid.licence.clone(),
                attribution: grid.attribution.clone(),
                span: Span::default(),
            };
            pins.insert(grid.path.clone(), pin);
        }
        Self { pins }
    }

    /// The project's lock; `None` where it has none. The error names the line of a lock that
    /// cannot be read.
    pub fn read(world: &dyn World) -> Result<Option<Self>, Box<Finding>> {
        match world.read(LOCK_FILE) {
            Ok(bytes) => Self::parse(&String::from_utf8_lossy(&bytes)).map(Some),
            Err(WorldError::Missing(_)) => Ok(None),
            Err(error) => Err(Box::new(error.finding(LOCK_FILE, Span::default()))),
        }
    }

    /// Reads the content of `choro.lock`.
    pub fn parse(text: &str) -> Result<Self, Box<Finding>> {
        let fault = |span: Span, message: &str| {
            let mut finding = Finding::input(input::CONFIG_UNREADABLE, LOCK_FILE, span, message);
            finding.help = Some("remove choro.lock; the next build writes it anew".to_owned());
            Box::new(finding)
        };
        let root = DeTable::parse(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            fault(Span::new(span.start, span.end), error.message())
        })?;
        let mut pins = BTreeMap::new();
        let Some(references) = root.get_ref().get("reference") else {
            return Ok(Self { pins });
        };
        let list = references.get_ref().as_array().into_iter().flatten();
        for item in list {
            let at = Span::new(item.span().start, item.span().end);
            let value = |key: &str| item.get_ref().as_table().and_then(|table| table.get(key));
            let text = |key| value(key).and_then(|value| DeValue::as_str(value.get_ref()));
            let (Some(path), Some(sha256)) = (text("path"), text("sha256")) else {
                return Err(fault(at, "a pin without `path` and `sha256`"));
            };
            let owned = |key| text(key).unwrap_or_default().to_owned();
            let span = value("path").map_or(at, |v| Span::new(v.span().start, v.span().end));
            let pin = Pin {
                sha256: sha256.to_owned(),
                version: owned("version"),
                licence: owned("licence"),
                attribution: owned("attribution"),
                span,
            };
            pins.insert(path.to_owned(), pin);
        }
        Ok(Self { pins })
    }

    /// The content of `choro.lock`, sorted by path.
    pub fn to_text(&self) -> String {
        let mut out = String::from("# Written by choro: the reference files this project uses.\n");
        for (path, pin) in &self.pins {
            out.push_str(&format!("\n[[reference]]\npath = {}\n", quoted(path)));
            out.push_str(&format!("sha256 = {}\n", quoted(&pin.sha256)));
            let stated = [
                ("version", &pin.version),
                ("licence", &pin.licence),
                ("attribution", &pin.attribution),
            ];
            for (key, value) in stated.into_iter().filter(|(_, value)| !value.is_empty()) {
                out.push_str(&format!("{key} = {}\n", quoted(value)));
            }
        }
        out
    }

    /// Writes `choro.lock` into `root` as a whole or not at all; leaves one of the same content
    /// alone.
    pub fn write(&self, root: &Path) -> std::io::Result<()> {
        let path = root.join(LOCK_FILE);
        let text = self.to_text();
        if std::fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".choro.lock-");
        // Temporary files are their owner's alone; a lock file is read by everybody.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let mut file = builder.tempfile_in(root)?;
        file.write_all(text.as_bytes())?;
        file.persist(path)?;
        Ok(())
    }

    /// What differs between this lock and the files as they are `now`: a warning for each pinned
    /// file that changed, is gone, or is stated to have another licence. New files are no fault.
    pub fn compare(&self, now: &Lock) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (path, pin) in &self.pins {
            let (message, notes) = match now.pins.get(path) {
                None => (format!("`{path}` is pinned but no longer used"), Vec::new()),
                Some(current) if current.sha256 != pin.sha256 => (
                    format!("`{path}` is not the file that was pinned"),
                    vec![
                        format!("pinned: SHA-256 {}{}", pin.sha256, version(&pin.version)),
                        format!(
                            "found: SHA-256 {}{}",
                            current.sha256,
                            version(&current.version)
                        ),
                    ],
                ),
                Some(current) if current.licence != pin.licence => (
                    format!("`{path}` is stated to have another licence than was pinned"),
                    vec![
                        format!("pinned: {}", stated(&pin.licence)),
                        format!("found: {}", stated(&current.licence)),
                    ],
                ),
                Some(_) => continue,
            };
            let mut finding = Finding::input(
                input::PINNED_REFERENCE_CHANGED,
                LOCK_FILE,
                pin.span,
                message,
            );
            finding.severity = Severity::Warning;
            finding.notes = notes;
            findings.push(finding);
        }
        findings
    }
}

fn version(version: &str) -> String {
    if version.is_empty() {
        String::new()
    } else {
        format!(", version {version}")
    }
}

fn stated(licence: &str) -> &str {
    if licence.is_empty() {
        "none stated"
    } else {
        licence
    }
}

/// `text` as a TOML basic string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryWorld;
    use proptest::prelude::*;

    fn lock(sha256: &str, licence: &str) -> Lock {
        let pin = Pin {
            sha256: sha256.to_owned(),
            version: "2024".to_owned(),
            licence: licence.to_owned(),
            attribution: "\"A\" & B".to_owned(),
            span: Span::default(),
        };
        Lock {
            pins: BTreeMap::from([("reference/wof.tsv".to_owned(), pin)]),
        }
    }

    #[test]
    fn the_digest_is_sha256() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), abc);
    }

    #[test]
    fn a_changed_file_is_shown_at_its_pin() {
        let text = lock("aa", "CC0").to_text();
        let pinned = Lock::parse(&text).expect("lock");
        assert!(pinned.compare(&lock("aa", "CC0")).is_empty());
        let changed = pinned.compare(&lock("bb", "CC0"));
        assert_eq!(changed[0].code, input::PINNED_REFERENCE_CHANGED);
        assert_eq!(
            changed[0].primary.span.slice(&text),
            "\"reference/wof.tsv\""
        );
        assert!(changed[0].notes[1].contains("bb, version 2024"));
        assert!(
            pinned.compare(&lock("aa", "ODbL"))[0]
                .message
                .contains("another licence")
        );
        assert!(
            pinned.compare(&Lock::default())[0]
                .message
                .contains("no longer used")
        );
    }

    #[test]
    fn only_what_others_made_is_pinned() {
        let world = MemoryWorld::new([
            ("docs/a.md", "a"),
            ("gazetteer/own.csv", "id"),
            ("reference/wof.csv", "id"),
        ]);
        let project = Project::open(&world).expect("project");
        let lock = Lock::of(&project, |path| {
            world.read(path).ok().map(|bytes| sha256(&bytes))
        });
        assert_eq!(lock.pins.keys().collect::<Vec<_>>(), ["reference/wof.csv"]);
        assert_eq!(Lock::read(&world), Ok(None));
    }

    #[test]
    fn a_lock_that_cannot_be_read_says_what_to_do() {
        for text in ["[[reference]]\npath = 1\n", "= ="] {
            let finding = Lock::parse(text).expect_err("fault");
            assert!(
                finding
                    .help
                    .is_some_and(|help| help.contains("remove choro.lock"))
            );
        }
    }

    #[test]
    fn the_file_is_written_whole_and_only_when_it_changes() {
        let folder = tempfile::tempdir().expect("folder");
        lock("aa", "CC0").write(folder.path()).expect("written");
        let path = folder.path().join(LOCK_FILE);
        // Long ago, so that writing shows however coarse the clock of the file system is.
        let before = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        std::fs::File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(before))
            .expect("time");
        lock("aa", "CC0").write(folder.path()).expect("written");
        assert_eq!(
            std::fs::metadata(&path)
                .and_then(|m| m.modified())
                .expect("time"),
            before
        );
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1);
    }

    proptest! {
        #[test]
        fn any_words_survive_the_file(path in ".{1,20}", attribution in ".{0,20}") {
            let pin = Pin { sha256: "aa".to_owned(), attribution, ..Pin::default() };
            let lock = Lock { pins: BTreeMap::from([(path, pin)]) };
            let mut read = Lock::parse(&lock.to_text()).expect("lock");
            for pin in read.pins.values_mut() {
                pin.span = Span::default();
            }
            prop_assert_eq!(read, lock);
        }
    }
}
