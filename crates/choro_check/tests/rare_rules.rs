//! Rules whose faults are rare in published prose, on guides as people write them: each fault is
//! found once and at its words, and the same guide put right, or saying something that only looks
//! like the fault, has no finding of any of these rules.

use choro_check::{References, Settings, SiteLists, Thresholds, check};
use choro_claim::Annotated;
use choro_elevation::Relief;
use choro_gazetteer::Gazetteer;
use choro_layer::{Format, Layer, Options, Source, read};
use choro_network::{Network, Tables};
use choro_quantity::Lexicon;

const RULES: [&str; 10] = [
    "TIM303", "TIM306", "TIM307", "QTY411", "FMT903", "NET701", "NET702", "NET703", "NET704",
    "NET705",
];

const PLACES: &str = "id,name,type,lat,lon,parent\n\
    wend,Wendland,country,51.2,9.0,\n\
    orr,Orrland,country,49.0,9.0,\n\
    arn,Arnsberg,city,51.0,8.0,wend\n\
    ber,Bergheim,city,51.0,9.0,wend\n\
    cor,Corvey,city,53.0,9.0,wend\n\
    dor,Dornum,town,51.2,8.5,wend\n\
    els,Elsfurt,town,50.02,9.0,wend\n\
    fen,Fennau,town,49.98,9.0,orr\n";

const STATIONS: &str = "line,name,km,lat,lon,place\n\
    Ruhr Line,Arnsberg,0,51.0,8.0,arn\n\
    Ruhr Line,Dornum,40,51.2,8.5,dor\n\
    Ruhr Line,Bergheim,80,51.0,9.0,ber\n\
    Weser Line,Bergheim,0,51.0,9.0,ber\n\
    Weser Line,Corvey,240,53.0,9.0,cor\n";

const CROSSINGS: &str = "id,name,from,to,mode,river,lat,lon,status\n\
    ef,Elsfurt–Fennau ferry,els,fen,ferry,Main,50.0,9.0,open\n";

fn layer(id: &str, text: &str) -> Layer {
    let source = Source {
        id: id.into(),
        title: "Table".into(),
        rank: 100,
        accuracy: 500.0,
        ..Source::default()
    };
    let (layer, faults) = read(Format::Csv, text.as_bytes(), &source, &Options::default());
    assert_eq!(faults, []);
    layer
}

/// The findings of these rules on a document: code and words.
fn found(text: &str) -> Vec<(String, String)> {
    let (gazetteer, faults) = Gazetteer::build(vec![layer("own", PLACES)]);
    assert_eq!(faults, []);
    let tables = Tables {
        stations: vec![layer("rail", STATIONS)],
        crossings: vec![layer("border", CROSSINGS)],
        ..Tables::default()
    };
    let (network, faults) = Network::build(&tables, &gazetteer);
    assert_eq!(faults, []);
    let (document, _) = choro_document::read("guide.md", text.as_bytes());
    let mentions = choro_mention::read(&document, &gazetteer);
    let claims = choro_claim::extract(&document, &mentions, &gazetteer);
    let texts = [Annotated {
        document,
        mentions,
        claims,
    }];
    let references = References {
        gazetteer: &gazetteer,
        network: &network,
        relief: &Relief::default(),
        sites: SiteLists::none(),
        lexicon: Lexicon::shipped(),
        limits: Thresholds::shipped(),
    };
    let settings = Settings {
        select: RULES.map(str::to_owned).to_vec(),
        ..Settings::default()
    };
    let checked = check(&texts, references, &settings);
    let words = |span| texts[0].document.words(span);
    let findings = checked.findings.iter();
    findings
        .map(|f| (f.code.clone(), words(f.primary.span)))
        .collect()
}

#[track_caller]
fn reports(code: &str, words: &str, text: &str) {
    let found = found(text);
    let one = found.len() == 1 && found[0].0 == code && found[0].1.contains(words);
    assert!(one, "{found:?}");
}

#[track_caller]
fn is_silent(text: &str) {
    assert_eq!(found(text), []);
}

#[test]
fn a_year_outside_its_war() {
    reports(
        "TIM303",
        "1951",
        "# Dornum\n\nDornum is a market town on the Ruhr Line. Its mill burned in 1912. During the \
         Second World War, in 1951, the mill was taken over by the army, and after 1953 it stood \
         empty.\n",
    );
    is_silent(
        "# Dornum\n\nDornum is a market town. During the Second World War, in 1941, the mill was taken \
         over by the army. After the First World War, in 1921, a memorial was put up, and the Second \
         World War museum opened in 1985. Veterans of the Korean War met here in 1975. In 1946, a \
         year after World War II, the mill reopened.\n",
    );
}

