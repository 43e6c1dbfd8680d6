//! Values of expressions: facts from the language definition and from Kubernetes' documentation of its library.

use crate::cel::{Budget, Declarations, EvaluateError, Program, Schema, Type, Value};
use crate::object::KubernetesVersion;
use crate::yaml::{Document, Stream};

use super::convert::shown;

const SCHEMA: &str = r"
type: object
properties:
  replicas: {type: integer}
  ratio: {type: number}
  level: {type: string, default: low}
  port: {x-kubernetes-int-or-string: true}
  when: {type: string, format: date-time}
  every: {type: string, format: duration}
  blob: {type: string, format: byte}
  x-dashed: {type: string}
  absent: {type: string}
  nothing: {type: string, nullable: true}
  tags: {type: array, x-kubernetes-list-type: set, items: {type: string}}
  others: {type: array, x-kubernetes-list-type: set, items: {type: string}}
  labels: {type: object, additionalProperties: {type: string}}
  keyed:
    type: array
    x-kubernetes-list-type: map
    x-kubernetes-list-map-keys: [k]
    items: {type: object, properties: {k: {type: string}, v: {type: integer}}}
";

const OBJECT: &str = r"
kind: Widget
metadata: {name: w}
replicas: 3
ratio: 2
port: 80%
when: '2026-01-31T08:00:00Z'
every: 90m
blob: aGk=
x-dashed: d
nothing: null
tags: [a, b]
others: [b, a]
labels: {app: web, app.kubernetes.io/name: x}
keyed: [{k: a, v: 1}, {k: b, v: 2}]
";

fn document(text: &str) -> Document {
    Stream::parse(text.into()).documents.into_iter().next().unwrap()
}

/// The value of an expression over [`OBJECT`] as `self`, as text, or why it has none.
fn value(text: &str) -> Result<String, EvaluateError> {
    let (schema, object) = (document(SCHEMA), document(OBJECT));
    let schema = Schema::root(schema.root());
    let declarations = Declarations::new(KubernetesVersion::NEWEST)
        .with("self", schema.declared().unwrap())
        .with("authorizer", crate::cel::authorizer_type())
        .with("unknown", Type::Dyn);
    let program = Program::compile(text, &declarations).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    let this = Value::of(object.root(), Some(schema)).unwrap();
    let mut budget = Budget::new(1_000_000);
    program.evaluate(vec![("self", this)], &mut budget).map(|value| match &value {
        Value::Optional(None) => "none".to_owned(),
        Value::Optional(Some(inner)) => format!("some {}", shown(inner)),
        value => shown(value).into_owned(),
    })
}

fn are(table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(value(text).as_deref(), Ok(*wanted), "{text}");
    }
}

#[test]
fn operators_and_conversions() {
    are(&[
        ("1 + 2 * 3 - 4 / 2 % 3", "5"),
        ("-7 / 2", "-3"),
        ("-7 % 2", "-1"),
        ("7.0 / 2.0", "3.5"),
        ("1u + 2u", "3"),
        ("'a' + 'b'", "ab"),
        ("[1] + [2]", "[1, 2]"),
        ("1 < 1.5 && 2u >= 2 && dyn(1) == dyn(1.0) && dyn(1u) == dyn(1)", "true"),
        ("9007199254740993 > 9007199254740992.0", "true"),
        ("dyn(1) == dyn('1')", "false"),
        ("'b' > 'a' && b'b' > b'a' && true > false", "true"),
        ("2 in [1, 2] && 'a' in {'a': 1} && !(3 in [1])", "true"),
        ("{'a': [1], 'b': [1, 2]} == {'b': [1, 2], 'a': [1]}", "true"),
        ("true ? 1 : 2", "1"),
        ("int('42') + int(3.9) + int(2u) + int(timestamp('1970-01-01T00:00:05Z'))", "52"),
        ("string(1.0) + string(2) + string(true) + string(b'x')", "12truex"),
        ("string(1e30)", "1e+30"),
        ("double('1.5') + double(1)", "2.5"),
        ("uint(3) == 3u && bool('true') && bytes('a') == b'a'", "true"),
        ("type(1) == int && type('') == string && type([]) == list && type(null) == null_type", "true"),
        ("type(self.when) == google.protobuf.Timestamp", "true"),
        ("size('äb') + 'abc'.size() + size([1, 2]) + size({'a': 1})", "8"),
        ("'abc'.contains('b') && 'abc'.startsWith('ab') && 'abc'.endsWith('c')", "true"),
    ]);
}

