//! Fixes of many findings applied to one text.

use super::Fix;
use crate::yaml::{Edit, apply};

/// A text after some fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// The fixes that are in it, by their positions among those that were given.
    pub applied: Vec<usize>,
    /// Their edits, in order of place.
    pub edits: Vec<Edit>,
    /// How many are not, as they touch what another one changed: they may be tried again on the new text.
    pub left: usize,
}

/// Applies fixes to the text their findings are about, the first ones first.
///
/// A fix that touches or meets the text of an earlier one is left out as a whole, since together they might mean something
/// that neither means alone: two that add the same missing key would add it twice.
pub fn apply_fixes<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> Fixed {
    let mut edits: Vec<Edit> = Vec::new();
    let (mut applied, mut left) = (Vec::new(), 0);
    for (position, fix) in fixes.into_iter().enumerate() {
        let meets = |a: &Edit, b: &Edit| a.start <= b.end && b.start <= a.end;
        if fix.edits.iter().any(|edit| edits.iter().any(|earlier| meets(edit, earlier))) {
            left += 1;
        } else {
            edits.extend(fix.edits.iter().cloned());
            applied.push(position);
        }
    }
    edits.sort();
    Fixed { text: apply(text, &edits), applied, edits, left }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Applicability;

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edits = edits.iter().map(|(start, end, text)| Edit { start: *start, end: *end, text: (*text).to_owned() });
        Fix { applicability: Applicability::Safe, message: String::new(), edits: edits.collect() }
    }

    #[test]
    fn fixes_that_meet_an_earlier_one_wait_as_a_whole() {
        let fixes = [fix(&[(4, 5, "E")]), fix(&[(0, 1, "A")]), fix(&[(2, 2, "x"), (4, 4, "y")]), fix(&[(2, 2, "z")])];
        let fixed = apply_fixes("abcde", &fixes);
        assert_eq!((fixed.text.as_str(), fixed.applied, fixed.left), ("AbzcdE", vec![0, 1, 3], 1));
    }
}
