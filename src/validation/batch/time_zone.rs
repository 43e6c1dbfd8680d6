//! Names of the time zone database.

use crate::validation::grammar::Broken;
use crate::validation::rules::INVALID_VALUE;

/// Areas before the `/` of a zone's name.
const AREAS: [&str; 16] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Brazil",
    "Canada",
    "Chile",
    "Etc",
    "Europe",
    "Indian",
    "Mexico",
    "Pacific",
    "US",
];

/// Zones without an area.
const PLAIN: [&str; 45] = [
    "CET",
    "CST6CDT",
    "Cuba",
    "EET",
    "EST",
    "EST5EDT",
    "Egypt",
    "Eire",
    "Factory",
    "GB",
    "GB-Eire",
    "GMT",
    "GMT+0",
    "GMT-0",
    "GMT0",
    "Greenwich",
    "HST",
    "Hongkong",
    "Iceland",
    "Iran",
    "Israel",
    "Jamaica",
    "Japan",
    "Kwajalein",
    "Libya",
    "MET",
    "MST",
    "MST7MDT",
    "NZ",
    "NZ-CHAT",
    "Navajo",
    "PRC",
    "PST8PDT",
    "Poland",
    "Portugal",
    "ROC",
    "ROK",
    "Singapore",
    "Turkey",
    "UCT",
    "UTC",
    "Universal",
    "W-SU",
    "WET",
    "Zulu",
];

/// A zone such as `Asia/Seoul` or `UTC`. Whether an area has the place is left to the server's database.
pub(super) fn iana(text: &str) -> Result<(), Broken> {
    let placed = text.split_once('/').is_some_and(|(area, place)| {
        let chars =
            |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b));
        AREAS.contains(&area) && place.split('/').all(chars)
    });
    if placed || PLAIN.contains(&text) {
        return Ok(());
    }
    let must = "be the name of a zone of the IANA time zone database";
    Err(Broken::new(INVALID_VALUE, must, "write for example `Europe/Berlin` or `Etc/UTC`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_an_area_or_stand_in_the_list() {
        for good in ["UTC", "Asia/Seoul", "America/Argentina/Ushuaia", "Etc/GMT+5", "Zulu"] {
            assert_eq!(iana(good), Ok(()), "{good}");
        }
        for bad in ["", "Local", "KST", "Asia/", "asia/seoul", "Europe/Ber lin"] {
            assert!(iana(bad).is_err(), "{bad}");
        }
    }
}
