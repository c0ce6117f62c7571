//! PDF, by the program `typst`.

use anyhow::{Context, bail};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// The PDF of a Typst text, compiled beside `folder`.
pub(super) fn compiled(text: &str, folder: &Path) -> anyhow::Result<Vec<u8>> {
    let started = Command::new("typst")
        .args(["compile", "--format", "pdf", "-", "-"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut typst = match started {
        Ok(typst) => typst,
        Err(error) if error.kind() == ErrorKind::NotFound => bail!(
            "the program `typst`, which makes the PDF, is not there; install it \
             (https://typst.app/open-source), or take --format typst or docx"
        ),
        Err(error) => return Err(error).context("`typst` cannot be run"),
    };
    // A text that typst does not read to its end is told of by its exit status.
    if let Some(mut input) = typst.stdin.take() {
        let _ = input.write_all(text.as_bytes());
    }
    let done = typst.wait_with_output().context("`typst` cannot be run")?;
    if !done.status.success() {
        bail!(
            "`typst` fails: {}",
            String::from_utf8_lossy(&done.stderr).trim()
        );
    }
    Ok(done.stdout)
}