#[test]
fn a_jubilee_of_other_years() {
    reports(
        "TIM306",
        "bicentenary in 1970",
        "# Bergheim\n\nThe grammar school has seen three buildings. Founded in 1820, it marked its \
         bicentenary in 1970 with a parade; the present hall dates from 1988.\n",
    );
    is_silent(
        "# Bergheim\n\nThe grammar school, founded in 1820, marked its bicentenary in 2021, a year \
         late. The town, chartered in 1310, held the centenary of its fire brigade in 1974. The brewery \
         was opened in 1850 and sold twenty years later, in 1871; the malt house, built in 1902, was \
         pulled down about fifty years later, in 1956.\n",
    );
}

#[test]
fn a_day_that_no_calendar_has() {
    reports(
        "TIM307",
        "31 November 1944",
        "# Arnsberg\n\nThe bridge was blown up on 31 November 1944 and rebuilt by May 1947.\n",
    );
    reports(
        "TIM307",
        "29 February 1990",
        "# Arnsberg\n\nOn 29 February 1990 the new station was opened by the mayor.\n",
    );
    is_silent(
        "# Arnsberg\n\nThe bridge was blown up on 30 November 1944. On 29 February 1992 the new station \
         was opened. Platform 31 March Street is closed; Route 30 February Fair runs again. In May 32 \
         families moved in, and by June 45 houses stood. The record is filed as 2011-13.\n",
    );
}

#[test]
fn a_range_that_runs_backwards() {
    reports(
        "QTY411",
        "900-400 m",
        "# Corvey\n\nThe hills behind Corvey are low. Most of them reach 900-400 m, and the river is \
         20-30 m wide.\n",
    );
    is_silent(
        "# Corvey\n\nThe hills reach 400-900 m. From the pass the road drops 900-400 m to the sea. The \
         school has classes 7-3 and the match ended 5-2. The plant, built in 1995-98, makes 1500-800 \
         bricks an hour by the older Model 900-400.\n",
    );
}

#[test]
fn a_date_that_two_readers_read_apart() {
    reports(
        "FMT903",
        "04/07/2009",
        "# Dornum\n\nThe market hall was reopened on 04/07/2009 after the fire.\n",
    );
    is_silent(
        "# Dornum\n\nThe market hall was reopened on 04/07/2009, the square on 25/07/2009. Version 3/4 \
         of the plan, at a scale of 1/5000, was shown on 05/05/2010, and the vote was 7/4.\n",
    );
}

#[test]
fn a_line_that_goes_elsewhere() {
    reports(
        "NET701",
        "Corvey",
        "# Transport\n\nThe region is well connected. The Ruhr Line serves Corvey and has been electric \
         since 1962.\n",
    );
    is_silent(
        "# Transport\n\nThe Ruhr Line serves Dornum and has been electric since 1962. The Weser Line \
         serves Corvey. The Harz Line serves Corvey too. The Ruhr Line does not serve Corvey.\n",
    );
}

#[test]
fn a_line_that_does_not_join_the_two() {
    reports(
        "NET702",
        "Corvey",
        "# Transport\n\nThe Ruhr Line connects Arnsberg with Corvey; buses run to the villages.\n",
    );
    is_silent(
        "# Transport\n\nThe Ruhr Line connects Arnsberg with Bergheim, where one changes for Corvey. The \
         Weser Line connects Bergheim with Corvey. The old post road connected Arnsberg with Corvey.\n",
    );
}

#[test]
fn a_crossing_by_other_means() {
    reports(
        "NET703",
        "rail bridge",
        "# Elsfurt\n\nElsfurt is a border town on the Main. Elsfurt is connected to Fennau by a rail \
         bridge, and customs are open all day.\n",
    );
    is_silent(
        "# Elsfurt\n\nElsfurt is connected to Fennau by a ferry. Until the war Elsfurt had a rail bridge. \
         Arnsberg is connected to Bergheim by a rail bridge over the Ruhr.\n",
    );
}

#[test]
fn a_journey_faster_than_any() {
    reports(
        "NET704",
        "20 minutes",
        "# Arnsberg\n\nTrains leave every hour. It takes 20 minutes by train from Arnsberg to Corvey, with \
         one change.\n",
    );
    is_silent(
        "# Arnsberg\n\nTrains leave every hour. It takes three hours by train from Arnsberg to Corvey. \
         Dornum is 45 minutes by bus from Arnsberg. The airport is 12 km away, 15 minutes by car; the \
         coast is 300 km off, and the pool is ten minutes on foot.\n",
    );
}

#[test]
fn a_list_of_lines_that_leaves_one_out() {
    reports(
        "NET705",
        "Ruhr Line",
        "# Bergheim\n\nBergheim is a city in Wendland.\n\n## Railway lines\n\n- Ruhr Line\n\n## Schools\n\n\
         - Grammar school\n",
    );
    is_silent(
        "# Bergheim\n\nBergheim is a city in Wendland.\n\n## Railway lines\n\n- Ruhr Line\n- Weser \
         Line\n\n## Schools\n\n- Grammar school\n",
    );
    is_silent("# Dornum\n\nDornum is a town in Wendland.\n\n## Railway lines\n\n- Ruhr Line\n");
}
