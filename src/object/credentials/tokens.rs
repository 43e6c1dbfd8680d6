//! Tokens that their issuers give a fixed beginning, length and alphabet, some with a checksum.
//!
//! The facts come from the issuers: GitHub's and GitLab's descriptions of their token formats, AWS' list of unique
//! identifiers, and the documentation of each service.

use std::ops::{Range, RangeInclusive};

use super::Kind;

/// A sort of token.
pub(super) struct Shape {
    pub(super) kind: Kind,
    /// How it begins, one way or another.
    pub(super) starts: &'static [&'static str],
    /// The letters behind that.
    letters: fn(u8) -> bool,
    /// How many of them.
    len: RangeInclusive<usize>,
    /// What must hold for the letters behind the beginning.
    holds: fn(&str) -> bool,
}

const fn shape(
    kind: Kind,
    starts: &'static [&'static str],
    letters: fn(u8) -> bool,
    len: RangeInclusive<usize>,
) -> Shape {
    Shape { kind, starts, letters, len, holds: is_varied }
}

impl Shape {
    const fn that(self, holds: fn(&str) -> bool) -> Self {
        Self { holds, ..self }
    }

    /// The bytes of a token that begins at an offset of a text with one of its beginnings, which ends at `behind`.
    pub(super) fn at(&self, text: &str, start: usize, behind: usize) -> Option<Range<usize>> {
        let begins = text.get(..start)?.bytes().next_back().is_none_or(|b| !is_alphanumeric(b));
        let rest = text.get(behind..)?;
        let len = rest.bytes().take(self.len.end() + 1).take_while(|b| (self.letters)(*b)).count();
        let body = rest.get(..len)?;
        let exact = self.starts.contains(&text.get(start..behind)?);
        (begins && exact && self.len.contains(&len) && (self.holds)(body)).then(|| start..behind + len)
    }
}

/// All sorts of tokens.
pub(super) const SHAPES: &[Shape] = &[
    shape(Kind::new("aws-access-key", "an access key of AWS"), &["AKIA", "ASIA"], is_base32, 16..=16).that(has_letters),
    shape(GITHUB, &["ghp_", "gho_", "ghu_", "ghs_"], is_alphanumeric, 36..=36).that(keeps_checksum),
    shape(GITHUB, &["ghr_"], is_alphanumeric, 36..=76),
    shape(GITHUB, &["github_pat_"], is_word, 82..=82),
    shape(GITLAB, &["glpat-", "gldt-", "glrt-", "glft-", "glsoat-", "glcbt-", "glimt-"], is_word_or_dash, 20..=300),
    shape(GITLAB, &["glptt-"], is_hex, 40..=40),
    shape(SLACK, &["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-"], is_word_or_dash, 20..=250).that(has_numbers),
    shape(SLACK, &["xapp-"], is_word_or_dash, 30..=250).that(has_numbers),
    shape(Kind::new("slack-webhook", "a webhook of Slack"), &["hooks.slack.com/services/"], is_path, 40..=80)
        .that(three_parts),
    shape(Kind::new("google-api-key", "an API key of Google"), &["AIza"], is_word_or_dash, 35..=35),
    shape(Kind::new("google-oauth-secret", "an OAuth secret of Google"), &["GOCSPX-"], is_word_or_dash, 28..=28),
    shape(STRIPE, &["sk_live_", "rk_live_", "sk_test_", "rk_test_"], is_alphanumeric, 24..=247),
    shape(Kind::new("npm-token", "a token of npm"), &["npm_"], is_alphanumeric, 36..=36).that(keeps_checksum),
    shape(Kind::new("pypi-token", "a token of PyPI"), &["pypi-AgEIcHlwaS5vcmc"], is_word_or_dash, 50..=400),
    shape(Kind::new("rubygems-token", "a token of RubyGems"), &["rubygems_"], is_hex, 48..=48),
    shape(Kind::new("docker-token", "a token of Docker Hub"), &["dckr_pat_", "dckr_oat_"], is_word_or_dash, 27..=40),
    shape(
        Kind::new("digitalocean-token", "a token of DigitalOcean"),
        &["dop_v1_", "doo_v1_", "dor_v1_"],
        is_hex,
        64..=64,
    ),
    shape(Kind::new("sendgrid-key", "an API key of SendGrid"), &["SG."], is_word_dash_or_dot, 66..=66),
    shape(
        Kind::new("openai-key", "an API key of OpenAI"),
        &["sk-proj-", "sk-svcacct-", "sk-admin-"],
        is_word_or_dash,
        40..=200,
    ),
    shape(
        Kind::new("anthropic-key", "an API key of Anthropic"),
        &["sk-ant-api03-", "sk-ant-admin01-"],
        is_word_or_dash,
        95..=95,
    ),
    shape(Kind::new("huggingface-token", "a token of Hugging Face"), &["hf_"], |b| b.is_ascii_alphabetic(), 34..=34),
    shape(Kind::new("vault-token", "a token of Vault"), &["hvs.", "hvb.", "hvr."], is_word_or_dash, 24..=300),
    shape(Kind::new("grafana-token", "a token of Grafana"), &["glsa_"], is_word, 41..=41),
    shape(Kind::new("databricks-token", "a token of Databricks"), &["dapi"], is_hex, 32..=32),
    shape(
        Kind::new("doppler-token", "a token of Doppler"),
        &["dp.pt.", "dp.st.", "dp.sa."],
        is_word_dash_or_dot,
        40..=60,
    ),
    shape(Kind::new("pulumi-token", "a token of Pulumi"), &["pul-"], is_hex, 40..=40),
    shape(Kind::new("linear-key", "an API key of Linear"), &["lin_api_"], is_alphanumeric, 40..=40),
    shape(Kind::new("newrelic-key", "an API key of New Relic"), &["NRAK-"], is_alphanumeric, 27..=27),
    shape(Kind::new("postman-key", "an API key of Postman"), &["PMAK-"], is_word_or_dash, 59..=59),
    shape(Kind::new("shopify-token", "a token of Shopify"), &["shpat_", "shpca_", "shppa_", "shpss_"], is_hex, 32..=32),
    shape(Kind::new("square-token", "a token of Square"), &["EAAA"], is_word_or_dash, 60..=60),
    shape(
        Kind::new("tailscale-key", "a key of Tailscale"),
        &["tskey-auth-", "tskey-api-", "tskey-client-"],
        is_word_or_dash,
        20..=80,
    ),
    shape(Kind::new("age-key", "a private key of age"), &["AGE-SECRET-KEY-1"], is_alphanumeric, 58..=58),
];

