//! The READMEs of rules: Markdown with a title, a reason, and sections with examples.

/// The README of a rule, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Readme<'a> {
    /// What stands between the title and the first section.
    pub intro: &'a str,
    /// The sections, each with its heading.
    pub sections: Vec<(&'a str, &'a str)>,
}

impl<'a> Readme<'a> {
    /// Splits a README into what stands between its title and the first section, and the sections with their headings.
    pub fn parse(text: &'a str) -> Self {
        let body = text.split_once('\n').map_or("", |(_title, body)| body);
        let mut parts = body.split("\n## ");
        let intro = parts.next().unwrap_or_default().trim();
        let sections = parts.filter_map(|part| part.split_once('\n')).map(|(heading, text)| (heading, text.trim()));
        Self { intro, sections: sections.collect() }
    }
}

/// Joins the lines of each paragraph, so that they can be wrapped anew; lists and tables keep theirs.
pub fn unwrap_lines(text: &str) -> String {
    let keeps_lines = |paragraph: &str| paragraph.lines().any(|line| line.trim_start().starts_with(['-', '|']));
    let paragraphs = text.split("\n\n").map(|paragraph| match keeps_lines(paragraph) {
        true => paragraph.to_owned(),
        false => paragraph.lines().collect::<Vec<_>>().join(" "),
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readme_falls_into_introduction_and_sections() {
        let readme =
            Readme::parse("# SEC006 privileged\n\nA reason.\n\n## Bad\n\n```yaml\na: 1\n```\n\n## Good\n\nb\n");
        assert_eq!(readme.intro, "A reason.");
        assert_eq!(readme.sections, [("Bad", "```yaml\na: 1\n```"), ("Good", "b")]);
        assert_eq!(Readme::parse(""), Readme::default());
    }

    #[test]
    fn paragraphs_are_wrapped_anew_and_lists_are_not() {
        assert_eq!(unwrap_lines("a\nb\n\n- c\n- d\n\ne"), "a b\n\n- c\n- d\n\ne");
    }
}
