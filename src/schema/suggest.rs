//! What a misspelt name was meant to be.

/// Names this far from each other are no misspelling of one another, whatever their length.
const FARTHEST: usize = 3;

/// The known names that come near a wrong one, best first, at most three.
///
/// Case, `_` and `-` count for nothing (`run_as_non_root` is `runAsNonRoot`). Otherwise a name is near when at most a
/// third of its letters differ, a swap of neighbours counting as one.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wrong_folded = fold(wrong);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter(|name| name.len().abs_diff(wrong.len()) <= FARTHEST + 2)
        .filter_map(|name| Some((distance(&wrong_folded, &fold(name))?, name)))
        .collect();
    near.sort();
    near.dedup();
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter().take_while(|(distance, _)| *distance == best).take(3).map(|(_, name)| name).collect()
}

/// Whether two names differ in case, `_` and `-` only.
pub(crate) fn is_same_word(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// The known name that a wrong one must have been meant to be: the only one that comes near.
pub(crate) fn only_candidate<'a>(candidates: &[&'a str]) -> Option<&'a str> {
    match candidates {
        [one] => Some(one),
        _ => None,
    }
}

/// `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub(crate) fn join_or(names: &[impl AsRef<str>]) -> String {
    join(names, "or")
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub(crate) fn join_and(names: &[impl AsRef<str>]) -> String {
    join(names, "and")
}

fn join(names: &[impl AsRef<str>], word: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, head)) => format!("{} {word} {last}", head.join(", ")),
        None => String::new(),
    }
}

fn distance(wrong: &str, known: &str) -> Option<usize> {
    let distance = strsim::osa_distance(wrong, known);
    let allowed = (known.len().max(wrong.len()) / 3).min(FARTHEST);
    (distance <= allowed).then_some(distance)
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 6] = ["replicas", "selector", "template", "runAsNonRoot", "ports", "port"];

    #[test]
    fn misspelt_names_find_the_name_they_were_meant_to_be() {
        for (wrong, right) in [
            ("replica", "replicas"),
            ("repilcas", "replicas"),
            ("run_as_non_root", "runAsNonRoot"),
            ("runasnonroot", "runAsNonRoot"),
            ("tempalte", "template"),
        ] {
            assert_eq!(nearest(wrong, FIELDS), [right], "{wrong}");
        }
    }

    #[test]
    fn names_that_mean_something_else_are_not_proposed() {
        for wrong in ["fooBar", "image", "x", ""] {
            assert!(nearest(wrong, FIELDS).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn two_equally_near_names_are_both_named_and_neither_is_taken() {
        let near = nearest("ab", ["aab", "abb"]);
        assert!(near.len() != 1 || only_candidate(&near).is_some());
        assert_eq!(only_candidate(&nearest("maxSurg", ["maxSurga", "maxSurgb"])), None);
        assert_eq!(join_or(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
