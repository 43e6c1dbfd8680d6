//! A function of something undefined is undefined: `p == p` at the beginning of its bodies says so to the virtual machine.

use super::scan::{between_commas, blanked};

/// The source with the parameters of functions required in all their bodies.
pub(super) fn require_parameters(source: &str, rego_v0: bool) -> String {
    let code = blanked(source);
    let mut text = String::with_capacity(source.len() * 2);
    let mut required = String::new();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let own = source.get(start..start + line.len()).unwrap_or_default();
        start += line.len();
        let is_head = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if is_head && !line.starts_with("else") {
            required = parameters(line).iter().map(|name| format!("{name} == {name}; ")).collect();
        }
        let is_branch = line.trim_start_matches(['}', ' ', '\t']).starts_with("else");
        match body(line, rego_v0).filter(|_| !required.is_empty() && (is_head || is_branch)) {
            Some(at) => {
                let (before, after) = own.split_at_checked(at).unwrap_or((own, ""));
                text.push_str(&format!("{before} {}{}", required, after.trim_start_matches(' ')));
            }
            None => text.push_str(own),
        }
    }
    text
}

/// The parameters of the function that a line is the head of, as far as they have names.
fn parameters(line: &str) -> Vec<&str> {
    let open = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(line.len());
    let inside = open + 1;
    let Some(close) = line.get(open..).filter(|rest| rest.starts_with('(')).and_then(|rest| rest.find(')')) else {
        return Vec::new();
    };
    let names = between_commas(line, inside, open + close).into_iter().filter_map(|(from, to)| line.get(from..to));
    let is_name = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !matches!(*name, "true" | "false" | "null")
    };
    names.map(str::trim).filter(is_name).collect()
}

/// Where the body that a head opens begins.
fn body(line: &str, rego_v0: bool) -> Option<usize> {
    let line = line.trim_end();
    let of_if = line.find(" if {").map(|at| at + " if {".len());
    let at_end = line.ends_with('{').then_some(line.len());
    let of_v0 = line.find(") {").filter(|_| rego_v0).map(|at| at + ") {".len());
    of_if.or(at_end).or(of_v0)
}

#[cfg(test)]
mod tests {
    use super::require_parameters;

    #[test]
    fn parameters_are_required_in_every_body() {
        for (v0, source, expected) in [
            (false, "f(x) if {\n\tnot x.y\n}\n", "f(x) if { x == x; \n\tnot x.y\n}\n"),
            (false, "f(x, _, [a, b]) := 1 if { not x.y }", "f(x, _, [a, b]) := 1 if { x == x; not x.y }"),
            (
                false,
                "f(x) := 1 if {\n\tx.y\n} else := 2 if {\n\tnot x.z\n}\n",
                "f(x) := 1 if { x == x; \n\tx.y\n} else := 2 if { x == x; \n\tnot x.z\n}\n",
            ),
            (true, "f(x) = 1 {\n\tnot x.y\n}\n", "f(x) = 1 { x == x; \n\tnot x.y\n}\n"),
            (true, "f(x) { not x.y }\n", "f(x) { x == x; not x.y }\n"),
        ] {
            assert_eq!(require_parameters(source, v0), expected);
        }
    }

    #[test]
    fn rules_and_facts_stay() {
        for source in ["deny contains x if {\n\tf(x)\n}\n", "f(x) := x.y\n", "f(\"a\") := 1\n", "a := f(x)\n"] {
            assert_eq!(require_parameters(source, false), source);
        }
    }
}
