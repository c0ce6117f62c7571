//! The commands, one file each.

mod baseline;
mod brief;
mod build;
mod check;
mod claims;
mod compiled;
mod decide;
mod diff;
mod explain;
mod export;
mod findings;
mod fixes;
mod geoparse;
mod import;
mod init;
mod licenses;
mod place;
mod reconcile;
mod redaction;
mod romanize;
mod route;
mod search;
mod serve;
mod sites;
mod statistics;
mod watch;

pub(crate) use diff::sort as diff_sort;

use crate::args::{Args, Command};
use crate::terminal::Terminal;
use std::process::ExitCode;

/// Does what the command line asks for.
pub(crate) fn run(args: &Args, terminal: &Terminal) -> anyhow::Result<ExitCode> {
    let named = args.global.project.as_deref();
    match &args.command {
        Command::Init(init) => init::run(init, terminal),
        Command::Brief(brief) => brief::run(brief, named, terminal),
        Command::Build(build) => build::run(build, named, terminal),
        Command::Check(check) => check::run(check, named, terminal),
        Command::Claims(claims) => claims::run(claims, named, terminal),
        Command::Decide(decide) => decide::run(decide, named, terminal),
        Command::Diff(diff) => diff::run(diff, terminal),
        Command::Explain(explain) => explain::run(explain, named, terminal),
        Command::Geoparse(geoparse) => geoparse::run(geoparse, named, terminal),
        Command::Export(export) => export::run(export, named, terminal),
        Command::Licenses(licenses) => licenses::run(licenses, named, terminal),
        Command::Import(import) => import::run(import, named, terminal),
        Command::Place(place) => place::run(place, named, terminal),
        Command::Reconcile(reconcile) => reconcile::run(reconcile, named, terminal),
        Command::Romanize(romanize) => romanize::run(romanize, terminal),
        Command::Route(route) => route::run(route, named, terminal),
        Command::Search(search) => search::run(search, named, terminal),
        Command::Serve(serve) => serve::run(serve, named, terminal),
        Command::Sites(sites) => sites::run(sites, named, terminal),
        Command::Watch(watch) => watch::run(watch, named, terminal),
    }
}
