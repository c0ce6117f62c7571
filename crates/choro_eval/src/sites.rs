//! Synthetic lists of sites, and what is measured on them: `choro_eval sites WHAT`.

pub(crate) mod chance;
mod change;
mod diff;
mod draw;
mod fault;
mod generate;
mod ground;
mod kind;
mod plan;
mod release;
mod scan;

pub use change::{Change, Changes};
pub use draw::{Drawn, Figure, Mark};
pub use fault::Fault;
pub use ground::{Ground, Settlement};
pub use kind::{Kind, kinds};
pub use plan::{Entry, Plan};
pub use release::write;

/// What can be done.
pub const WHAT: &str = "generate N [--seed S] [--changes M] --out FILE.kmz | diff [N] [--seed S] [--changes M] [--misses] | faults [N] [--seed S] [--misses]";

/// Does `what` and reports on it.
///
/// # Errors
/// Where there is no such thing to do, or files cannot be read or written.
pub fn report(what: &str, options: &[String]) -> Result<String, String> {
    match what {
        "generate" => generate::report(options),
        "diff" => diff::report(options),
        "faults" => scan::report(options),
        _ => Err(format!("sites: there is no `{what}`; there is {WHAT}")),
    }
}