#[test]
fn errors_are_passed_over_where_the_other_side_decides() {
    are(&[
        ("false && 1 / 0 == 1", "false"),
        ("1 / 0 == 1 && false", "false"),
        ("true || 1 / 0 == 1", "true"),
        ("1 / 0 == 1 || true", "true"),
        ("[0, 1].exists(x, 1 / x == 1)", "true"),
        ("[0, 2].all(x, 4 / x == 1)", "false"),
        ("authorizer.path('/x').check('get').allowed() || true", "true"),
    ]);
    for text in [
        "1 / 0 == 1 || false",
        "1 % 0",
        "[0, 1].all(x, 1 / x == 1)",
        "9223372036854775807 + 1",
        "-(-9223372036854775807 - 1)",
        "[1][1]",
        "{'a': 1}['b']",
        "self.absent",
        "self.labels['none']",
        "int('x')",
        "uint(-1)",
        "optional.none().value()",
        "{'a': 1, 'a': 2}",
        "'abc'.charAt(4)",
        "'abc'.substring(2, 1)",
        "ip('1.2.3')",
        "dyn('a') < dyn(1)",
        "dyn(1).all(x, true)",
    ] {
        assert!(matches!(value(text), Err(EvaluateError::Failed(_))), "{text}: {:?}", value(text));
    }
    for text in
        ["authorizer.path('/x').check('get').allowed()", "unknown.x == 1", "self.when.getHours('Europe/Berlin')"]
    {
        assert!(matches!(value(text), Err(EvaluateError::Unsupported(_))), "{text}: {:?}", value(text));
    }
}

#[test]
fn documents_are_seen_by_their_schema() {
    are(&[
        ("self.replicas + 1", "4"),
        ("self.ratio / 4.0", "0.5"),
        ("self.level", "low"),
        ("has(self.level) && !has(self.absent) && has(self.replicas)", "true"),
        ("self.nothing == dyn(null)", "true"),
        ("type(self.port) == string ? self.port : 'number'", "80%"),
        ("self.when.getFullYear() + self.when.getMonth() + self.when.getDayOfMonth()", "2056"),
        ("self.when.getHours('-02:30')", "5"),
        ("self.when.getDayOfWeek()", "6"),
        ("self.when - duration('1h') < self.when", "true"),
        ("string(self.when + duration('24h'))", "2026-02-01T08:00:00Z"),
        ("self.every > duration('1h') && self.every.getMinutes() == 90", "true"),
        ("string(self.every)", "5400s"),
        ("self.blob == b'hi'", "true"),
        ("self.x__dash__dashed", "d"),
        ("self.metadata.name + self.kind", "wWidget"),
        ("self.labels['app.kubernetes.io/name'] + self.labels.app", "xweb"),
        ("self.labels.all(k, k.startsWith('app'))", "true"),
        ("self.labels.exists(k, self.labels[k] == 'web')", "true"),
        ("self.tags == self.others", "true"),
        ("self.tags + ['b', 'c']", "[a, b, c]"),
        ("(self.keyed + [self.keyed[1]]).size()", "2"),
        ("self.keyed.map(i, i.v).sum()", "3"),
        ("self.keyed.filter(i, i.v > 1).map(i, i.k)", "[b]"),
        ("self.keyed.exists_one(i, i.k == 'a')", "true"),
        ("self.keyed[0] == self.keyed[0] && self.keyed[0] != self.keyed[1]", "true"),
        ("self.?absent.hasValue()", "false"),
        ("self.?absent.orValue('x') + self.?level.orValue('x')", "xlow"),
        ("self.labels[?'app'].optMap(v, v + '!')", "some web!"),
        ("self.labels[?'none'].optMap(v, v + '!')", "none"),
        ("self.labels[?'none'].or(optional.of('z')).value()", "z"),
        ("self.labels[?'app'].optFlatMap(v, optional.none())", "none"),
        ("self.tags[?5]", "none"),
        ("optional.ofNonZeroValue('')", "none"),
        ("[?self.?absent, ?self.?level]", "[low]"),
        ("{?'a': self.?absent, 'b': 'c'}", "{b: c}"),
    ]);
}

