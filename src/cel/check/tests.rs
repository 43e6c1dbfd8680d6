//! What compiles and what does not: facts from the language definition and from Kubernetes' documentation.

use crate::cel::{
    Declarations, Program, Schema, Type, authorizer_type, namespace_type, request_resource_type, request_type,
};
use crate::object::KubernetesVersion;
use crate::yaml::Stream;

const SCHEMA: &str = r"
type: object
properties:
  replicas: {type: integer}
  ratio: {type: number}
  name: {type: string}
  enabled: {type: boolean}
  port: {x-kubernetes-int-or-string: true}
  when: {type: string, format: date-time}
  every: {type: string, format: duration}
  blob: {type: string, format: byte}
  x-dashed: {type: string}
  namespace: {type: string}
  untyped: {x-kubernetes-preserve-unknown-fields: true}
  tags: {type: array, items: {type: string}}
  labels: {type: object, additionalProperties: {type: string}}
  items: {type: array, items: {type: object, properties: {key: {type: string}, weight: {type: integer}}}}
  inner: {type: object, properties: {a: {type: integer}}}
  other: {type: object, properties: {a: {type: integer}}}
";

/// The type of an expression over [`SCHEMA`] as `self`, or its first fault.
fn type_of(text: &str, version: &str) -> Result<String, String> {
    let stream = Stream::parse(SCHEMA.into());
    let document = stream.documents.first().unwrap();
    let this = Schema::root(document.root()).declared().unwrap();
    let declarations = Declarations::new(version.parse().unwrap())
        .with("self", this)
        .with("object", Type::Dyn)
        .with("request", request_type())
        .with("namespaceObject", namespace_type());
    let compiled = Program::compile_typed(text, &declarations);
    compiled.map(|(_, ty)| ty.to_string()).map_err(|errors| errors.first().unwrap().message.clone())
}

#[test]
fn what_the_server_takes_has_the_type_that_it_finds() {
    for (text, ty) in [
        ("self.replicas > 1 && self.enabled", "bool"),
        ("self.replicas < 1.5", "bool"),
        ("self.metadata.name.startsWith('x') && self.kind == 'A'", "bool"),
        ("self.port", "dyn"),
        ("type(self.port) == int ? self.port < 10 : self.port.contains('%')", "bool"),
        ("self.when < timestamp('2026-01-01T00:00:00Z')", "bool"),
        ("self.every + duration('1h')", "duration"),
        ("size(self.blob)", "int"),
        ("self.x__dash__dashed + self.__namespace__", "string"),
        ("self.tags.all(t, t.matches('^[a-z]+$'))", "bool"),
        ("self.tags.exists_one(t, t == 'a')", "bool"),
        ("self.tags.map(t, size(t)).sum()", "int"),
        ("self.tags.filter(t, t != '')", "list(string)"),
        ("self.labels.all(k, self.labels[k] != '' && k in self.tags)", "bool"),
        ("self.labels['a']", "string"),
        ("self.labels.a", "string"),
        ("self.items.map(i, i.weight > 1, i.key)", "list(string)"),
        ("self.items[0].key", "string"),
        ("has(self.inner) && has(self.inner.a)", "bool"),
        ("self.inner == null", "bool"),
        ("self.?inner.?a.orValue(1)", "int"),
        ("self.?inner.a", "optional(int)"),
        ("self.labels[?'a'].optMap(v, v + '!').orValue('')", "string"),
        ("self.tags[?0].hasValue()", "bool"),
        ("optional.of(1).value() + 1", "int"),
        ("optional.none().orValue('a')", "string"),
        ("[1, 2].isSorted() && ['a'].max() == 'a'", "bool"),
        ("[]", "list(dyn)"),
        ("[] + [1]", "list(int)"),
        ("{'a': 1}.b", "int"),
        ("{?'a': optional.of(1), 'b': 2}", "map(string, int)"),
        ("'%s is %d'.format([self.name, self.replicas])", "string"),
        ("quantity('1Gi').add(quantity('1Mi')).isLessThan(quantity('2Gi'))", "bool"),
        ("ip('::1').family() == 6 && type(ip('::1')) == net.IP", "bool"),
        ("cidr('10.0.0.0/8').containsIP('10.1.1.1')", "bool"),
        ("cidr('10.0.0.0/8').ip().isLoopback()", "bool"),
        ("url('https://a:80/').getPort()", "string"),
        ("url(self.name).getQuery()['a'][0]", "string"),
        ("!format.dns1123Label().validate(self.name).hasValue()", "bool"),
        ("format.named('uuid').value().validate('x')", "optional(list(string))"),
        ("semver('1.2.3').compareTo(semver('v1.2', true)) > 0", "bool"),
        ("sets.contains(self.tags, ['a'])", "bool"),
        ("'a,b'.split(',').join('-')", "string"),
        ("'abc'.find('b') + 'abc'.findAll('.')[0]", "string"),
        ("object.spec.replicas <= 5", "bool"),
        ("object.spec.replicas", "dyn"),
        ("object.a.b.all(x, x.c)", "bool"),
        ("request.userInfo.groups.exists(g, g == 'a') || request.dryRun", "bool"),
        ("request.options.x", "dyn"),
        ("namespaceObject.metadata.labels.?env.orValue('')", "string"),
        ("self.tags.all(i, t, i < 3 && t != '')", "bool"),
        ("self.labels.transformList(k, v, k + v)", "list(string)"),
        ("self.labels.transformMap(k, v, size(v))", "map(string, int)"),
        ("[1, 2, 3].transformMapEntry(i, v, {v: i})", "map(int, int)"),
        ("[[1], [2]].flatten().distinct()", "list(int)"),
        ("dyn(1) == 'a' || 1 == dyn(1.0)", "bool"),
        ("-self.replicas % 2", "int"),
        ("1u + 2u", "uint"),
        ("b'a' + bytes('b')", "bytes"),
        ("type(1)", "type"),
        ("timestamp('2026-01-01T00:00:00Z').getHours('+01:00')", "int"),
        ("true ? 1 : 2", "int"),
        ("true ? dyn(1) : 'a'", "dyn"),
        ("r'\\d' + \"\"\"x\"\"\"", "string"),
        ("// nothing\ntrue", "bool"),
        ("google.protobuf.Timestamp == type(self.when)", "bool"),
    ] {
        assert_eq!(type_of(text, "1.37").as_deref(), Ok(ty), "{text}");
    }
}

