//! What users bring, as texts: policies, their tests, and data.

/// A file of Rego or of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The file as users see it.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A file of JSON or YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// The file.
    pub file: TextFile,
    /// The folders between the one that was named and the file: the keys of `data` under which OPA puts what it holds.
    pub folders: Vec<String>,
}

impl From<TextFile> for DataFile {
    fn from(file: TextFile) -> Self {
        Self { file, folders: Vec::new() }
    }
}

/// Everything that belongs to the policies of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Files of Rego, tests left out.
    pub policies: Vec<TextFile>,
    /// Files of Rego with tests.
    pub tests: Vec<TextFile>,
    /// JSON and YAML that become `data`.
    pub data: Vec<DataFile>,
    /// JSON and YAML that lie among the policies: templates and constraints of Gatekeeper, and data. Other objects of Kubernetes
    /// are examples for people.
    pub among: Vec<DataFile>,
    /// Whether the policies are written in version 0 of Rego.
    pub rego_v0: bool,
}

impl Sources {
    /// The text of a file that problems may be about.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        let rego = self.policies.iter().chain(&self.tests);
        let mut files = rego.chain(self.among.iter().map(|data| &data.file));
        files.find(|file| file.name == name).map(|file| file.text.as_str())
    }
}