#[test]
fn macros_with_two_names() {
    are(&[
        ("[1, 2].all(i, v, v == i + 1)", "true"),
        ("['a', 'b'].transformList(i, v, i > 0, v)", "[b]"),
        ("{'a': 1}.transformMap(k, v, v + 1)", "{a: 2}"),
        ("['x', 'y'].transformMapEntry(i, v, {v: i})", "{x: 0, y: 1}"),
        ("self.labels.exists(k, v, k == 'app' && v == 'web')", "true"),
        ("[1, 1].existsOne(i, v, v == 1)", "false"),
    ]);
}

#[test]
fn functions_of_text() {
    are(&[
        ("'hello'.charAt(4) + 'hello'.charAt(5)", "o"),
        ("'hello mellow'.indexOf('ello')", "1"),
        ("'hello mellow'.indexOf('ello', 2)", "7"),
        ("'hello mellow'.indexOf('jello')", "-1"),
        ("'hello mellow'.lastIndexOf('ello')", "7"),
        ("'hello mellow'.lastIndexOf('ello', 6)", "1"),
        ("['hello', 'mellow'].join(' ') + ['a'].join()", "hello mellowa"),
        ("'TacoCat'.lowerAscii() + 'TacoCÆt'.upperAscii()", "tacocatTACOCÆT"),
        ("'hello hello'.replace('he', 'we')", "wello wello"),
        ("'hello hello'.replace('he', 'we', 1)", "wello hello"),
        ("'hello hello'.replace('he', 'we', 0)", "hello hello"),
        ("'hello hello hello'.split(' ', 2)", "[hello, hello hello]"),
        ("'a,b,c'.split(',')", "[a, b, c]"),
        ("'a,b'.split(',', 0)", "[]"),
        ("'äbc'.split('')", "[ä, b, c]"),
        ("'äbc'.split('', 2)", "[ä, bc]"),
        ("'tacocat'.substring(4) + 'tacocat'.substring(0, 4)", "cattaco"),
        ("'  trim\\n '.trim()", "trim"),
        ("strings.quote('a\\n\"b\"')", "\"a\\n\\\"b\\\"\""),
        (
            "'%s is %d, %.2f, %x, %b, %o, %e, %%'.format(['a', 5, 1.5, 255, 5, 8, 1234.5])",
            "a is 5, 1.50, ff, 101, 10, 1.234500e+03, %",
        ),
        ("'%s %s'.format([[1, 2], {'a': true}])", "[1, 2] {a: true}"),
        ("'abc 123'.find('[0-9]+') + 'abc'.find('x')", "123"),
        ("'123 abc 456'.findAll('[0-9]+')", "[123, 456]"),
        ("'123 abc 456'.findAll('[0-9]+', 1)", "[123]"),
        ("'abc'.matches('b') && !'abc'.matches('^b$') && matches('abc', 'c$')", "true"),
    ]);
}

#[test]
fn functions_of_lists_and_sets() {
    are(&[
        ("[1, 2, 2].isSorted() && !['b', 'a'].isSorted() && [].isSorted()", "true"),
        ("[1, 3].sum() + [].sum()", "4"),
        ("[duration('1m'), duration('1s')].sum() == duration('61s')", "true"),
        ("[2, 1].min() + [1, 3].max()", "4"),
        ("[1, 2, 2, 3].indexOf(2) * 10 + [1, 2, 2, 3].lastIndexOf(2)", "12"),
        ("['a'].indexOf('b')", "-1"),
        ("[1, 2, 1].distinct() + [[3], [4]].flatten()", "[1, 2, 3, 4]"),
        ("[3, 1, 2].sort().reverse().slice(0, 2)", "[3, 2]"),
        ("lists.range(3)", "[0, 1, 2]"),
        ("sets.contains([1, 2], [2]) && !sets.contains([1], [2])", "true"),
        ("sets.equivalent([1, 1, 2], [2, 1]) && sets.intersects([1, 2], [2, 3])", "true"),
    ]);
}

