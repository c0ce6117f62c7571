//! Measurements on the WGS 84 ellipsoid, and the judgements that rest on them.
//!
//! In: positions and shapes in longitude/latitude degrees. Out: distances and radii in metres,
//! azimuths in degrees clockwise from north, areas in square metres, and [`Judgement`]s about
//! statements such as "A borders B to the south-east" or "17 km to the south". Every judgement
//! has two thresholds with a dead band between them, and carries its numbers.
//!
//! Distances and azimuths between positions are geodesic. Areas come from the authalic sphere,
//! nearest points from earth-centred coordinates, shares and shared borders from a local
//! azimuthal projection; straight edges run straight in longitude and latitude (RFC 7946) and
//! the antimeridian needs no special care. The only crate that uses geometry libraries.

mod area;
mod bands;
mod border;
mod bounds;
mod chord;
mod clip;
mod containment;
mod direction;
mod distance;
mod extent;
mod feature;
mod forms_border;
mod gap;
mod grid;
mod lattice;
mod line_index;
mod measure;
mod plane;
mod point_index;
mod position;
mod prepared;
mod radius;
mod representative;
mod ring;
mod shape;
mod shared_line;
mod surroundings;
mod verdict;
mod vincenty;
mod wind;

pub use border::{Adjacency, adjacency, border_tolerance_m, judge_border, judge_border_line};
pub use containment::{LyingIn, Whereabouts, judge_containment, whereabouts};
pub use direction::{judge_bearing, judge_direction, judge_region_direction};
pub use distance::{StatedDistance, TravelMode, judge_distance, stated_precision};
pub use extent::{further_along_m, judge_between, judge_further, rank_along};
pub use feature::{Bank, Closeness, bank, judge_bank, judge_near, judge_on_feature};
pub use forms_border::judge_forms_border;
pub use grid::{Utm, mgrs, mgrs_square, web_mercator_position};
pub use lattice::{LatticeRing, lattice_area, valid_on_lattice};
pub use line_index::{LineIndex, NearLine};
pub use measure::{
    angle_between, azimuth, azimuth_and_distance, destination, distance_m, is_within_m,
    normalise_azimuth,
};
pub use point_index::PointIndex;
pub use position::{Part, judge_position_in, rank_in};
pub use prepared::{Nearest, PreparedShape};
pub use radius::{angular_slack, coordinate_radius_m, population_radius_m, shape_radius_m};
pub use shape::{Bounds, Polygon, Position, Shape};
pub use shared_line::SharedLine;
pub use verdict::{Judgement, Measure, Outcome, Reason};
pub use wind::{Order, Wind};
