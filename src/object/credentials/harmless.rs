//! Values that are no secrets, whatever their name says: switches, numbers, paths, references, placeholders, code.

/// Values of switches, and words for "nothing" and "any".
const WORDS: &[&str] = &[
    "always",
    "any",
    "array",
    "auto",
    "automatic",
    "boolean",
    "custom",
    "default",
    "disabled",
    "empty",
    "enabled",
    "example",
    "external",
    "false",
    "float",
    "generated",
    "inherit",
    "integer",
    "internal",
    "kubernetes",
    "manual",
    "never",
    "none",
    "null",
    "number",
    "object",
    "off",
    "optional",
    "placeholder",
    "redacted",
    "required",
    "string",
    "text",
    "todo",
    "true",
    "undefined",
    "unset",
    "vault",
    "yes",
];

/// How values begin that somebody is to fill in.
const PLACEHOLDERS: &[&str] = &[
    "change-me",
    "change_me",
    "changeit",
    "changeme",
    "change me",
    "dummy",
    "fixme",
    "insert",
    "placeholder",
    "redacted",
    "replace",
    "tbd",
    "todo",
    "your-",
    "your_",
    "your ",
];

/// How references to secrets begin that a tool or program resolves.
const REFERENCES: &[&str] = &[
    "!vault",
    "#{",
    "$argon2",
    "$pbkdf2",
    "%(",
    "%{",
    "ENC[",
    "ENC(",
    "arn:",
    "aws:",
    "awssm:",
    "azurekms:",
    "enc:",
    "env.",
    "env:",
    "env/",
    "file:",
    "gcpkms:",
    "keyring:",
    "ocid1.",
    "op://",
    "projects/",
    "ref+",
    "secretref:",
    "secretsmanager:",
    "ssm:",
    "sha1:",
    "sha256:",
    "sha512:",
    "ssh-ed25519 ",
    "ssh-rsa ",
    "vault:",
    "{cipher}",
    "{noop}",
];

/// Whether a value is no secret wherever it stands.
pub(super) fn is_harmless(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    value.chars().count() < 4
        || WORDS.contains(&lower.as_str())
        || is_number(value)
        || is_placeholder(value, &lower)
        || is_reference(value)
        || is_path(value)
        || is_plain_url(value)
        || is_password_hash(value)
}

/// Numbers, versions, sizes and durations: `3600`, `1.5h`, `100Mi`, `7d`.
fn is_number(value: &str) -> bool {
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ',' | '_'));
    unit.len() < value.len() && unit.len() <= 3 && unit.bytes().all(|b| b.is_ascii_alphabetic() || b == b'%')
}

fn is_placeholder(value: &str, lower: &str) -> bool {
    let enclosed = |open, close| value.starts_with(open) && value.ends_with(close);
    let mut letters = value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
    let is_filler = letters.all(|c| c == 'x') || value.chars().all(|c| matches!(c, '*' | '.' | '-' | '_' | '?' | '#'));
    is_filler
        || PLACEHOLDERS.iter().any(|start| lower.starts_with(start))
        || enclosed('<', '>')
        || enclosed('[', ']')
        || (enclosed('_', '_') && value.len() > 4)
        || (enclosed('@', '@') && value.len() > 2)
        || (enclosed('%', '%') && value.len() > 2)
        || stands_for_itself(value)
}

/// `GOOGLE_API_KEY_VAL`: capitals and lines under them are the names of variables that are replaced later.
fn stands_for_itself(value: &str) -> bool {
    let is_constant = value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    is_constant && value.matches('_').count() >= 2
}

fn is_reference(value: &str) -> bool {
    let expands = ["$(", "${", "{{", "}}", "$[[", "<%", "<path:"].iter().any(|mark| value.contains(mark));
    let variable = || {
        value.strip_prefix('$').is_some_and(|name| name.bytes().all(|b| is_word(b) || matches!(b, b'.' | b'-' | b':')))
    };
    expands || variable() || REFERENCES.iter().any(|start| value.starts_with(start))
}