#[test]
fn functions_of_urls_and_addresses() {
    are(&[
        (
            "isURL('https://a:80/') && isURL('/path') && !isURL('../rel') && !isURL('https://a:8b/') && !isURL('')",
            "true",
        ),
        ("url('https://[::1]:80/a b?x=1&x=2&y=%20').getHost()", "[::1]:80"),
        ("url('https://[::1]:80/').getHostname() + url('https://a.b/').getPort()", "::1"),
        ("url('HTTP://u@a:80/p/a th?q').getScheme()", "http"),
        ("url('https://a/with space/').getEscapedPath()", "/with%20space/"),
        ("url('https://a/?k1=a&k1=b&k2=%26').getQuery()", "{k1: [a, b], k2: [&]}"),
        (
            "isIP('1.2.3.4') && isIP('::1') && !isIP('::ffff:1.2.3.4') && !isIP('01.2.3.4') && !isIP('fe80::1%en0')",
            "true",
        ),
        ("ip('::1').family() + ip('127.0.0.1').family()", "10"),
        ("ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD')", "true"),
        (
            "ip('0.0.0.0').isUnspecified() && ip('127.0.0.1').isLoopback() && ip('224.0.0.1').isLinkLocalMulticast()",
            "true",
        ),
        (
            "ip('fe80::1').isLinkLocalUnicast() && ip('192.168.0.1').isGlobalUnicast() && !ip('255.255.255.255').isGlobalUnicast()",
            "true",
        ),
        ("isCIDR('10.0.0.0/8') && !isCIDR('10.0.0.0/33') && !isCIDR('10.0.0.0') && !isCIDR('10.0.0.0/08')", "true"),
        (
            "cidr('192.168.0.0/24').containsIP('192.168.0.1') && !cidr('192.168.0.0/24').containsIP(ip('192.168.1.1'))",
            "true",
        ),
        (
            "cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') && !cidr('192.168.10.0/24').containsCIDR('192.168.0.0/16')",
            "true",
        ),
        ("string(cidr('192.168.0.1/24').masked()) + ' ' + string(cidr('10.1.2.3/8').ip())", "192.168.0.0/24 10.1.2.3"),
        ("cidr('::1/128').prefixLength()", "128"),
    ]);
}

#[test]
fn functions_of_quantities_versions_and_formats() {
    are(&[
        ("quantity('50M').isGreaterThan(quantity('5k')) && quantity('1').isLessThan(quantity('1001m'))", "true"),
        ("quantity('200M').compareTo(quantity('0.2G'))", "0"),
        ("quantity('50k').add(quantity('20')) == quantity('50020')", "true"),
        ("quantity('50k').sub(50000).sign()", "0"),
        ("quantity('50000000G').isInteger() && !quantity('500m').isInteger()", "true"),
        ("quantity('1.5k').asInteger()", "1500"),
        ("quantity('500m').asApproximateFloat()", "0.5"),
        ("isQuantity('1.3Gi') && !isQuantity('1,3G') && !isQuantity('200K')", "true"),
        ("isSemver('1.0.0') && isSemver('0.1.0-alpha.1') && !isSemver('v1.0') && isSemver('v01.1', true)", "true"),
        ("semver('1.2.3').major() + semver('1.2.3').minor() + semver('1.2.3').patch()", "6"),
        ("semver('1.2.3').compareTo(semver('1.2.3-rc.1')) + semver('1.0.0').compareTo(semver('2.0.0'))", "0"),
        ("semver('1.0.0').isLessThan(semver('1.0.1')) && semver('v1.1', true).isGreaterThan(semver('1.0.0'))", "true"),
        ("format.dns1123Label().validate('my-label').hasValue()", "false"),
        ("format.dns1123Label().validate('My.Label').hasValue()", "true"),
        ("format.named('qualifiedName').value().validate('a.b/c_d').hasValue()", "false"),
        ("format.named('nope')", "none"),
        ("format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()", "false"),
        (
            "format.dns1123LabelPrefix().validate('a-').hasValue() || format.date().validate('2021-01-01').hasValue()",
            "false",
        ),
        (
            "format.byte().validate('aGVsbG8=').hasValue() || format.datetime().validate('2021-01-01T00:00:00Z').hasValue()",
            "false",
        ),
        ("format.labelValue().validate('-a').hasValue() && format.uri().validate('a b').hasValue()", "true"),
    ]);
}

