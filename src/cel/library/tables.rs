//! The table of all functions: part of the library, the release that brought it to Kubernetes, names and signatures.
//!
//! `A` and `B` stand for any type; a dot marks a method. Releases before 1.27 count as 0.

use super::Library;

/// A part of the library, since which minor release, and its functions with their signatures.
type Table = (Library, u16, &'static [(&'static str, &'static str)]);

pub(super) const TABLES: &[Table] = &[
    (Library::Standard, 0, OPERATORS),
    (Library::Standard, 0, CONVERSIONS),
    (Library::Standard, 0, STANDARD),
    (Library::Time, 0, TIME),
    (Library::Strings, 0, STRINGS),
    (Library::Strings, 29, STRINGS_2),
    (Library::Lists, 0, LISTS),
    (Library::Lists, 34, LISTS_3),
    (Library::Sets, 29, SETS),
    (Library::Optional, 28, OPTIONAL),
    (Library::Regex, 0, REGEX),
    (Library::Url, 0, URL),
    (Library::Network, 30, NETWORK),
    (Library::Quantity, 28, QUANTITY),
    (Library::Format, 31, FORMAT),
    (Library::Semver, 33, SEMVER),
    (Library::Authorizer, 27, AUTHORIZER),
    (Library::Strings, 0, JSON_PATCH),
];

/// For the steps of mutating policies, which alone have it.
const JSON_PATCH: &[(&str, &str)] = &[("jsonpatch.escapeKey", "(string) string")];

const ORDER: &str = "(bool, bool) bool | (int, int) bool | (uint, uint) bool | (double, double) bool | \
    (string, string) bool | (bytes, bytes) bool | (timestamp, timestamp) bool | (duration, duration) bool | \
    (int, uint) bool | (int, double) bool | (uint, int) bool | (uint, double) bool | (double, int) bool | \
    (double, uint) bool";

const OPERATORS: &[(&str, &str)] = &[
    ("_==_", "(A, A) bool"),
    ("_!=_", "(A, A) bool"),
    ("_<_", ORDER),
    ("_<=_", ORDER),
    ("_>_", ORDER),
    ("_>=_", ORDER),
    ("@in", "(A, list<A>) bool | (A, map<A, B>) bool"),
    ("!_", "(bool) bool"),
    ("-_", "(int) int | (double) double | (duration) duration"),
    (
        "_+_",
        "(int, int) int | (uint, uint) uint | (double, double) double | (string, string) string | \
         (bytes, bytes) bytes | (list<A>, list<A>) list<A> | (duration, duration) duration | \
         (timestamp, duration) timestamp | (duration, timestamp) timestamp",
    ),
    (
        "_-_",
        "(int, int) int | (uint, uint) uint | (double, double) double | (duration, duration) duration | \
         (timestamp, duration) timestamp | (timestamp, timestamp) duration",
    ),
    ("_*_", "(int, int) int | (uint, uint) uint | (double, double) double"),
    ("_/_", "(int, int) int | (uint, uint) uint | (double, double) double"),
    ("_%_", "(int, int) int | (uint, uint) uint"),
    (
        "_[_]",
        "(list<A>, int) A | (map<A, B>, A) B | (optional<list<A>>, int) optional<A> | \
         (optional<map<A, B>>, A) optional<B>",
    ),
    (
        "_[?_]",
        "(list<A>, int) optional<A> | (map<A, B>, A) optional<B> | (optional<list<A>>, int) optional<A> | \
         (optional<map<A, B>>, A) optional<B>",
    ),
];

const CONVERSIONS: &[(&str, &str)] = &[
    ("bool", "(bool) bool | (string) bool"),
    ("bytes", "(bytes) bytes | (string) bytes"),
    ("double", "(double) double | (int) double | (uint) double | (string) double"),
    ("dyn", "(A) dyn"),
    ("duration", "(duration) duration | (string) duration | (int) duration"),
    ("int", "(int) int | (double) int | (uint) int | (string) int | (timestamp) int | (duration) int"),
    (
        "string",
        "(string) string | (bool) string | (int) string | (uint) string | (double) string | (bytes) string | \
         (timestamp) string | (duration) string",
    ),
    ("timestamp", "(timestamp) timestamp | (string) timestamp | (int) timestamp"),
    ("type", "(A) type"),
    ("uint", "(uint) uint | (int) uint | (double) uint | (string) uint"),
];

const STANDARD: &[(&str, &str)] = &[
    (
        "size",
        "(string) int | (bytes) int | (list<A>) int | (map<A, B>) int | .(string) int | .(bytes) int | \
         .(list<A>) int | .(map<A, B>) int",
    ),
    ("contains", ".(string, string) bool"),
    ("startsWith", ".(string, string) bool"),
    ("endsWith", ".(string, string) bool"),
    ("matches", ".(string, string) bool | (string, string) bool"),
];

const TIME: &[(&str, &str)] = &[
    ("getFullYear", ".(timestamp) int | .(timestamp, string) int"),
    ("getMonth", ".(timestamp) int | .(timestamp, string) int"),
    ("getDayOfYear", ".(timestamp) int | .(timestamp, string) int"),
    ("getDayOfMonth", ".(timestamp) int | .(timestamp, string) int"),
    ("getDate", ".(timestamp) int | .(timestamp, string) int"),
    ("getDayOfWeek", ".(timestamp) int | .(timestamp, string) int"),
    ("getHours", ".(timestamp) int | .(timestamp, string) int | .(duration) int"),
    ("getMinutes", ".(timestamp) int | .(timestamp, string) int | .(duration) int"),
    ("getSeconds", ".(timestamp) int | .(timestamp, string) int | .(duration) int"),
    ("getMilliseconds", ".(timestamp) int | .(timestamp, string) int | .(duration) int"),
];

const STRINGS: &[(&str, &str)] = &[
    ("charAt", ".(string, int) string"),
    ("indexOf", ".(string, string) int | .(string, string, int) int"),
    ("lastIndexOf", ".(string, string) int | .(string, string, int) int"),
    ("join", ".(list<string>) string | .(list<string>, string) string"),
    ("lowerAscii", ".(string) string"),
    ("replace", ".(string, string, string) string | .(string, string, string, int) string"),
    ("split", ".(string, string) list<string> | .(string, string, int) list<string>"),
    ("substring", ".(string, int) string | .(string, int, int) string"),
    ("trim", ".(string) string"),
    ("upperAscii", ".(string) string"),
];

const STRINGS_2: &[(&str, &str)] =
    &[("format", ".(string, list<dyn>) string"), ("strings.quote", "(string) string"), ("reverse", ".(string) string")];

const COMPARED_LISTS: &str = ".(list<int>) bool | .(list<uint>) bool | .(list<double>) bool | .(list<bool>) bool | \
    .(list<duration>) bool | .(list<timestamp>) bool | .(list<string>) bool | .(list<bytes>) bool";
const EXTREMES: &str = ".(list<int>) int | .(list<uint>) uint | .(list<double>) double | .(list<bool>) bool | \
    .(list<duration>) duration | .(list<timestamp>) timestamp | .(list<string>) string | .(list<bytes>) bytes";

const LISTS: &[(&str, &str)] = &[
    ("isSorted", COMPARED_LISTS),
    ("sum", ".(list<int>) int | .(list<uint>) uint | .(list<double>) double | .(list<duration>) duration"),
    ("min", EXTREMES),
    ("max", EXTREMES),
    ("indexOf", ".(list<A>, A) int"),
    ("lastIndexOf", ".(list<A>, A) int"),
];

const LISTS_3: &[(&str, &str)] = &[
    ("distinct", ".(list<A>) list<A>"),
    ("flatten", ".(list<list<A>>) list<A> | .(list<dyn>, int) list<dyn>"),
    ("lists.range", "(int) list<int>"),
    ("reverse", ".(list<A>) list<A>"),
    ("slice", ".(list<A>, int, int) list<A>"),
    (
        "sort",
        ".(list<int>) list<int> | .(list<uint>) list<uint> | .(list<double>) list<double> | \
         .(list<bool>) list<bool> | .(list<duration>) list<duration> | .(list<timestamp>) list<timestamp> | \
         .(list<string>) list<string> | .(list<bytes>) list<bytes>",
    ),
];

const SETS: &[(&str, &str)] = &[
    ("sets.contains", "(list<A>, list<A>) bool"),
    ("sets.equivalent", "(list<A>, list<A>) bool"),
    ("sets.intersects", "(list<A>, list<A>) bool"),
];

const OPTIONAL: &[(&str, &str)] = &[
    ("optional.of", "(A) optional<A>"),
    ("optional.ofNonZeroValue", "(A) optional<A>"),
    ("optional.none", "() optional<A>"),
    ("optional.unwrap", "(list<optional<A>>) list<A>"),
    ("unwrapOpt", ".(list<optional<A>>) list<A>"),
    ("hasValue", ".(optional<A>) bool"),
    ("value", ".(optional<A>) A"),
    ("or", ".(optional<A>, optional<A>) optional<A>"),
    ("orValue", ".(optional<A>, A) A"),
    ("first", ".(list<A>) optional<A>"),
    ("last", ".(list<A>) optional<A>"),
];

const REGEX: &[(&str, &str)] = &[
    ("find", ".(string, string) string"),
    ("findAll", ".(string, string) list<string> | .(string, string, int) list<string>"),
];

const URL: &[(&str, &str)] = &[
    ("url", "(string) kubernetes.URL"),
    ("isURL", "(string) bool"),
    ("getScheme", ".(kubernetes.URL) string"),
    ("getHost", ".(kubernetes.URL) string"),
    ("getHostname", ".(kubernetes.URL) string"),
    ("getPort", ".(kubernetes.URL) string"),
    ("getEscapedPath", ".(kubernetes.URL) string"),
    ("getQuery", ".(kubernetes.URL) map<string, list<string>>"),
];

const NETWORK: &[(&str, &str)] = &[
    ("ip", "(string) net.IP | .(net.CIDR) net.IP"),
    ("isIP", "(string) bool"),
    ("ip.isCanonical", "(string) bool"),
    ("family", ".(net.IP) int"),
    ("isUnspecified", ".(net.IP) bool"),
    ("isLoopback", ".(net.IP) bool"),
    ("isLinkLocalMulticast", ".(net.IP) bool"),
    ("isLinkLocalUnicast", ".(net.IP) bool"),
    ("isGlobalUnicast", ".(net.IP) bool"),
    ("cidr", "(string) net.CIDR"),
    ("isCIDR", "(string) bool"),
    ("containsIP", ".(net.CIDR, string) bool | .(net.CIDR, net.IP) bool"),
    ("containsCIDR", ".(net.CIDR, string) bool | .(net.CIDR, net.CIDR) bool"),
    ("prefixLength", ".(net.CIDR) int"),
    ("masked", ".(net.CIDR) net.CIDR"),
    ("string", "(net.IP) string | (net.CIDR) string"),
];

const QUANTITY: &[(&str, &str)] = &[
    ("quantity", "(string) kubernetes.Quantity"),
    ("isQuantity", "(string) bool"),
    ("sign", ".(kubernetes.Quantity) int"),
    ("isGreaterThan", ".(kubernetes.Quantity, kubernetes.Quantity) bool"),
    ("isLessThan", ".(kubernetes.Quantity, kubernetes.Quantity) bool"),
    ("compareTo", ".(kubernetes.Quantity, kubernetes.Quantity) int"),
    ("asApproximateFloat", ".(kubernetes.Quantity) double"),
    ("asInteger", ".(kubernetes.Quantity) int"),
    ("isInteger", ".(kubernetes.Quantity) bool"),
    (
        "add",
        ".(kubernetes.Quantity, kubernetes.Quantity) kubernetes.Quantity | .(kubernetes.Quantity, int) kubernetes.Quantity",
    ),
    (
        "sub",
        ".(kubernetes.Quantity, kubernetes.Quantity) kubernetes.Quantity | .(kubernetes.Quantity, int) kubernetes.Quantity",
    ),
];

const FORMAT: &[(&str, &str)] = &[
    ("format.named", "(string) optional<kubernetes.NamedFormat>"),
    ("format.dns1123Label", "() kubernetes.NamedFormat"),
    ("format.dns1123Subdomain", "() kubernetes.NamedFormat"),
    ("format.dns1035Label", "() kubernetes.NamedFormat"),
    ("format.qualifiedName", "() kubernetes.NamedFormat"),
    ("format.dns1123LabelPrefix", "() kubernetes.NamedFormat"),
    ("format.dns1123SubdomainPrefix", "() kubernetes.NamedFormat"),
    ("format.dns1035LabelPrefix", "() kubernetes.NamedFormat"),
    ("format.labelValue", "() kubernetes.NamedFormat"),
    ("format.uri", "() kubernetes.NamedFormat"),
    ("format.uuid", "() kubernetes.NamedFormat"),
    ("format.byte", "() kubernetes.NamedFormat"),
    ("format.date", "() kubernetes.NamedFormat"),
    ("format.datetime", "() kubernetes.NamedFormat"),
    ("validate", ".(kubernetes.NamedFormat, string) optional<list<string>>"),
];

const SEMVER: &[(&str, &str)] = &[
    ("semver", "(string) kubernetes.Semver | (string, bool) kubernetes.Semver"),
    ("isSemver", "(string) bool | (string, bool) bool"),
    ("major", ".(kubernetes.Semver) int"),
    ("minor", ".(kubernetes.Semver) int"),
    ("patch", ".(kubernetes.Semver) int"),
    ("isGreaterThan", ".(kubernetes.Semver, kubernetes.Semver) bool"),
    ("isLessThan", ".(kubernetes.Semver, kubernetes.Semver) bool"),
    ("compareTo", ".(kubernetes.Semver, kubernetes.Semver) int"),
];

const AUTHORIZER: &[(&str, &str)] = &[
    ("path", ".(authorization.Authorizer, string) authorization.PathCheck"),
    ("group", ".(authorization.Authorizer, string) authorization.GroupCheck"),
    ("serviceAccount", ".(authorization.Authorizer, string, string) authorization.Authorizer"),
    ("resource", ".(authorization.GroupCheck, string) authorization.ResourceCheck"),
    ("subresource", ".(authorization.ResourceCheck, string) authorization.ResourceCheck"),
    ("namespace", ".(authorization.ResourceCheck, string) authorization.ResourceCheck"),
    ("name", ".(authorization.ResourceCheck, string) authorization.ResourceCheck"),
    ("fieldSelector", ".(authorization.ResourceCheck, string) authorization.ResourceCheck"),
    ("labelSelector", ".(authorization.ResourceCheck, string) authorization.ResourceCheck"),
    (
        "check",
        ".(authorization.PathCheck, string) authorization.Decision | \
         .(authorization.ResourceCheck, string) authorization.Decision",
    ),
    ("allowed", ".(authorization.Decision) bool"),
    ("reason", ".(authorization.Decision) string"),
    ("errored", ".(authorization.Decision) bool"),
    ("error", ".(authorization.Decision) string"),
];
