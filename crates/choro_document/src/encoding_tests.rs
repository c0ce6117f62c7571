use super::*;
use encoding_rs::{BIG5, EUC_KR, GB18030, ISO_2022_JP, SHIFT_JIS};
use proptest::prelude::*;

/// Every character decodes from the bytes it is said to come from.
fn assert_exact(bytes: &[u8], source: &Source<'_>, encoding: &'static Encoding) {
    for (i, c) in source.text.char_indices() {
        let from = source.to_original(Span::new(i, i + c.len_utf8()));
        let (back, _) = encoding.decode_without_bom_handling(&bytes[from.start..from.end]);
        assert_eq!(back, c.to_string(), "at {i}");
    }
}

#[test]
fn legacy_encodings_are_found_and_map_back() {
    let korean = "혜산시는 량강도의 도 소재지이다. 압록강을 사이에 두고 중국과 마주한다.";
    let japanese = "恵山市は両江道の道庁所在地である。鴨緑江をはさんで中国と向かい合う。";
    let chinese = "惠山市是两江道的首府，与中国隔鸭绿江相望。这座城市有铜矿。";
    let french = "La ville, près du fleuve, fut bâtie en 1954 ; l’été y est doux.";
    for (text, encoding) in [
        (korean, EUC_KR),
        (japanese, SHIFT_JIS),
        (chinese, GB18030),
        (french, WINDOWS_1252),
    ] {
        let (bytes, _, _) = encoding.encode(text);
        let source = decode(&bytes);
        assert_eq!(source.text, text, "{}", encoding.name());
        assert_exact(&bytes, &source, encoding);
    }
}

#[test]
fn utf16_with_and_without_mark() {
    let text = "P'yŏngra Line 평라선 𝄞";
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut little = vec![0xFF, 0xFE];
    little.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let source = decode(&big);
    assert_eq!(
        (source.text.as_ref(), source.encoding.as_str()),
        (text, "utf-16be")
    );
    let source = decode(&little);
    assert_eq!(
        (source.text.as_ref(), source.encoding.as_str()),
        (text, "utf-16le")
    );
    assert_eq!(source.to_original(Span::new(0, 1)), Span::new(2, 4));
    assert_eq!(inspect(&little), Content::Text);
}

#[test]
fn a_declared_encoding_is_believed_unless_only_utf8_fits() {
    let (bytes, _, _) = EUC_KR.encode("<meta charset='euc-kr'><p>평양");
    assert_eq!(decode(&bytes).text, "<meta charset='euc-kr'><p>평양");
    let kept = "<meta charset=shift_jis><p>혜산시";
    assert_eq!(decode(kept.as_bytes()).text, kept);
    let (bytes, _, _) = BIG5.encode("---\nencoding: big5\n---\n長白縣");
    assert!(decode(&bytes).text.ends_with("長白縣"));
}

#[test]
fn damage_in_utf8_is_named_and_the_rest_kept() {
    let bytes = "Onsŏng kun, Hoeryŏng si, Ch'ŏngjin si, Kyŏngsŏng kun \u{1}"
        .replace('\u{1}', "x")
        .into_bytes();
    let mut damaged = bytes.clone();
    damaged.extend(b"\xC5 and on");
    let source = decode(&damaged);
    assert_eq!(source.damage, [Span::new(bytes.len(), bytes.len() + 1)]);
    assert!(source.text.ends_with("x\u{FFFD} and on"));
    assert_eq!(decode(b"plain \xFF text").encoding, "utf-8");
}

#[test]
fn binary_files_are_told_by_signature_or_controls() {
    assert!(matches!(inspect(b"%PDF-1.7 ..."), Content::Binary(_)));
    assert!(matches!(
        inspect(&[0, 1, 2, 3, 200, 0, 0, 7, 9, 65]),
        Content::Binary(_)
    ));
    assert_eq!(inspect(b""), Content::Text);
    assert_eq!(
        inspect("one stray \u{1} in a long line of quite ordinary prose".as_bytes()),
        Content::Text
    );
}

proptest! {
    #[test]
    fn any_bytes_decode_in_order_and_in_range(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for encoding in [EUC_KR, SHIFT_JIS, GB18030, WINDOWS_1252, BIG5, ISO_2022_JP] {
            let source = from_legacy(&bytes, encoding);
            let mut end = 0;
            for (i, c) in source.text.char_indices() {
                let from = source.to_original(Span::new(i, i + c.len_utf8()));
                prop_assert!(from.start <= from.end && from.end <= bytes.len());
                prop_assert!(from.end >= end);
                end = from.end;
            }
        }
        let source = decode(&bytes);
        prop_assert!(source.to_original(Span::new(0, source.text.len())).end <= bytes.len());
    }
}
