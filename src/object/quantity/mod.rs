//! Kubernetes quantities: `500m`, `1.5Gi`, `1e3`.
//!
//! Grammar, rounding and canonical form follow `k8s.io/apimachinery/pkg/api/resource` (`quantity.go`, `suffix.go`), oddities
//! included: `.5`, `1.`, `+1` and even `.` are quantities; `128K` and `1g` are not.

mod parse;

use std::cmp::Ordering;
use std::fmt;

use thiserror::Error;

use crate::yaml::{Node, Value};

/// How many significant digits are kept. More are rounded up, which no real quantity comes near.
const MAX_DIGITS: u32 = 38;
/// The smallest unit, as a power of ten: smaller amounts are rounded up to one of it.
const NANO: i64 = -9;

/// An amount of a resource, exact to a billionth.
///
/// Two quantities are equal when they are the same amount, however they are written.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    negative: bool,
    /// Without trailing zeros, at most [`MAX_DIGITS`] digits.
    mantissa: u128,
    /// Power of ten, at least [`NANO`].
    exponent: i64,
    format: Format,
}

/// How a quantity was written, which decides how its canonical form looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// `1500m`, `2k`.
    Decimal,
    /// `1536Mi`.
    Binary,
    /// `12e6`.
    Exponent,
}

/// Why a text is no quantity. The messages are those of the API server.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum QuantityError {
    /// It has characters that no quantity has, or is empty.
    #[error("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    Format,
    /// Its number has no digit.
    #[error("unable to parse numeric part of quantity")]
    Numeric,
    /// Its suffix is unknown, for example `K` or `mi`.
    #[error("unable to parse quantity's suffix")]
    Suffix,
}

impl Quantity {
    /// Reads the value of a field as the API server does: text or number, spaces around it left out.
    ///
    /// # Errors
    /// The value is no quantity. Null is an absent quantity; ask before.
    pub fn from_node(node: Node<'_>) -> Result<Self, QuantityError> {
        match node.value() {
            Value::Str(text) => text.trim().parse(),
            Value::Int(number) => Ok(Self::from(number)),
            Value::Uint(number) => Ok(Self::new(false, u128::from(number), 0, Format::Decimal)),
            Value::Float(number) => format!("{number}").parse(),
            Value::Null | Value::Bool(_) | Value::Seq | Value::Map => Err(QuantityError::Format),
        }
    }

    /// Whether it is less than nothing.
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.mantissa == 0
    }

    /// Whether it is a whole number of its unit.
    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    /// The amount times 10^`digits` as an integer, rounded away from zero; nothing when that is too large. With 3 it is in
    /// thousandths, as the scheduler counts CPU.
    pub fn scaled(&self, digits: u8) -> Option<i128> {
        let exponent = self.exponent.saturating_add(i64::from(digits));
        let magnitude = match u32::try_from(exponent) {
            Ok(up) => self.mantissa.checked_mul(10_u128.checked_pow(up)?)?,
            Err(_) => divide_up(self.mantissa, power_of_ten(exponent.unsigned_abs())),
        };
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// The nearest floating-point number.
    pub fn to_f64(&self) -> f64 {
        let exponent = self.exponent.clamp(-400, 400) as i32;
        let magnitude = if exponent < 0 {
            self.mantissa as f64 / 10_f64.powi(-exponent)
        } else {
            self.mantissa as f64 * 10_f64.powi(exponent)
        };
        if self.negative { -magnitude } else { magnitude }
    }

    /// Normalises: rounds up to the smallest unit, strips trailing zeros, and knows no negative zero.
    fn new(negative: bool, mut mantissa: u128, mut exponent: i64, format: Format) -> Self {
        if mantissa == 0 {
            return Self { negative: false, mantissa: 0, exponent: 0, format };
        }
        if exponent < NANO {
            mantissa = divide_up(mantissa, power_of_ten(exponent.abs_diff(NANO)));
            exponent = NANO;
        }
        while mantissa.is_multiple_of(10) {
            mantissa /= 10;
            exponent = exponent.saturating_add(1);
        }
        Self { negative, mantissa, exponent, format }
    }

    /// The amount without its sign, compared with another's.
    fn cmp_magnitude(&self, other: &Self) -> Ordering {
        if self.is_zero() || other.is_zero() {
            return self.mantissa.cmp(&other.mantissa);
        }
        let (digits, other_digits) = (digits(self.mantissa), digits(other.mantissa));
        let size = |exponent: i64, digits: u32| exponent.saturating_add(i64::from(digits));
        size(self.exponent, digits).cmp(&size(other.exponent, other_digits)).then_with(|| {
            // Of the same size: fill both up to the same number of digits, which fits as neither has more than 38.
            let fill = |mantissa: u128, by: u32| mantissa.saturating_mul(power_of_ten(u64::from(by)));
            fill(self.mantissa, other_digits.saturating_sub(digits))
                .cmp(&fill(other.mantissa, digits.saturating_sub(other_digits)))
        })
    }
}

impl From<i64> for Quantity {
    fn from(number: i64) -> Self {
        Self::new(number < 0, u128::from(number.unsigned_abs()), 0, Format::Decimal)
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quantity {}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_magnitude(other),
            (true, true) => other.cmp_magnitude(self),
        }
    }
}

fn digits(mantissa: u128) -> u32 {
    mantissa.checked_ilog10().map_or(1, |log| log + 1)
}

/// 10^n, or the largest number where that does not fit.
fn power_of_ten(n: u64) -> u128 {
    u32::try_from(n).ok().and_then(|n| 10_u128.checked_pow(n)).unwrap_or(u128::MAX)
}

