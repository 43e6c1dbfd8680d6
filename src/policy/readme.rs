//! The READMEs of the built-in rules: why a rule exists, with examples of what it forbids and what it asks for.

/// Names of rules with their READMEs, ordered by name; written by `build.rs`.
static READMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/readmes.rs"));

/// The README of the built-in rule with this name.
pub fn readme(rule: &str) -> Option<&'static str> {
    let position = READMES.binary_search_by_key(&rule, |(name, _)| name).ok()?;
    READMES.get(position).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_readme_is_found_by_the_name_of_its_rule() {
        assert!(!READMES.is_empty());
        for (name, text) in READMES {
            assert_eq!(readme(name), Some(*text));
        }
        assert_eq!(readme("no-such-rule"), None);
    }
}
