//! Exit codes: 0 clean, 1 findings, 2 a mistake in usage, configuration or input.

use choro_diagnostic::{Finding, Severity};
use choro_project::FailOn;
use std::process::ExitCode;

/// The code for what was found in the documents and in the input files. A faulty record is a
/// warning and does not fail; a file that cannot be read does.
pub(crate) fn of(findings: &[Finding], input_findings: &[Finding], fail_on: FailOn) -> ExitCode {
    let unreadable = input_findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    if unreadable {
        input()
    } else if fail_on.fails(findings) {
        self::findings()
    } else {
        ExitCode::SUCCESS
    }
}

/// Findings at or above the level that fails, or nothing found that was asked for.
pub(crate) fn findings() -> ExitCode {
    ExitCode::from(1)
}

/// A mistake in usage, configuration or input.
pub(crate) fn input() -> ExitCode {
    ExitCode::from(2)
}
