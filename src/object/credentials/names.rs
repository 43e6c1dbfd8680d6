//! What names say about the values beside them: `dbPassword` holds a password, `TOKEN_BUCKET` holds no token.

use super::randomness::Randomness;

/// Words that may stand behind the word for a secret without changing what is named: `PASSWORD_OLD`, `SECRET_ACCESS_KEY`.
const NEUTRAL: &[&str] = &[
    "access",
    "admin",
    "b64",
    "base64",
    "content",
    "current",
    "data",
    "default",
    "dev",
    "development",
    "encoded",
    "new",
    "old",
    "plain",
    "previous",
    "primary",
    "prod",
    "production",
    "raw",
    "root",
    "secondary",
    "staging",
    "string",
    "test",
    "text",
    "val",
    "value",
];

/// Words behind the word for a secret that name something else: `TOKEN_BUCKET`, `SECRET_BACKEND`, `password-hint`.
const OTHER_THINGS: &[&str] = &[
    "age",
    "algorithm",
    "algorithms",
    "attempts",
    "audience",
    "audiences",
    "auth",
    "authentication",
    "backend",
    "bucket",
    "buckets",
    "budget",
    "cache",
    "claim",
    "class",
    "client",
    "controller",
    "cost",
    "count",
    "database",
    "db",
    "dir",
    "directory",
    "disabled",
    "driver",
    "duration",
    "enable",
    "enabled",
    "encoder",
    "encoding",
    "encryption",
    "endpoint",
    "engine",
    "exchange",
    "expiration",
    "expires",
    "expiry",
    "factor",
    "field",
    "file",
    "format",
    "generation",
    "generator",
    "group",
    "hash",
    "hashing",
    "header",
    "help",
    "hint",
    "host",
    "id",
    "ids",
    "injector",
    "interval",
    "issuer",
    "key",
    "keys",
    "kind",
    "label",
    "leeway",
    "length",
    "lifespan",
    "lifetime",
    "limit",
    "limits",
    "location",
    "manager",
    "max",
    "message",
    "method",
    "min",
    "mode",
    "mount",
    "name",
    "names",
    "namespace",
    "operator",
    "param",
    "parameter",
    "path",
    "pattern",
    "period",
    "placeholder",
    "plugin",
    "policy",
    "port",
    "prefix",
    "processor",
    "prompt",
    "provider",
    "proxy",
    "rate",
    "ref",
    "reference",
    "refresh",
    "regex",
    "region",
    "renew",
    "renewal",
    "required",
    "reset",
    "resource",
    "review",
    "role",
    "rotation",
    "rounds",
    "rule",
    "rules",
    "scheme",
    "scope",
    "scopes",
    "server",
    "service",
    "size",
    "source",
    "storage",
    "store",
    "strategy",
    "strength",
    "suffix",
    "table",
    "timeout",
    "title",
    "ttl",
    "type",
    "types",
    "uri",
    "url",
    "usage",
    "user",
    "username",
    "validation",
    "validator",
    "validity",
    "version",
    "volume",
    "webhook",
    "window",
];

/// Words that tell what they are with another one before them, without a sign between: `PGPASSWORD`.
const GLUED: &[&str] = &["password", "passwd"];

/// Words before `secret` and `token` that make it the name of an object: `existingSecret: web-database`.
const REFERENCES: &[&str] =
    &["ca", "cert", "certificate", "existing", "image", "pull", "registry", "ssl", "target", "tls"];

/// Words that tell of a secret when the value looks random, and of nothing otherwise.
const HINTS: &[&str] = &[
    "auth",
    "cookie",
    "credential",
    "encryption",
    "hmac",
    "key",
    "pass",
    "passphrase",
    "passwd",
    "password",
    "pat",
    "psk",
    "pwd",
    "salt",
    "secret",
    "session",
    "signing",
    "token",
    "webhook",
];