const GITHUB: Kind = Kind::new("github-token", "a token of GitHub");
const GITLAB: Kind = Kind::new("gitlab-token", "a token of GitLab");
const SLACK: Kind = Kind::new("slack-token", "a token of Slack");
const STRIPE: Kind = Kind::new("stripe-key", "a secret key of Stripe");

fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn is_word_or_dash(byte: u8) -> bool {
    is_word(byte) || byte == b'-'
}

fn is_word_dash_or_dot(byte: u8) -> bool {
    is_word_or_dash(byte) || byte == b'.'
}

fn is_path(byte: u8) -> bool {
    is_word(byte) || byte == b'/'
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
}

fn is_base32(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// Whether the letters differ as random ones do: a row of `x` or `0` stands for a token.
fn is_varied(body: &str) -> bool {
    let mut seen = [false; 256];
    for byte in body.bytes() {
        if let Some(seen) = seen.get_mut(usize::from(byte)) {
            *seen = true;
        }
    }
    let distinct = seen.iter().filter(|seen| **seen).count();
    distinct >= 8.min(body.len()) && !is_sequence(body)
}

/// Whether each letter follows the one before in the alphabet, for the most part: `abcdefgh`, `12345678`.
fn is_sequence(body: &str) -> bool {
    let next = body.bytes().skip(1);
    let follows = body.bytes().zip(next).filter(|(a, b)| a.wrapping_add(1) == *b || a == b).count();
    follows * 2 > body.len()
}

fn has_letters(body: &str) -> bool {
    is_varied(body)
        && body.bytes().any(|b| b.is_ascii_uppercase())
        && body.bytes().all(|b| !matches!(b, b'0' | b'1' | b'8' | b'9'))
}

/// The numbers of workspace and app, which every token of Slack has.
fn has_numbers(body: &str) -> bool {
    let number = |part: &str| part.len() >= 9 && part.bytes().all(|b| b.is_ascii_digit());
    is_varied(body) && body.split('-').any(number) && body.split('-').count() >= 2
}

fn three_parts(body: &str) -> bool {
    let mut parts = body.split('/');
    let starts = |part: Option<&str>, letter| part.is_some_and(|part| part.starts_with(letter) && part.len() >= 8);
    let fits = starts(parts.next(), 'T') && starts(parts.next(), 'B');
    fits && parts.next().is_some_and(|secret| secret.len() == 24 && is_varied(secret)) && parts.next().is_none()
}

/// The last six letters are the CRC-32 of those before, in base 62.
fn keeps_checksum(body: &str) -> bool {
    const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let Some((random, checksum)) = body.len().checked_sub(6).and_then(|at| body.split_at_checked(at)) else {
        return false;
    };
    let digit = |byte| DIGITS.iter().position(|digit| *digit == byte).map(|digit| digit as u64);
    let value = checksum.bytes().try_fold(0u64, |value, byte| Some(value * 62 + digit(byte)?));
    value == Some(u64::from(crc32(random.as_bytes())))
}

/// CRC-32 as of IEEE 802.3.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}
