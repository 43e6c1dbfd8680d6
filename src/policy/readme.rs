//! The READMEs and texts of the built-in rules: why a rule exists, what it forbids, and how it is written.

/// Names of rules with their READMEs, ordered by name; written by `build.rs`.
static READMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/readmes.rs"));

/// Names of rules with their texts, ordered by name; written by `build.rs`.
static SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The Rego of the built-in rule with this name.
pub fn source(rule: &str) -> Option<&'static str> {
    let position = SOURCES.binary_search_by_key(&rule, |(name, _)| name).ok()?;
    SOURCES.get(position).map(|(_, text)| *text)
}

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
