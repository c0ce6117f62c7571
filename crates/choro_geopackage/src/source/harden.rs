//! What SQLite may not do with a file of anyone's making.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;

use super::SourceLimits;
use crate::Error;

/// Steps of SQLite's machine allowed for each byte of the file: reading a row takes some ten, and
/// no row has less than two bytes.
const STEPS_PER_BYTE: u64 = 64;
/// Steps allowed for any file.
const STEPS: u64 = 50_000_000;
/// Steps between two looks at what is allowed.
const LOOK: u32 = 100_000;
/// Forbids what a file could do with its reader, for a file of so many bytes.
pub(super) fn harden(
    connection: &Connection,
    limits: SourceLimits,
    bytes: u64,
) -> Result<(), Error> {
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    let longest = i32::try_from(limits.value_bytes).unwrap_or(i32::MAX);
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, longest)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA query_only = ON;")?;
    let allowed = STEPS + bytes.saturating_mul(STEPS_PER_BYTE);
    let mut looks = 0_u64;
    connection.progress_handler(
        LOOK as i32,
        Some(move || {
            looks += 1;
            looks * u64::from(LOOK) > allowed
        }),
    )?;
    Ok(())
}
