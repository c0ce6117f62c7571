//! How far the work has come, told to whoever shows it.

/// A step of the road from files to an atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Files are read.
    Read,
    /// References become the gazetteer and the network.
    Gazetteer,
    /// Documents are understood, one by one.
    Documents,
    /// Claims are judged.
    Check,
    /// Outputs are written.
    Publish,
}

impl Phase {
    /// What is being done, for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "reading files",
            Self::Gazetteer => "compiling the gazetteer",
            Self::Documents => "reading documents",
            Self::Check => "checking claims",
            Self::Publish => "writing the atlas",
        }
    }
}

/// Is told of the work's progress, from several threads at once.
pub trait Progress: Sync {
    /// A phase begins that has so many steps.
    fn begin(&self, phase: Phase, steps: usize);
    /// One step of it is done.
    fn step(&self);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _phase: Phase, _steps: usize) {}
    fn step(&self) {}
}
