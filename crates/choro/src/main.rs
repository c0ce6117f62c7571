//! The choro command line.

mod args;
mod command;
mod exit;
mod files;
mod html;
mod output;
mod progress;
mod rules;
mod terminal;
mod typed;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are asked for; all else is a mistake in usage.
            let asked = !error.use_stderr();
            let _ = error.print();
            return if asked {
                ExitCode::SUCCESS
            } else {
                exit::input()
            };
        }
    };
    let terminal = terminal::Terminal::new(&args.global);
    match command::run(&args, &terminal) {
        Ok(code) => code,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.error(&error);
            exit::input()
        }
    }
}