/// Words that tell of random values which are no secrets.
const PUBLIC: &[&str] = &[
    "arn",
    "bundle",
    "ca",
    "cert",
    "certificate",
    "certificates",
    "certs",
    "checksum",
    "chunk",
    "commit",
    "crt",
    "csr",
    "digest",
    "etag",
    "fingerprint",
    "hash",
    "id",
    "identifier",
    "ids",
    "image",
    "integrity",
    "md5",
    "nonce",
    "pub",
    "public",
    "publishable",
    "recaptcha",
    "revision",
    "sha",
    "sha1",
    "sha256",
    "sha512",
    "site",
    "sri",
    "sum",
    "tag",
    "thumbprint",
    "trace",
    "uid",
    "url",
    "uuid",
    "version",
];

/// Words that tell of digests.
const CHECKSUMS: &[&str] = &[
    "checksum",
    "digest",
    "fingerprint",
    "hash",
    "hashed",
    "integrity",
    "md5",
    "sha",
    "sha1",
    "sha256",
    "sha512",
    "thumbprint",
];

/// The words of a name in lower case, with `_` between them: `dbPassword` and `db-password` are `db_password`.
pub(super) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut chars = name.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let ends_capitals = before.is_ascii_uppercase() && chars.peek().is_some_and(char::is_ascii_lowercase);
        if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit() || ends_capitals) {
            snake.push('_');
        }
        snake.push(if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
        before = c;
    }
    snake
}

/// How a name is about a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearing {
    /// What it names is the secret.
    Secret,
    /// What it names has to do with one, and nobody knows what it is.
    Related,
    /// What it names is no secret, as it says.
    Other,
}

/// Whether a pattern stands in the words of a name, and what it makes of them.
pub(super) fn bearing(words: &str, pattern: &str) -> Option<Bearing> {
    let (before, after) = split_at_words(words, pattern)?;
    if REFERENCES.contains(&before.rsplit('_').next().unwrap_or_default()) && matches!(pattern, "secret" | "token") {
        return Some(Bearing::Other);
    }
    let rest = || after.split('_').filter(|word| !is_neutral(word, pattern));
    Some(match rest().next() {
        None => Bearing::Secret,
        Some(_) if rest().any(|word| OTHER_THINGS.contains(&word)) => Bearing::Other,
        Some(_) => Bearing::Related,
    })
}

/// The words of names that tell of a secret when the value looks random.
pub(super) fn hints() -> impl Iterator<Item = &'static str> {
    HINTS.iter().copied()
}

/// Whether a name makes a random value one that may be used by whoever reads it.
pub(super) fn hints_at_secret(words: &str) -> bool {
    !is_public(words) && words.split('_').any(|word| HINTS.contains(&word))
}

/// How random a value must look where a name only hints at a secret. Keys of ciphers are written like digests.
pub(super) fn least_random(words: &str) -> Randomness {
    let hints = words.split('_').filter(|word| HINTS.contains(word)).count();
    if words.ends_with("key") && hints >= 2 { Randomness::Digest } else { Randomness::Likely }
}

/// Whether a name tells of the digest of something, secret or not: `checksum/secret`.
pub(super) fn is_checksum(words: &str) -> bool {
    words.split('_').any(|word| CHECKSUMS.contains(&word))
}

/// Whether a name tells of values that look random and may be known to all.
pub(super) fn is_public(words: &str) -> bool {
    words.split('_').any(|word| PUBLIC.contains(&word))
}

fn is_neutral(word: &str, pattern: &str) -> bool {
    // A secret key is a secret; the key of a password is where it is found.
    word.is_empty()
        || (word == "key" && pattern == "secret")
        || NEUTRAL.contains(&word)
        || word.bytes().all(|b| b.is_ascii_digit())
        || word.len() == 1
}

/// What stands before and behind the last place where the words of a pattern stand in a name, whole.
fn split_at_words<'n>(words: &'n str, pattern: &str) -> Option<(&'n str, &'n str)> {
    let whole = |at: usize| {
        let before = words.get(..at)?;
        let after = words.get(at + pattern.len()..)?;
        let begins = before.is_empty() || before.ends_with('_') || GLUED.contains(&pattern);
        let ends = after.is_empty() || after.starts_with('_');
        (begins && ends).then(|| (before.trim_end_matches('_'), after.trim_start_matches('_')))
    };
    words.rmatch_indices(pattern).find_map(|(at, _)| whole(at))
}
