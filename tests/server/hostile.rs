//! What must never bring a server down: each of these is answered, or cut, and the next review is judged as ever.

use std::io::{Read, Write};

use serde_json::{Value, json};

use super::{Server, creating, pod, recorded, refused_by, updating};

const PRIVILEGED: &[&str] = &["--isolated", "--select", "SEC006"];

fn bad(server: &Server, body: impl Into<Vec<u8>>) -> String {
    let reply = server.post("/validate", body);
    assert_eq!(reply.status, 400, "{}", reply.text);
    reply.text
}

/// What a server sends back to raw bytes, until it closes the connection.
fn raw(server: &Server, bytes: &[u8]) -> String {
    let mut stream = server.connect();
    stream.write_all(bytes).unwrap();
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn what_is_no_review_is_refused_with_the_status_that_says_why() {
    let server = Server::start(PRIVILEGED);
    let whole = recorded("create-pod-privileged").to_string();
    bad(&server, "");
    bad(&server, &whole[..whole.len() / 2]);
    bad(&server, format!("{whole} trailing"));
    bad(&server, [0xff, 0xfe, 0x00]);
    assert_eq!(server.get(&server.address, "/validate").status, 405);
    assert_eq!(server.post("/", whole.clone()).status, 404);
    assert_eq!(server.post_as("/validate", "text/plain", whole.clone()).status, 415);
    assert_eq!(server.post_as("/validate", "application/json; charset=utf-8", whole).status, 200);
    let head = "POST /validate HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    assert!(raw(&server, head.as_bytes()).starts_with("HTTP/1.1 415"));
    server.assert_well();
}

#[test]
fn a_packed_body_is_refused_unread() {
    let server = Server::start(PRIVILEGED);
    let head = "POST /validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n\
                content-length: 1000000\r\nconnection: close\r\n\r\n";
    assert!(raw(&server, head.as_bytes()).starts_with("HTTP/1.1 415"));
    server.assert_well();
}

#[test]
fn reviews_without_what_every_review_has_are_refused() {
    let server = Server::start(PRIVILEGED);
    let changed = |pointer: &str, value: Value| {
        let mut review = recorded("create-pod-privileged");
        *review.pointer_mut(pointer).unwrap() = value;
        review.to_string()
    };
    assert!(bad(&server, changed("/request", Value::Null)).contains("request"));
    assert!(bad(&server, changed("/apiVersion", "admission.k8s.io/v1beta1".into())).contains("v1beta1"));
    assert!(bad(&server, changed("/request/uid", "".into())).contains("uid"));
    assert!(bad(&server, changed("/request/uid", "u".repeat(1 << 20).into())).contains("uid"));
    server.assert_well();
}

#[test]
fn an_object_that_is_none_is_judged_by_nobody_and_admitted_by_nobody() {
    let objects =
        [Value::Null, json!([]), json!("x"), json!({}), json!({ "metadata": null }), json!({ "metadata": [] })];
    let reviews = objects.map(|object| {
        let mut review = recorded("create-pod-privileged");
        review["request"]["object"] = object;
        review
    });
    let (deciding, denying, warning) = (
        Server::start(PRIVILEGED),
        Server::start(&[PRIVILEGED, &["--on-error", "deny"]].concat()),
        Server::start(&[PRIVILEGED, &["--on-error", "warn"]].concat()),
    );
    for review in &reviews {
        assert_eq!(deciding.post("/validate", review.to_string()).status, 500, "{review}");
        let denied = denying.review(review);
        assert_eq!((&denied["allowed"], &denied["status"]["code"]), (&json!(false), &json!(500)));
        let warned = warning.review(review);
        assert_eq!((&warned["allowed"], warned["warnings"].as_array().unwrap().len()), (&json!(true), 1));
    }
    deciding.assert_well();
}

#[test]
fn the_kind_of_the_request_decides_whatever_the_object_says_of_itself() {
    let server = Server::start(PRIVILEGED);
    let mut review = recorded("create-pod-privileged");
    review["request"]["object"]["kind"] = "Eviction".into();
    assert_eq!(refused_by(&server.review(&review)), ["SEC006"]);
    review["request"]["object"].as_object_mut().unwrap().remove("kind");
    assert_eq!(refused_by(&server.review(&review)), ["SEC006"]);
}

#[test]
fn what_kubernetes_does_not_have_yet_is_admitted_or_judged_by_the_rules_for_all() {
    let server = Server::start(PRIVILEGED);
    let mut review = recorded("create-pod-privileged");
    review["request"]["subResource"] = "checkpoint".into();
    assert_eq!(refused_by(&server.review(&review)), ["SEC006"]);
    review["request"]["operation"] = "TELEPORT".into();
    assert_eq!(server.review(&review)["allowed"], true);
    assert_eq!(server.nth_event("review", 1)["operation"], "OTHER");
}

#[test]
fn legal_objects_of_twelve_megabytes_are_judged() {
    let server = Server::start(&["--isolated"]);
    let map = |fill: &str| {
        json!({ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "large", "namespace": "shop" },
            "data": { "page": fill.repeat(1_000_000) } })
    };
    // As Go writes it.
    let body = updating(&map("<"), &map("<<")).to_string().replace('<', "\\u003c");
    assert!(body.len() > 12_000_000);
    let reply = server.post("/validate?timeout=30s", body);
    assert_eq!(reply.status, 200, "{}", reply.text);
    server.assert_well();
}

