use super::*;

fn datum(name: &str, value: Value) -> Datum {
    Datum {
        name: name.to_owned(),
        display: None,
        value,
        schema: None,
    }
}

fn number(digits: &str) -> Value {
    Value::Number(digits.to_owned())
}

#[test]
fn columns_have_the_type_that_holds_most() {
    let data = [
        datum("Name", Value::Text("Musu-dan".to_owned())),
        datum("floors", number("3")),
        datum("height", number("12.5")),
        datum("seen", Value::Bool(true)),
        datum("nothing", Value::Null),
    ];
    let columns = choose([&data[..]].into_iter(), &[("name", "TEXT")]);
    let told: Vec<_> = columns
        .iter()
        .map(|c| (c.column.as_str(), c.kind))
        .collect();
    let expected = [
        ("Name_2", Kind::Text),
        ("floors", Kind::Integer),
        ("height", Kind::Double),
        ("seen", Kind::Bool),
    ];
    assert_eq!(told, expected);
}

#[test]
fn digits_survive_and_give_way_to_a_changed_number() {
    let data = [datum("height", number("12.50"))];
    let columns = Columns::new(choose([&data[..]].into_iter(), &[]));
    let (cells, rest) = columns.split(&data);
    assert_eq!(cells, [Cell::Real(12.5)]);
    assert_eq!(rest[0].column, Some("height"));
    let kept = |digits: &str| {
        let row = Kept {
            position: 0,
            datum: data[0].clone(),
            column: "height".to_owned(),
        };
        let column = ("height".to_owned(), datum("height", number(digits)));
        merge(vec![column], vec![row])
    };
    assert_eq!(kept("12.5"), data);
    assert_eq!(kept("13"), [datum("height", number("13"))]);
}
