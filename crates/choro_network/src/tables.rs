//! What a network is built from.

use choro_layer::Layer;
use choro_way::Ways;

/// The tables of a project's network, and what others drew of it. Of tables of one kind put those
/// of higher rank first: where they disagree the first one counts.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Stations of lines in running order: `line,name,km,lat,lon,place,…`.
    pub stations: Vec<Layer>,
    /// Facts about whole lines: `name,former,mode,operator,gauge,electrified,opened,closed`.
    pub lines: Vec<Layer>,
    /// Facts about stretches of lines: `line,from,to,km,gauge,electrified,opened,closed,status`.
    pub sections: Vec<Layer>,
    /// Ports, airports, border controls: `name,kind,lat,lon,place,opened,closed`.
    pub terminals: Vec<Layer>,
    /// Border crossings: `id,name,from,to,mode,river,lat,lon,status,open_to,hedge,source`.
    pub crossings: Vec<Layer>,
    /// Networks as others drew them, with the id of the source of each.
    pub drawn: Vec<(String, Ways)>,
}

impl Tables {
    /// The tables of each kind, for what is done alike with all of them.
    pub fn of_each_kind(&mut self) -> [&mut Vec<Layer>; 5] {
        [
            &mut self.stations,
            &mut self.lines,
            &mut self.sections,
            &mut self.terminals,
            &mut self.crossings,
        ]
    }
}