#[test]
fn a_body_of_more_than_any_legal_one_is_cut_off() {
    let server = Server::start(PRIVILEGED);
    let announced = "POST /validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 34603008\r\n\
                     connection: close\r\n\r\n";
    assert!(raw(&server, announced.as_bytes()).starts_with("HTTP/1.1 413"));
    let mut stream = server.connect();
    let head =
        "POST /validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"100000\r\n".as_slice(), &vec![b' '; 1 << 20], b"\r\n"].concat();
    // The server may close before all is sent.
    for _ in 0..33 {
        if stream.write_all(&chunk).is_err() {
            break;
        }
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
    server.assert_well();
    assert_eq!([0, 1].map(|index| server.nth_event("refused", index)["status"].clone()), [413, 413]);
}

#[test]
fn slow_clients_are_cut_and_harm_nobody() {
    let server = Server::start(PRIVILEGED);
    let mut slow_head = server.connect();
    slow_head.write_all(b"POST /validate HTTP/1.1\r\nhos").unwrap();
    let mut slow_body = server.connect();
    let head = "POST /validate?timeout=1s HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    slow_body.write_all(head.as_bytes()).unwrap();
    server.assert_well();
    let mut answer = String::new();
    slow_body.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    let mut nothing = Vec::new();
    let _ = slow_head.read_to_end(&mut nothing);
    assert_eq!(nothing, b"");
    server.assert_well();
}

#[test]
fn nesting_without_end_is_refused_and_deep_nesting_is_survived() {
    let server = Server::start(&["--isolated", "--profile", "all"]);
    bad(&server, "[".repeat(10_000) + &"]".repeat(10_000));
    bad(&server, "[".repeat(100_000));
    let mut review = creating(&pod(true)).to_string();
    let deep = "[".repeat(9_900) + &"]".repeat(9_900);
    review = review.replace("\"automountServiceAccountToken\":false", &format!("\"deep\":{deep}"));
    let reply = server.post("/validate?timeout=30s", review);
    assert!(matches!(reply.status, 200 | 500), "{}", reply.status);
    server.assert_well();
}

#[test]
fn of_keys_that_stand_twice_the_last_counts_as_in_go() {
    let server = Server::start(PRIVILEGED);
    let judged = |first: &str, last: &str| {
        let body = creating(&pod(true)).to_string();
        let body = body.replace("\"privileged\":true", &format!("\"privileged\":{first},\"privileged\":{last}"));
        let answer: Value = serde_json::from_str(&server.post("/validate", body).text).unwrap();
        answer["response"]["allowed"].as_bool().unwrap()
    };
    assert!(judged("true", "false"));
    assert!(!judged("false", "true"));
}

#[test]
fn names_made_to_spoil_logs_and_warnings_stay_on_one_line() {
    let server = Server::configured("rules: {ALL: off, SEC006: warning}");
    let mut body = creating(&pod(true)).to_string();
    let name = r#"web\u0000\n{\"event\":\"forged\"}\ud800\u2028\u202e"#;
    body = body.replace("\"name\":\"web\"", &format!("\"name\":\"{name}\""));
    let reply = server.post("/validate", body);
    assert_eq!(reply.status, 200, "{}", reply.text);
    let answer: Value = serde_json::from_str(&reply.text).unwrap();
    let unseen = |c: char| c.is_control() || ['\u{2028}', '\u{202e}'].contains(&c);
    for warning in answer["response"]["warnings"].as_array().unwrap() {
        assert!(!warning.as_str().unwrap().contains(unseen), "{warning}");
    }
    server.event("review");
    assert!(server.events("forged").is_empty());
    assert!(!server.log().join("").contains(unseen));
}

#[test]
fn an_object_with_thousands_of_findings_gets_an_answer_of_bounded_size() {
    let server = Server::start(PRIVILEGED);
    let mut pod = pod(true);
    let container = pod["spec"]["containers"][0].clone();
    pod["spec"]["containers"] = vec![container; 5_000].into();
    let reply = server.post("/validate?timeout=30s", creating(&pod).to_string());
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.text.len() < 100_000);
    let answer: Value = serde_json::from_str(&reply.text).unwrap();
    let message = answer["response"]["status"]["message"].as_str().unwrap();
    assert!(message.len() <= 8 << 10 && message.contains(" more"), "{message}");
    server.assert_well();
}

#[test]
fn numbers_are_read_as_go_reads_them() {
    let server = Server::start(PRIVILEGED);
    for number in ["-0", "9223372036854775808", "1.0", "1e400"] {
        let body = creating(&pod(true)).to_string();
        let body = body.replace("\"automountServiceAccountToken\":false", &format!("\"priority\":{number}"));
        let reply = server.post("/validate", body);
        // What is too large for a float is no JSON to Go's decoder either.
        if number == "1e400" {
            assert_eq!(reply.status, 400, "{}", reply.text);
        } else {
            assert!(reply.status == 200 && reply.text.contains("SEC006"), "{number}: {}", reply.text);
        }
    }
}

#[test]
fn clients_that_go_away_midway_leave_nothing_behind() {
    let server = Server::start(PRIVILEGED);
    let body = recorded("create-pod-privileged").to_string();
    let head = format!(
        "POST /validate HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    for _ in 0..200 {
        let mut stream = server.connect();
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body.as_bytes()[..body.len() / 2]).unwrap();
    }
    server.assert_well();
}
