use crate::object::Manifest;
use crate::validation::Validation;
use crate::validation::testing::{assert_found, found};
use crate::yaml::Stream;

const CONFIG_MAP: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
const SECRET: &str = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n";

#[test]
fn keys_are_file_names_and_stand_once() {
    assert_found(
        CONFIG_MAP,
        &[
            ("data: {.a: x, A_b-c.d: null}", &[]),
            ("data: {'': x}", &["VAL001 data."]),
            ("data: {..a: x}", &["VAL001 data[..a]"]),
            ("binaryData: {a/b: eA==}", &["VAL001 binaryData[a/b]"]),
            ("data: {a: x}\nbinaryData: {a: eA==}", &["VAL004 data.a"]),
            ("data: {a: x}\nbinaryData: {a: null}", &["VAL004 data.a"]),
        ],
    );
    assert_found(
        SECRET,
        &[("data: {a b: eA==}", &["VAL001 data[a b]"]), ("stringData: {a b: x}", &["VAL001 stringData[a b]"])],
    );
}

#[test]
fn all_values_together_have_at_most_a_mebibyte() {
    let half = "x".repeat(512 * 1024);
    let encoded = data_encoding::BASE64.encode(half.as_bytes());
    let of = |text: String| found("1.36", &text);
    assert!(of(format!("{CONFIG_MAP}data: {{a: {half}}}\nbinaryData: {{b: {encoded}}}\n")).is_empty());
    assert_eq!(of(format!("{CONFIG_MAP}data: {{a: {half}y}}\nbinaryData: {{b: {encoded}}}\n")), ["VAL009 data"]);
    assert!(of(format!("{SECRET}stringData: {{a: {half}}}\ndata: {{b: {encoded}}}\n")).is_empty());
    assert_eq!(of(format!("{SECRET}stringData: {{a: {half}y}}\ndata: {{b: {encoded}}}\n")), ["VAL009 data"]);
    // A value of `stringData` replaces the one of `data`.
    assert!(of(format!("{SECRET}stringData: {{a: {half}y}}\ndata: {{a: {encoded}}}\n")).is_empty());
}

#[test]
fn secrets_hold_what_their_type_needs() {
    assert_found(
        SECRET,
        &[
            ("type: example.com/any", &[]),
            ("type: kubernetes.io/tls", &["VAL003 data[tls.crt]", "VAL003 data[tls.key]"]),
            ("type: kubernetes.io/tls\ndata: {tls.crt: ''}", &["VAL011 data[tls.crt]", "VAL003 data[tls.key]"]),
            (
                "type: kubernetes.io/tls\ndata: {tls.crt: null, tls.key: null}",
                &["VAL011 data[tls.crt]", "VAL011 data[tls.key]"],
            ),
            (
                "type: kubernetes.io/tls\nstringData: {tls.crt: '-----BEGIN CERTIFICATE-----', tls.key: '-----BEGIN RSA PRIVATE KEY-----'}",
                &[],
            ),
            ("type: kubernetes.io/basic-auth", &["VAL003 data.username", "VAL003 data.password"]),
            ("type: kubernetes.io/basic-auth\nstringData: {password: ''}", &[]),
            ("type: kubernetes.io/ssh-auth\ndata: {ssh-privatekey: ''}", &["VAL003 data.ssh-privatekey"]),
            ("type: kubernetes.io/ssh-auth\nstringData: {ssh-privatekey: x}", &[]),
            (
                "type: kubernetes.io/service-account-token",
                &["VAL003 metadata.annotations[kubernetes.io/service-account.name]"],
            ),
            ("type: kubernetes.io/dockerconfigjson", &["VAL003 data[.dockerconfigjson]"]),
            ("type: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: e30=}", &[]),
            (
                "type: kubernetes.io/dockerconfigjson\ndata: {.dockerconfigjson: W10=}",
                &["VAL004 data[.dockerconfigjson]"],
            ),
            (
                "type: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: '{'}",
                &["VAL004 stringData[.dockerconfigjson]"],
            ),
            ("type: kubernetes.io/dockercfg\nstringData: {.dockercfg: ' {\"a\": 1} '}", &[]),
            ("type: kubernetes.io/dockercfg\nstringData: {.dockercfg: 'null'}", &[]),
            ("type: kubernetes.io/dockercfg\nstringData: {.dockercfg: ''}", &["VAL004 stringData[.dockercfg]"]),
        ],
    );
}

#[test]
fn messages_about_secrets_hold_no_value() {
    let text = format!(
        "{SECRET}type: kubernetes.io/dockerconfigjson\nstringData: {{.dockerconfigjson: hunter2, 'a b': hunter2}}\n"
    );
    let manifest = Manifest { file: "m.yaml".into(), stream: Stream::parse(text.into_bytes()), reported: true };
    let validation = Validation::new("1.36".parse().unwrap());
    let found: Vec<_> = manifest.objects().flat_map(|object| validation.check(&object)).collect();
    assert_eq!(found.len(), 2);
    assert!(!format!("{found:?}").contains("hunter2"));
}