#[test]
fn what_the_server_refuses_is_a_fault() {
    for (text, fault) in [
        ("self.foo ==", "syntax error: a value should stand here, but there is the end"),
        ("", "syntax error: a value should stand here, but there is the end"),
        ("1 2", "syntax error: an operator or the end should stand here, but there is `2`"),
        ("(1", "syntax error: `)` should stand here, but there is the end"),
        ("'a", "syntax error: a text without its closing quote cannot be read"),
        ("a = 1", "syntax error: an operator or the end should stand here, but there is `=`"),
        ("a # b", "syntax error: the character `#` cannot be read"),
        ("99999999999999999999", "syntax error: `99999999999999999999` is out of range"),
        ("'\\q'", "syntax error: `'\\q'` has an escape that does not exist"),
        ("if", "`if` is a reserved word and cannot be a name"),
        ("self.true", "syntax error: the name of a field or function should stand here, but there is `true`"),
        ("has(self)", "syntax error: `has` asks for a field, such as `has(self.spec)`"),
        ("self.tags.all(1, true)", "syntax error: this argument must be a simple name, which stands for each item"),
        ("self.foo", "there is no field `foo` in this object"),
        ("has(self.foo)", "there is no field `foo` in this object"),
        ("self.untyped", "there is no field `untyped` in this object"),
        ("self.namespace == ''", "there is no field `namespace` in this object"),
        ("self.metadata.labels", "there is no field `labels` in this object"),
        ("self.name.x", "a string has no fields, so that there is no `x`"),
        ("request.foo", "there is no field `foo` in this kubernetes.AdmissionRequest"),
        ("self.name == 1", "`==` does not take a string and a int"),
        ("self.name == null", "`==` does not take a string and a null"),
        ("self.inner == self.other", "`==` does not take a object and a object"),
        ("self.name + 1", "`+` does not take a string and a int"),
        ("1 + 1.0", "`+` does not take a int and a double"),
        ("!self.name", "`!` does not take a string"),
        ("self.name && true", "a bool is wanted here, but this is a string"),
        ("self.tags.all(t, t)", "a bool is wanted here, but this is a string"),
        ("self.tags.all(t, t > 1)", "`>` does not take a string and a int"),
        ("self.replicas.all(t, true)", "a int has no items to go through: a list or a map must stand here"),
        ("self.tags['a']", "a list(string) cannot be indexed by a string"),
        ("self.labels[1]", "a map(string, string) cannot be indexed by a int"),
        ("1 in self.tags", "`in` does not take a int and a list(string)"),
        ("self.name.startswith('a')", "there is no function `startswith`; did you mean `startsWith`?"),
        ("self.name.startsWith(1)", "a string has no method `startsWith(int)`"),
        ("startsWith(self.name, 'a')", "`startsWith` does not take (string, string)"),
        ("frobnicate(1)", "there is no function `frobnicate`"),
        ("self.tags.sum()", "a list(string) has no method `sum()`"),
        ("[1, 'a']", "the items of a list must have the same type, but one is a int and one a string"),
        ("{'a': 1, 'b': 'x'}", "the values of a map must have the same type, but one is a int and one a string"),
        ("true ? 1 : 'a'", "both values of `? :` must have the same type, but one is a int and one a string"),
        ("1 ? 1 : 2", "a bool is wanted here, but this is a int"),
        ("self.name.matches('(')", "the pattern `(` opens a group that it does not close"),
        ("timestamp('yesterday')", "`yesterday` is no RFC 3339 time"),
        ("duration('1 hour')", "`1 hour` is no duration, such as `1h30m`"),
        ("Foo{a: 1}", "there is no type `Foo`"),
        ("x", "there is no variable `x`; known are `self`, `object`, `request`, `namespaceObject`"),
        (
            "self.tags.map(t, t) + t",
            "there is no variable `t`; known are `self`, `object`, `request`, `namespaceObject`",
        ),
    ] {
        assert_eq!(type_of(text, "1.37").unwrap_err(), fault, "{text}");
    }
}

