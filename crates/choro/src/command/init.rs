//! `choro init`: a starter project.

use crate::args::Init;
use crate::output;
use crate::terminal::Terminal;
use anyhow::{Context, bail};
use std::path::Path;
use std::process::ExitCode;

/// The files of a starter project: a configuration, one document, and the places it speaks of.
const FILES: [(&str, &str); 4] = [
    ("choro.toml", include_str!("../../starter/choro.toml")),
    ("docs/first.md", include_str!("../../starter/first.md")),
    (
        "gazetteer/places.csv",
        include_str!("../../starter/places.csv"),
    ),
    (".gitignore", "/.choro/\n/public/\n"),
];

pub(crate) fn run(init: &Init, terminal: &Terminal) -> anyhow::Result<ExitCode> {
    let taken: Vec<&str> = FILES
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| *path != ".gitignore" && init.folder.join(path).exists())
        .collect();
    if !taken.is_empty() {
        bail!(
            "`{}` has {} already; nothing was written",
            init.folder.display(),
            taken.join(", ")
        );
    }
    for (path, content) in FILES {
        let path = init.folder.join(path);
        if !path.exists() {
            write(&path, content)?;
            output::write(&format!("{}\n", path.display()))?;
        }
    }
    terminal.say(
        "Now `choro check` says what is wrong in docs/first.md; `choro build` makes the atlas.",
    );
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, content: &str) -> anyhow::Result<()> {
    let failed = || format!("cannot write `{}`", path.display());
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(failed)?;
    }
    std::fs::write(path, content).with_context(failed)
}
