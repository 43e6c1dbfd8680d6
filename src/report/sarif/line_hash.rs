//! The hash by which GitHub recognises a line of code again after it has moved.

use rustc_hash::FxHashMap;

/// Characters from the start of a line that count.
const BLOCK: usize = 100;
const FACTOR: u64 = 37;
/// Stands at the end of a file.
const END: u16 = u16::MAX;

/// The hashes of all lines of a text: `primaryLocationLineHash` as GitHub's upload action computes it, so that alerts stay
/// the same whether kubevet or the action fills them in.
///
/// A polynomial over the first 100 UTF-16 units from the start of the line, blanks left out and line ends made one, with the
/// ordinal among lines that agree in it.
pub fn line_hashes(text: &str) -> Vec<String> {
    let mut units: Vec<u16> = Vec::with_capacity(text.len() + BLOCK);
    let mut starts = vec![0];
    let mut after_cr = false;
    for unit in text.encode_utf16() {
        let (blank, lf, cr) = (unit == 0x20 || unit == 0x09, unit == 0x0a, unit == 0x0d);
        if blank || (lf && after_cr) {
            after_cr = false;
            continue;
        }
        after_cr = cr;
        units.push(if cr { 0x0a } else { unit });
        if lf || cr {
            starts.push(units.len());
        }
    }
    units.push(END);
    units.resize(units.len() + BLOCK, 0);

    let mut seen = FxHashMap::<u64, usize>::default();
    let hash = |start: usize| {
        let block = units.iter().skip(start).take(BLOCK);
        block.fold(0_u64, |hash, &unit| hash.wrapping_mul(FACTOR).wrapping_add(u64::from(unit)))
    };
    starts
        .into_iter()
        .map(hash)
        .map(|hash| {
            let ordinal = seen.entry(hash).or_default();
            *ordinal += 1;
            format!("{hash:x}:{ordinal}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_githubs_action() {
        assert_eq!(line_hashes(""), ["c129715d7a2bc9a3:1"]);
        assert_eq!(
            line_hashes(" a\nb\n  \t\tc\n d"),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
        for ends in ["\n", "\r", "\r\n"] {
            let text = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n".replace('\n', ends);
            assert_eq!(
                line_hashes(&text),
                [
                    "e9496ae3ebfced30:1",
                    "fb7c023a8b9ccb3f:1",
                    "ce8ba1a563dcdaca:1",
                    "e20e36e16fcb0cc8:1",
                    "b3edc88f2938467e:1",
                    "c8e28b0b4002a3a0:1",
                    "c129715d7a2bc9a3:1"
                ]
            );
        }
    }

    #[test]
    fn equal_lines_are_numbered() {
        let hashes = line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10));
        assert_eq!(hashes.get(5).map(String::as_str), Some("a7f2ff13bc495cf2:6"));
        assert_eq!(hashes.get(6).map(String::as_str), Some("a7f2ff1481e87703:1"));
    }
}
