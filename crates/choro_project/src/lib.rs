//! A project on disk: choro.toml, discovery, lock, cache, atomic output.
//!
//! In: a folder, or the bytes of one in memory, through [`World`]. Out: a [`Project`] that names
//! every file to be read and how, the cache of earlier work, and a [`Staging`] that replaces the
//! output folder as a whole or not at all. What is wrong is a finding that names the line. Knows
//! nothing of what stands in documents and layers.

mod amended;
mod cache;
mod config;
mod decisions;
mod disk;
mod lock;
mod mapped;
mod path;
mod project;
mod rewrite;
mod staging;
mod whole;
mod world;

pub use amended::AmendedWorld;
pub use cache::{Cache, CacheKey, CachedBytes};
pub use config::{
    Allow, CONFIG_FILE, Check, Config, ElevationSettings, FailOn, LayerFormat, LayerSettings,
    MODES, NetworkKind, NetworkSettings, Output, Redact, Redaction, SiteSettings, Stated, Style,
    suggestion,
};
pub use decisions::{
    CLAIM_DECISIONS_FILE, ClaimDecision, DECISIONS_FILE, DecisionError, Decisions,
    FINDING_DECISIONS_FILE, FindingDecision, MENTION_DECISIONS_FILE, MentionDecision, NOTHING,
    PlaceDecision, Saying, Signature,
};
pub use disk::{DiskWorld, find_root};
pub use lock::{LOCK_FILE, Lock, Pin, sha256};
pub use mapped::Mapped;
pub use project::{ElevationFile, LayerFile, NetworkFile, Project, SiteFile};
pub use rewrite::RewriteError;
pub use staging::{Staging, StagingError};
pub use whole::{WholeFile, write_whole};
pub use world::{Entry, Kind, MAX_FILE, MemoryWorld, World, WorldError};