fn is_path(value: &str) -> bool {
    let relative = ["./", "../", "~/"].iter().any(|start| value.starts_with(start));
    let windows = value.get(1..3) == Some(":\\");
    // A key in base64 may begin with a slash, but hardly goes on like a path.
    let like_path = |b: u8| b.is_ascii_lowercase() || matches!(b, b'/' | b'.' | b'-' | b'_');
    let like_key = || super::randomness::decode(value).is_some_and(|bytes| bytes.len() >= 15);
    let absolute = value.starts_with('/') && (value.bytes().all(like_path) || !like_key());
    relative || windows || absolute || is_file_name(value)
}

/// `db-password.txt`, `secrets/web/token`.
fn is_file_name(value: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "cfg",
        "conf",
        "crt",
        "env",
        "htpasswd",
        "ini",
        "jks",
        "json",
        "key",
        "p12",
        "pem",
        "properties",
        "pub",
        "toml",
        "txt",
        "yaml",
        "yml",
    ];
    let named = value.bytes().all(|b| is_word(b) || matches!(b, b'.' | b'-' | b'/'));
    let ending = value.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    let folders = || {
        value.contains('/')
            && value.split('/').all(|part| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'-' | b'_' | b'.'))
            })
    };
    named && (ending || folders())
}

/// A URL without a password in it.
fn is_plain_url(value: &str) -> bool {
    let scheme = value.split_once("://").map(|(scheme, _)| scheme);
    let is_url = scheme.is_some_and(|scheme| {
        !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'))
    });
    is_url && !value.contains('@')
}

/// The hash of a password, as `htpasswd` and `crypt` write it: it opens nothing by itself.
fn is_password_hash(value: &str) -> bool {
    let marked = ["$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$apr1$", "$y$", "{SHA}", "{SSHA}", "pbkdf2_", "md5$"];
    marked.iter().any(|mark| value.contains(mark)) || value.starts_with("SCRAM-SHA-")
}

/// Whether a value that stands without quotes in a line of a text is code or a reference: `config.token`, `getpass()`.
pub(super) fn is_code(value: &str) -> bool {
    let starts = ['=', ':', '|', '>', '*', '&', '!', '%', '[', '{', '(', '`', '\\', ',', '.', '?', '/', '@', '+', '<'];
    value.starts_with(starts) || value.ends_with(['{', '(', '[', '\\', ':']) || is_call(value) || is_member(value)
}

/// `os.environ['PASSWORD']`, `read_token(path)`.
fn is_call(value: &str) -> bool {
    let Some(at) = value.find(['(', '[']) else { return false };
    let (name, rest) = value.split_at(at);
    !name.is_empty()
        && name.bytes().all(|b| is_word(b) || matches!(b, b'.' | b':' | b'>' | b'-'))
        && rest.contains([')', ']'])
}

/// `config.token`, `self.args.pw`: names with dots between them and no digits.
fn is_member(value: &str) -> bool {
    value.contains('.')
        && value.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_'))
}

/// The name of an object in place of what it holds: `tlsSecret: web-cert`, `token: postgres-creds`.
pub(super) fn is_object_name(value: &str, pattern: &str) -> bool {
    let parts = ["auth", "cert", "cred", "key", "password", "secret", "tls", "token"];
    let is_name = value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.'));
    let of_secret = || value.split(['-', '.']).any(|word| parts.iter().any(|part| word.starts_with(part)));
    let of_words = || pattern == "secret" && value.bytes().all(|b| !b.is_ascii_digit());
    is_name && value.contains('-') && (of_secret() || of_words())
}

/// A list of words or a sentence.
pub(super) fn is_several_words(value: &str) -> bool {
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_' | b'.' | b':'));
    value.contains(' ') || (value.contains(',') && value.split(',').all(plain))
}

/// One word of letters in one case.
pub(super) fn is_plain_word(value: &str) -> bool {
    let rest = || value.bytes().skip(1);
    value.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_'))
        && (rest().all(|b| !b.is_ascii_uppercase()) || value.bytes().all(|b| !b.is_ascii_lowercase()))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