#[test]
fn what_takes_too_long_ends() {
    let list = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    let mut text = "true".to_owned();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        text = format!("{list}.all({name}, {text})");
    }
    assert_eq!(value(&text), Err(EvaluateError::TooLong));
    let doubled = (0..40).fold("'ab'".to_owned(), |text, _| format!("[{text}].map(x, x + x)[0]"));
    assert_eq!(value(&doubled), Err(EvaluateError::TooLong));
    assert_eq!(value("lists.range(1000000000).size()"), Err(EvaluateError::TooLong));
}

/// Pieces of expressions, to be thrown together.
const PIECES: [&str; 58] = [
    "self",
    ".",
    "replicas",
    "tags",
    "labels",
    "keyed",
    "absent",
    "level",
    "when",
    "every",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "?",
    ":",
    ",",
    "1",
    "-1",
    "0x1",
    "2u",
    "1.5",
    "'a'",
    "\"b\"",
    "b'c'",
    "r'\\d'",
    "true",
    "null",
    "==",
    "!=",
    "<",
    "&&",
    "||",
    "!",
    "-",
    "+",
    "%",
    "in",
    "has",
    "all",
    "map",
    "x",
    "size",
    "matches",
    "split",
    "substring",
    "format",
    "'%s'",
    "optional.of",
    "orValue",
    "duration",
    "timestamp",
    "'ä'",
    "//",
    "\n",
    "`",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let declarations = Declarations::new(KubernetesVersion::NEWEST).with("self", Type::Dyn);
        if let Ok(program) = Program::compile(&text, &declarations) {
            let _ = program.evaluate(vec![("self", Value::Null)], &mut Budget::new(10_000));
        }
    }

    #[test]
    fn no_pieces_of_expressions_make_it_panic(picks in proptest::collection::vec(0..PIECES.len(), 1..24)) {
        let text: Vec<&str> = picks.into_iter().map(|pick| PIECES[pick]).collect();
        let (schema, object) = (document(SCHEMA), document(OBJECT));
        let schema = Schema::root(schema.root());
        for joint in ["", " "] {
            let declarations = Declarations::new(KubernetesVersion::NEWEST).with("self", schema.declared().unwrap());
            if let Ok(program) = Program::compile(&text.join(joint), &declarations) {
                let this = Value::of(object.root(), Some(schema)).unwrap();
                let _ = program.evaluate(vec![("self", this)], &mut Budget::new(10_000));
            }
        }
    }

    #[test]
    fn methods_with_any_numbers_and_texts_do_not_panic(
        name in proptest::sample::select(vec![
            "charAt", "substring", "split", "replace", "indexOf", "lastIndexOf", "findAll", "format", "slice", "flatten",
        ]),
        text in "[aäb,% .0-9dsfex]{0,8}",
        (first, second) in (proptest::num::i64::ANY, -3_i64..12),
    ) {
        for target in ["'TEXT'", "['TEXT', 'TEXT']", "[['TEXT']]"] {
            for args in ["FIRST", "SECOND", "FIRST, SECOND", "SECOND, FIRST", "'TEXT'", "'TEXT', SECOND", "'TEXT', 'TEXT', SECOND", "[FIRST, 'TEXT', 1.5]"] {
                let expression = format!("dyn({target}).{name}({args})")
                    .replace("TEXT", &text)
                    .replace("FIRST", &first.to_string())
                    .replace("SECOND", &second.to_string());
                let declarations = Declarations::new(KubernetesVersion::NEWEST);
                if let Ok(program) = Program::compile(&expression, &declarations) {
                    let _ = program.evaluate(Vec::new(), &mut Budget::new(10_000));
                }
            }
        }
    }
}