fn divide_up(number: u128, by: u128) -> u128 {
    number.div_ceil(by)
}

impl fmt::Display for Quantity {
    /// The canonical form: no fraction, the largest suffix that loses nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_str("0");
        }
        if self.negative {
            f.write_str("-")?;
        }
        if let (Format::Binary, Some(whole)) = (self.format, self.whole().filter(|whole| *whole >= 1024)) {
            const SUFFIXES: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
            let steps = ((whole.trailing_zeros() / 10) as usize).min(SUFFIXES.len() - 1);
            return write!(f, "{}{}", whole >> (10 * steps), SUFFIXES.get(steps).copied().unwrap_or_default());
        }
        let exponent = self.exponent.div_euclid(3) * 3;
        let zeros = ["", "0", "00"].get(self.exponent.abs_diff(exponent) as usize).copied().unwrap_or_default();
        write!(f, "{}{zeros}", self.mantissa)?;
        match decimal_suffix(exponent).filter(|_| self.format != Format::Exponent) {
            Some(suffix) => f.write_str(suffix),
            None if exponent == 0 => Ok(()),
            None => write!(f, "e{exponent}"),
        }
    }
}

impl Quantity {
    /// The magnitude, if it is an integer that fits.
    fn whole(&self) -> Option<u128> {
        self.mantissa.checked_mul(10_u128.checked_pow(u32::try_from(self.exponent).ok()?)?)
    }
}

fn decimal_suffix(exponent: i64) -> Option<&'static str> {
    Some(match exponent {
        -9 => "n",
        -6 => "u",
        -3 => "m",
        0 => "",
        3 => "k",
        6 => "M",
        9 => "G",
        12 => "T",
        15 => "P",
        18 => "E",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quantity(text: &str) -> Quantity {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn what_the_api_server_accepts_is_read_and_put_into_canonical_form() {
        for (text, canonical) in [
            ("0", "0"),
            ("-0", "0"),
            ("100M", "100M"),
            ("1e3", "1e3"),
            ("1000", "1k"),
            ("0.5", "500m"),
            ("0.5m", "500u"),
            ("+1", "1"),
            (".5", "500m"),
            ("1.", "1"),
            (".", "0"),
            ("Gi", "0"),
            ("1.5Gi", "1536Mi"),
            ("0.5Gi", "512Mi"),
            ("1024", "1024"),
            ("1024Ki", "1Mi"),
            ("1Ki", "1Ki"),
            ("512Ki", "512Ki"),
            ("0.1Ki", "102400m"),
            ("0.0001Ki", "102400u"),
            ("1n", "1n"),
            ("0.1n", "1n"),
            ("1.1n", "2n"),
            ("-0.1n", "-1n"),
            ("12E", "12E"),
            ("1E3", "1e3"),
            ("1e-3", "1e-3"),
            ("1000E", "1e21"),
            ("8Ei", "9223372036854775807"),
            ("100Ei", "9223372036854775807"),
            ("-100Ei", "-9223372036854775807"),
            ("9223372036854775808", "9223372036854775808"),
            ("-1", "-1"),
        ] {
            assert_eq!(quantity(text).to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn amounts_are_compared_not_texts() {
        for (less, more) in [
            ("1000m", "1.001"),
            ("999Mi", "1Gi"),
            ("1G", "1Gi"),
            ("-1", "0"),
            ("-2", "-1"),
            ("0", "1n"),
            ("1e30", "1e31"),
            ("99999999999999999999999999999999999999", "1e38"),
            ("1", "1.000000001"),
            ("9", "10"),
            ("1023Ki", "1Mi"),
        ] {
            assert!(quantity(less) < quantity(more), "{less} < {more}");
        }
        for (one, other) in [("1000m", "1"), ("1Gi", "1024Mi"), ("1e3", "1k"), ("0", "0Gi"), ("1.50", "1500m")] {
            assert_eq!(quantity(one), quantity(other));
        }
    }

    #[test]
    fn amounts_are_scaled_away_from_zero() {
        assert_eq!(quantity("1.5").scaled(3), Some(1500));
        assert_eq!(quantity("1u").scaled(3), Some(1));
        assert_eq!(quantity("-1u").scaled(3), Some(-1));
        assert_eq!(quantity("1Gi").scaled(0), Some(1 << 30));
        assert_eq!(quantity("1e40").scaled(0), None);
        assert!(quantity("2k").is_integer() && !quantity("2m").is_integer());
    }

    /// Exact amounts in billionths, by another way than the parser's.
    fn nanos(whole: u32, thousandths: u16, suffix: &str) -> i128 {
        let factor = match suffix {
            "m" => 1_000_000,
            "" => 1_000_000_000,
            "k" => 1_000_000_000_000,
            "Ki" => 1024 * 1_000_000_000,
            "Mi" => 1024 * 1024 * 1_000_000_000,
            _ => 1_000_000_000_000_000_000,
        };
        i128::from(whole) * factor + i128::from(thousandths) * factor / 1000
    }

    proptest! {
        #[test]
        fn order_is_the_order_of_exact_amounts(
            a in (any::<u32>(), 0u16..1000, prop::sample::select(vec!["m", "", "k", "Ki", "Mi", "G"])),
            b in (any::<u32>(), 0u16..1000, prop::sample::select(vec!["m", "", "k", "Ki", "Mi", "G"])),
        ) {
            let text = |(whole, part, suffix): (u32, u16, &str)| format!("{whole}.{part:03}{suffix}");
            let exact = |(whole, part, suffix)| nanos(whole, part, suffix);
            prop_assert_eq!(quantity(&text(a)).cmp(&quantity(&text(b))), exact(a).cmp(&exact(b)));
        }
    }
}
