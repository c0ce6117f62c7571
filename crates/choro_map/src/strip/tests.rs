use super::*;

fn stop(name: &str, km: &str) -> StripStop {
    StripStop {
        name: name.to_owned(),
        km: km.to_owned(),
        ..StripStop::default()
    }
}

fn leg(name: &str, stops: &[(&str, &str)]) -> StripLeg {
    StripLeg {
        name: name.to_owned(),
        stops: stops.iter().map(|(name, km)| stop(name, km)).collect(),
        ..StripLeg::default()
    }
}

#[test]
fn stations_stand_below_each_other_with_their_kilometres() {
    let legs = [
        leg("A Line", &[("One", "0.0"), ("Two", "12.3")]),
        leg("B Line", &[("Two", "12.3"), ("Three", "")]),
    ];
    let svg = strip("A journey", &legs).svg;
    assert!(svg.contains("<title>A journey</title>"));
    assert!(svg.contains(">12.3</text>"));
    assert_eq!(svg.matches("<circle").count(), 4);
    let at = |name: &str| svg.find(name).expect(name);
    assert!(at("A Line") < at("Two") && at("Two") < at("B Line") && at("B Line") < at("Three"));
}

#[test]
fn what_is_out_of_use_is_drawn_apart() {
    let mut drawn = leg("A Line", &[("One", ""), ("Two", ""), ("Three", "")]);
    drawn.stops[0].onward = StripRail::Idle;
    drawn.stops[1].closed = true;
    let svg = strip("A line", &[drawn]).svg;
    assert_eq!(svg.matches("class=\"way idle\"").count(), 1);
    assert_eq!(svg.matches("class=\"way\"").count(), 1);
    assert_eq!(svg.matches("class=\"stop closed\"").count(), 1);
}

#[test]
fn changes_that_do_not_fit_beside_the_name_stand_below_it() {
    let changes = |n: usize| (0..n).map(|n| (format!("Long Name Line {n}"), "x.html".into()));
    let height = |n: usize| {
        let mut drawn = leg("A Line", &[("One", ""), ("Two", "")]);
        drawn.stops[0].changes = changes(n).collect();
        let svg = strip("A line", &[drawn]).svg;
        assert_eq!(svg.matches("href=\"x.html\"").count(), n);
        let after = svg.split(" height=\"").nth(1).expect("a height");
        let number = after.split('"').next().expect("a number");
        number.parse::<f64>().expect("a number")
    };
    assert_eq!(height(1), height(0));
    assert!(height(5) > height(1) && height(9) > height(5));
}

#[test]
fn a_long_line_is_cut_where_the_next_sheet_begins() {
    let names: Vec<String> = (0..10).map(|n| format!("S{n}E")).collect();
    let stops: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let sheets = strip_sheets("A line", &leg("A Line", &stops), 5);
    assert_eq!(sheets.len(), 3);
    let sheets_with = |name: &str| sheets.iter().filter(|s| s.svg.contains(name)).count();
    let shown: Vec<usize> = names.iter().map(|name| sheets_with(name)).collect();
    assert_eq!(shown, [1, 1, 1, 2, 1, 1, 2, 1, 1, 1]);
    assert!(sheets.iter().all(|s| s.svg.matches("<circle").count() <= 5));
    let termini = |sheet: &Strip| sheet.svg.matches("class=\"stop end\"").count();
    let termini: Vec<usize> = sheets.iter().map(termini).collect();
    assert_eq!(termini, [1, 0, 1], "where a sheet is cut the line goes on");
    assert_eq!(strip_sheets("A line", &StripLeg::default(), 5).len(), 1);
}

#[test]
fn what_tables_say_cannot_become_markup() {
    let mut wild = leg("<script>", &[("a\"<b>", "<i>")]);
    wild.stops[0].changes = vec![("<u>".to_owned(), "\"><p>".to_owned())];
    wild.stops[0].remark = "<s>".to_owned();
    let svg = strip("<x>", &[wild]).svg;
    for tag in ["<script>", "<b>", "<x>", "<i>", "<u>", "<p>", "<s>"] {
        assert!(!svg.contains(tag), "{tag}");
    }
}
