//! `y := x.missing` does not hold: `y == y` behind it says so to the virtual machine.

use super::scan::{blanked, depths, statement_end};

/// The source with the value of every assigned variable required.
pub(super) fn require_values(source: &str) -> String {
    let code = blanked(source);
    let depths = depths(&code);
    let mut inserted: Vec<(usize, &str)> = Vec::new();
    for (at, _) in code.match_indices(":=") {
        if depths.get(at).is_some_and(|&depth| depth > 0)
            && let Some(name) = variable(code.get(..at).unwrap_or_default())
            && let Some(end) = statement_end(&code, at + 2)
        {
            inserted.push((end, name));
        }
    }
    inserted.sort_unstable();
    let mut text = String::with_capacity(source.len() * 2);
    let mut written = 0;
    for (end, name) in inserted {
        text.push_str(source.get(written..end).unwrap_or_default());
        text.push_str(&format!("; {name} == {name}"));
        written = end;
    }
    text.push_str(source.get(written..).unwrap_or_default());
    text
}

/// The variable that a statement begins with, when nothing else stands before the assignment.
fn variable(before: &str) -> Option<&str> {
    let before = before.trim_end();
    let rest = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let name = before.get(rest.len()..)?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !matches!(name, "_" | "else");
    let begins = rest.trim_end_matches([' ', '\t']).ends_with(['\n', '{', ';', '|']);
    (is_name && begins).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::require_values;

    #[test]
    fn values_of_variables_are_required_behind_them() {
        for (source, expected) in [
            ("a if {\n\ty := x.y # why\n\tnot y\n}", "a if {\n\ty := x.y; y == y # why\n\tnot y\n}"),
            ("a if { y := x.y }", "a if { y := x.y; y == y }"),
            ("a := [y | y := x.z; not y]", "a := [y | y := x.z; y == y; not y]"),
            ("a if {\n\ty := {z |\n\t\tz := x.z\n\t}\n}", "a if {\n\ty := {z |\n\t\tz := x.z; z == z\n\t}; y == y\n}"),
        ] {
            assert_eq!(require_values(source), expected);
        }
    }

    #[test]
    fn heads_patterns_and_strings_stay() {
        for source in [
            "a := x if {\n\ttrue\n} else := y if {\n\ttrue\n}",
            "a if {\n\t[y, z] := f(x)\n}",
            "a if {\n\tx == \"y := z\"\n}",
            "default a := 1",
        ] {
            assert_eq!(require_values(source), source);
        }
    }
}
