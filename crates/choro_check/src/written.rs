//! How exactly a figure is written: "20" may stand for anything from 15 to 25, "20.0" may not.

use choro_quantity::MeasureTag;

/// The worth of one in the last digit that is surely meant, in the unit of the figure: 10 for
/// "20", 1 for "12", 0.1 for "2.5", 100,000 for "2.9 million". `value` is what the words amount to.
pub(crate) fn step(words: &str, value: f64) -> f64 {
    let figures: String = words
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .filter(|c| *c != ',')
        .collect();
    let figures = figures.trim_end_matches('.');
    if words.contains(['/', '½', '¼', '¾', '⅓', '⅔']) {
        return 0.25;
    }
    let Some(plain) = figures.parse::<f64>().ok().filter(|v| *v > 0.0) else {
        return round_step(value.abs());
    };
    let scale = (value.abs() / plain).max(f64::MIN_POSITIVE);
    // Of a range or a compound length the figures are only a part.
    let scale = if (scale.log10() - scale.log10().round()).abs() < 1e-6 {
        scale
    } else {
        1.0
    };
    match figures.split_once('.') {
        Some((_, decimals)) => scale * 0.1f64.powi(decimals.len() as i32),
        None => scale * round_step(plain),
    }
}

/// The decimals with which a figure of this step is written.
pub(crate) fn decimals(step: f64) -> usize {
    if step >= 1.0 {
        0
    } else {
        (-step.log10()).ceil().clamp(0.0, 6.0) as usize
    }
}

/// The power of ten at which a whole number begins to have figures other than 0: 100 for 2,500.
fn round_step(value: f64) -> f64 {
    let mut step = 1.0;
    while value >= step * 10.0 && (value / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step
}

/// Units of the second measure in one of the first; none where an amount is nothing.
pub(crate) fn factor(from: &MeasureTag, to: &MeasureTag) -> Option<f64> {
    let size = |m: &MeasureTag| {
        let (own, si) = (m.amount.figure(), m.si.figure());
        (own.is_finite() && own != 0.0).then(|| si / own)
    };
    let factor = size(from)? / size(to)?;
    (factor.is_finite() && factor > 0.0).then_some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_that_is_meant_gives_the_step() {
        assert_eq!(step("20", 20.0), 10.0);
        assert_eq!(step("12", 12.0), 1.0);
        assert_eq!(step("1,250", 1_250.0), 10.0);
        assert!((step("2.50", 2.5) - 0.01).abs() < 1e-12);
        assert!((step("2.9 million", 2.9e6) - 1e5).abs() < 1e-3);
        assert_eq!(step("five", 5.0), 1.0);
        assert_eq!(step("5 1/2", 5.5), 0.25);
        assert_eq!(decimals(0.1), 1);
        assert_eq!(decimals(10.0), 0);
    }
}
