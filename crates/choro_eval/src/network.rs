//! Routes: how connected a drawn network is, how long the shortest ways are, and how fast they are
//! found: `choro_eval network WHAT`.

mod connected;
mod drawn;
mod national;
mod timed;
mod written;

use std::path::Path;

/// What can be done.
pub const WHAT: &str = "routes EXTRACT.osm.pbf [--out DIR] [--pairs N] | national [EDGES] [--pairs N] [--seed S] [--out DIR]";

/// Does `what` and reports on it.
///
/// # Errors
/// Where there is no such thing to do, or files cannot be read or written.
pub fn report(what: &str, options: &[String]) -> Result<String, String> {
    match what {
        "routes" => drawn::report(options),
        "national" => national::report(options),
        _ => Err(format!("network: there is no `{what}`; there is {WHAT}")),
    }
}

/// The number that follows an option.
fn number(options: &[String], name: &str, otherwise: usize) -> Result<usize, String> {
    let Some(at) = options.iter().position(|option| option == name) else {
        return Ok(otherwise);
    };
    let number = options.get(at + 1).and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("network: a number has to follow {name}"))
}

/// The folder that follows `--out`.
fn folder(options: &[String]) -> Option<&Path> {
    let at = options.iter().position(|option| option == "--out")?;
    options.get(at + 1).map(Path::new)
}

/// What stands first and is no option.
fn named(options: &[String]) -> Option<&String> {
    options.first().filter(|option| !option.starts_with("--"))
}
