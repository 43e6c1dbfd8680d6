//! JSON pointers (RFC 6901).

use std::fmt;

/// The way from a document's root to one of its nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

/// One step of a [`Pointer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Into a mapping, by key.
    Key(&'a str),
    /// Into a sequence, by index.
    Index(usize),
}

impl Pointer {
    /// The pointer to the root.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads a pointer as written in RFC 6901, for example `/spec/containers/0`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// Goes one step down.
    pub fn push(&mut self, segment: Segment<'_>) {
        self.0.push('/');
        match segment {
            Segment::Key(key) => {
                for c in key.chars() {
                    match c {
                        '~' => self.0.push_str("~0"),
                        '/' => self.0.push_str("~1"),
                        c => self.0.push(c),
                    }
                }
            }
            Segment::Index(index) => self.0.push_str(&index.to_string()),
        }
    }

    /// The pointer one key further down.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.push(Segment::Key(key));
        self
    }

    /// The pointer one index further down.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.push(Segment::Index(index));
        self
    }

    /// This pointer followed by another.
    #[must_use]
    pub fn join(mut self, tail: &Pointer) -> Self {
        self.0.push_str(&tail.0);
        self
    }

    /// The rest of the way from the node that another pointer leads to; nothing when it does not lead through that node.
    pub fn strip_prefix(&self, other: &Pointer) -> Option<Self> {
        let rest = self.0.strip_prefix(&other.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// Whether it leads to the node that another pointer leads to, or to one below it.
    pub fn is_within(&self, other: &Pointer) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The way to the parent, or nothing at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').and_then(|at| self.0.get(..at)).map(|head| Self(head.to_owned()))
    }

    /// The steps, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        let unescape = |part: &str| part.replace("~1", "/").replace("~0", "~");
        self.0.split('/').skip(1).map(move |part| if part.contains('~') { unescape(part) } else { part.to_owned() })
    }

    /// The text as in RFC 6901.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it points to the root.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The way as Kubernetes writes it in messages: `spec.containers[0].image`.
    pub fn field_path(&self) -> String {
        let mut path = String::new();
        for segment in self.segments() {
            let is_index = !segment.is_empty() && segment.bytes().all(|b| b.is_ascii_digit());
            if is_index || segment.contains(['.', '/', ' ']) {
                path.push_str(&format!("[{segment}]"));
            } else {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&segment);
            }
        }
        path
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_slashes_and_tildes_survive_the_way_there_and_back() {
        let pointer = Pointer::root().key("a/b~c").index(3).key("");
        assert_eq!(pointer.as_str(), "/a~1b~0c/3/");
        assert_eq!(pointer.segments().collect::<Vec<_>>(), ["a/b~c", "3", ""]);
        assert_eq!(pointer.parent().map(|p| p.to_string()).as_deref(), Some("/a~1b~0c/3"));
    }

    #[test]
    fn field_paths_read_like_those_of_the_api_server() {
        let path = |text: &str| Pointer::parse(text).map(|p| p.field_path());
        assert_eq!(path("/spec/containers/0/image").as_deref(), Some("spec.containers[0].image"));
        assert_eq!(
            path("/metadata/labels/app.kubernetes.io~1name").as_deref(),
            Some("metadata.labels[app.kubernetes.io/name]")
        );
    }
}
