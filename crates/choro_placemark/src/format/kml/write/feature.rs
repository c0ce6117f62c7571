//! What features have in common, written in the order of the schema.

use crate::Verbatim;

/// Elements of a feature in the order in which the schema wants them. Those between are written
/// from the feature's own fields; what is not named here comes at `*`.
const ORDER: [&str; 38] = [
    "atom:author",
    "atom:link",
    "address",
    "xal:AddressDetails",
    "AddressDetails",
    "phoneNumber",
    "Snippet",
    "snippet",
    "|description",
    "Camera",
    "LookAt",
    "|time",
    "|style",
    "Style",
    "StyleMap",
    "Region",
    "Metadata",
    "|data",
    "*",
    "refreshVisibility",
    "flyToView",
    "Url",
    "Link",
    "color",
    "drawOrder",
    "Icon",
    "altitude",
    "altitudeMode",
    "gx:altitudeMode",
    "LatLonBox",
    "gx:LatLonQuad",
    "overlayXY",
    "screenXY",
    "rotationXY",
    "size",
    "rotation",
    "ViewVolume",
    "ImagePyramid",
];

/// Where a kept part of a feature is written, and so the order in which they are kept.
pub(in crate::format::kml) fn rank(part: &Verbatim) -> usize {
    let name = part.name.as_str();
    if name.starts_with('@') {
        return 0;
    }
    let name = if name.starts_with("ExtendedData/") {
        "|data"
    } else {
        name
    };
    place(name).unwrap_or_else(|| place("*").unwrap_or_default())
}

fn place(name: &str) -> Option<usize> {
    ORDER
        .iter()
        .position(|known| *known == name)
        .map(|at| at + 1)
}
