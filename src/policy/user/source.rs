//! What users bring, as texts: policies, their tests, and data.

/// A file of Rego or of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The file as users see it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Everything that belongs to the policies of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Files of Rego, tests left out.
    pub policies: Vec<TextFile>,
    /// Files of Rego with tests.
    pub tests: Vec<TextFile>,
    /// JSON and YAML that become `data`.
    pub data: Vec<TextFile>,
    /// Whether the policies are written in version 0 of Rego.
    pub rego_v0: bool,
}

impl Sources {
    /// The text of a file of Rego.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        let mut files = self.policies.iter().chain(&self.tests);
        files.find(|file| file.name == name).map(|file| file.text.as_str())
    }
}
