//! What sorts of sites a synthetic list has.

const TABLE: &str = include_str!("../../synthetic/site_types.tsv");

/// A sort of site.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The folder of its division: `Military`.
    pub division: &'static str,
    /// Its own folder: `Coastal Defense`.
    pub folder: &'static str,
    /// What one of them is called: `Coastal Battery`.
    pub noun: &'static str,
    /// How many there are, relative to the others.
    pub share: u32,
}

/// The folder that no mapping knows, for sites nobody sorted; the last of [`kinds`], without share.
const UNSORTED: Kind = Kind {
    division: "Domestic",
    folder: "Zz to sort 2",
    noun: "Site",
    share: 0,
};

/// All sorts, those of a division together, the unsorted ones last.
pub fn kinds() -> Vec<Kind> {
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [division, folder, noun, share] = cells[..] else {
            return None;
        };
        let share = share.parse().ok()?;
        Some(Kind {
            division,
            folder,
            noun,
            share,
        })
    };
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(row).chain([UNSORTED]).collect()
}

#[cfg(test)]
mod tests {
    use super::kinds;

    #[test]
    fn every_row_of_the_table_is_read_and_divisions_stand_together() {
        let kinds = kinds();
        assert_eq!(kinds.len(), super::TABLE.lines().count() - 4 + 1);
        let mut divisions: Vec<_> = kinds.iter().map(|kind| kind.division).collect();
        divisions.dedup();
        assert_eq!(divisions, ["Military", "Monuments", "Domestic"]);
    }
}
