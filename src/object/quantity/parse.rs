//! Reading a quantity, as `resource.ParseQuantity` does.

use std::str::FromStr;

use super::{Format, MAX_DIGITS, NANO, Quantity, QuantityError, digits, divide_up};

/// What quantities with a binary suffix are capped at.
const BINARY_MAX: u128 = i64::MAX as u128;

impl FromStr for Quantity {
    type Err = QuantityError;

    /// Reads a text exactly as `resource.ParseQuantity` does; spaces are not allowed.
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        if text.is_empty() {
            return Err(QuantityError::Format);
        }
        let parts = Parts::split(text)?;
        let suffix = Suffix::parse(parts.suffix).ok_or(QuantityError::Suffix)?;
        if !parts.has_digits() && !suffix.allows_no_digits() {
            return Err(QuantityError::Numeric);
        }
        let (mantissa, exponent) = read_digits(parts.whole, parts.fraction);
        Ok(match suffix {
            Suffix::Decimal(power) => Self::new(parts.negative, mantissa, exponent + power, Format::Decimal),
            Suffix::Exponent(power) => {
                let exponent = exponent.saturating_add(i64::from(power));
                Self::new(parts.negative, mantissa, exponent, Format::Exponent)
            }
            Suffix::Binary(power) => binary(parts.negative, mantissa, exponent, power),
        })
    }
}

/// A text taken apart.
struct Parts<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    suffix: &'t str,
}

impl<'t> Parts<'t> {
    fn split(text: &'t str) -> Result<Self, QuantityError> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, rest) = split_while(unsigned, |c| c.is_ascii_digit());
        let (fraction, suffix) = match rest.strip_prefix('.') {
            Some(rest) => split_while(rest, |c| c.is_ascii_digit()),
            None => ("", rest),
        };
        let (_, power) = split_while(suffix, |c| "eEinumkKMGTP".contains(c));
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        if !power.chars().all(|c| c.is_ascii_digit()) {
            return Err(QuantityError::Format);
        }
        Ok(Self { negative: text.starts_with('-'), whole, fraction, suffix })
    }

    fn has_digits(&self) -> bool {
        !self.whole.is_empty() || !self.fraction.is_empty()
    }
}

fn split_while(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// What follows the number.
#[derive(Clone, Copy)]
enum Suffix {
    /// A power of ten.
    Decimal(i64),
    /// A power of two.
    Binary(u32),
    /// `e` or `E` with a power of ten.
    Exponent(i32),
}

impl Suffix {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "n" => Self::Decimal(-9),
            "u" => Self::Decimal(-6),
            "m" => Self::Decimal(-3),
            "" => Self::Decimal(0),
            "k" => Self::Decimal(3),
            "M" => Self::Decimal(6),
            "G" => Self::Decimal(9),
            "T" => Self::Decimal(12),
            "P" => Self::Decimal(15),
            "E" => Self::Decimal(18),
            "Ki" => Self::Binary(10),
            "Mi" => Self::Binary(20),
            "Gi" => Self::Binary(30),
            "Ti" => Self::Binary(40),
            "Pi" => Self::Binary(50),
            "Ei" => Self::Binary(60),
            _ => {
                let power: i64 = text.strip_prefix(['e', 'E'])?.parse().ok()?;
                // Go truncates to 32 bits.
                Self::Exponent(power as i32)
            }
        })
    }

    /// `resource.ParseQuantity` reads a number without digits as 0 where its fast path suffices.
    fn allows_no_digits(self) -> bool {
        match self {
            Self::Decimal(_) => true,
            Self::Binary(power) => power <= 40,
            Self::Exponent(power) => i64::from(power) >= NANO,
        }
    }
}

/// The digits of a number as mantissa and power of ten. Digits beyond the 38th are rounded up.
fn read_digits(whole: &str, fraction: &str) -> (u128, i64) {
    let mut mantissa = 0_u128;
    let mut exponent = -(fraction.len() as i64);
    let mut rest = false;
    for digit in whole.chars().chain(fraction.chars()).filter_map(|c| c.to_digit(10)) {
        if digits(mantissa) < MAX_DIGITS {
            mantissa = mantissa * 10 + u128::from(digit);
        } else {
            exponent += 1;
            rest |= digit != 0;
        }
    }
    (mantissa + u128::from(rest), exponent)
}

/// A number with a binary suffix: times 2^`power`, capped at the largest 64-bit integer.
fn binary(negative: bool, mut mantissa: u128, mut exponent: i64, power: u32) -> Quantity {
    let product = loop {
        match mantissa.checked_mul(1_u128 << power) {
            Some(product) => break product,
            None => {
                mantissa = divide_up(mantissa, 10);
                exponent += 1;
            }
        }
    };
    let amount = Quantity::new(false, product, exponent, Format::Binary);
    let max = Quantity::new(false, BINARY_MAX, 0, Format::Binary);
    let amount = if amount > max { max } else { amount };
    let less_than_one = amount < Quantity::from(1) && !amount.is_zero();
    let format = if less_than_one { Format::Decimal } else { Format::Binary };
    Quantity { negative: negative && !amount.is_zero(), format, ..amount }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_api_server_refuses_is_an_error_of_the_same_kind() {
        use QuantityError::{Format, Numeric, Suffix};
        for (text, error) in [
            ("", Format),
            ("half", Format),
            ("1core", Format),
            ("128KB", Format),
            ("1,5", Format),
            ("1g", Format),
            ("true", Format),
            ("1 ", Format),
            ("1.5.5", Format),
            ("128K", Suffix),
            ("128mi", Suffix),
            ("1Gi1", Suffix),
            ("1e", Suffix),
            ("1ee3", Suffix),
            ("1i", Suffix),
            ("1e99999999999999999999", Suffix),
            ("Ei", Numeric),
            ("+Pi", Numeric),
            ("e-10", Numeric),
        ] {
            assert_eq!(text.parse::<Quantity>(), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC*") {
            let _ = text.parse::<Quantity>();
        }

        #[test]
        fn what_looks_like_a_quantity_never_panics_and_its_form_is_stable(
            text in "[+-]?[0-9]{0,45}(\\.[0-9]{0,45})?([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,12})?"
        ) {
            if let Ok(parsed) = text.parse::<Quantity>() {
                let canonical = parsed.to_string();
                let again: Quantity = canonical.parse().unwrap();
                prop_assert_eq!(again, parsed);
                prop_assert_eq!(again.to_string(), canonical);
            }
        }
    }
}