#[test]
fn functions_are_taken_from_the_release_after_the_one_that_brought_them() {
    for (text, first) in [
        ("quantity('1').isInteger()", 29),
        ("sets.contains([1], [1])", 30),
        ("isIP('::1')", 31),
        ("format.uuid()", 32),
        ("[1].all(i, v, true)", 33),
        ("isSemver('1.0.0')", 34),
        ("[1].distinct()", 35),
    ] {
        for version in KubernetesVersion::all() {
            let taken = type_of(text, &version.to_string()).is_ok();
            assert_eq!(taken, version.minor() >= first, "{text} in {version}");
        }
    }
}

#[test]
fn every_fault_is_told_with_its_place() {
    let declarations = Declarations::new(KubernetesVersion::NEWEST);
    let errors = Program::compile("a + b.c == 'ä' && d(1)", &declarations).unwrap_err();
    assert_eq!(errors.iter().map(|error| error.offset).collect::<Vec<_>>(), [0, 4, 19]);
}

#[test]
fn deep_nesting_is_refused_and_long_rows_are_left_alone() {
    let declarations = Declarations::new(KubernetesVersion::NEWEST);
    for (open, close) in [("(", ")"), ("[", "]"), ("{1: ", "}"), ("dyn(", ")"), ("[1].map(x, ", ")")] {
        let nested = |depth| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        let errors = Program::compile(&nested(5000), &declarations).unwrap_err();
        assert!(errors[0].message.contains("nests more than"), "{:?}", errors[0]);
        assert!(Program::compile(&nested(200), &declarations).unwrap_err()[0].unsupported);
        assert!(Program::compile(&nested(70), &declarations).is_ok());
    }
    let choices = format!("{}1", "true ? 1 : ".repeat(5000));
    assert!(Program::compile(&choices, &declarations).unwrap_err()[0].unsupported);
    let chain = vec!["1"; 5000].join(" + ");
    assert!(Program::compile(&chain, &declarations).unwrap_err()[0].unsupported);
    let all = vec!["true"; 5000].join(" && ");
    assert!(Program::compile(&all, &declarations).is_ok());
    let not = format!("{}true", "!".repeat(50_001));
    assert!(Program::compile(&not, &declarations).is_ok());
}

#[test]
fn a_dotted_variable_is_found_before_a_field() {
    let declarations = Declarations::new(KubernetesVersion::NEWEST)
        .with("authorizer", authorizer_type())
        .with("authorizer.requestResource", request_resource_type());
    for text in [
        "authorizer.group('apps').resource('deployments').namespace('x').check('create').allowed()",
        "authorizer.requestResource.check('delete').reason() == ''",
        "authorizer.path('/healthz').check('get').allowed()",
    ] {
        assert!(Program::compile(text, &declarations).is_ok(), "{text}");
    }
    assert!(Program::compile("authorizer.foo", &declarations).is_err());
}
