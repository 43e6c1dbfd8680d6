//! The admission webhook: the real binary, asked over the network as API servers ask it.

mod answers;
mod hostile;
mod lifecycle;
mod parity;

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

/// Longer than anything takes on a busy machine: what does not come until then does not come.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server of its own for a test, stopped when it is dropped.
pub struct Server {
    child: Child,
    log: Arc<Log>,
    pub folder: tempfile::TempDir,
    pub address: String,
    pub metrics: String,
}

/// The lines that a server has written.
#[derive(Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    grown: Condvar,
}

/// What a server answered.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub text: String,
}

impl Server {
    /// A server over plain HTTP without a configuration.
    pub fn start(arguments: &[&str]) -> Self {
        Self::with(&[], &[&["--plain-http"], arguments].concat())
    }

    /// A server over plain HTTP with a configuration.
    pub fn configured(config: &str) -> Self {
        Self::with(&[("kubevet.yaml", config)], &["--plain-http"])
    }

    /// A server in a folder of its own, with these files.
    pub fn with(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // The search for a configuration ends here.
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self::launch(folder, arguments)
    }

    pub fn launch(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kubevet"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"]).args(arguments);
        command.current_dir(folder.path()).stdout(Stdio::piped()).stdin(Stdio::null());
        let mut child = command.spawn().unwrap();
        let log = Arc::new(Log::default());
        let (out, copy) = (child.stdout.take().unwrap(), Arc::clone(&log));
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                copy.lines.lock().unwrap().push(line);
                copy.grown.notify_all();
            }
            copy.lines.lock().unwrap().push("the end".to_owned());
            copy.grown.notify_all();
        });
        let mut server = Self { child, log, folder, address: String::new(), metrics: String::new() };
        let started = server.event("started");
        server.address = started["address"].as_str().unwrap().to_owned();
        server.metrics = started["metricsAddress"].as_str().unwrap().to_owned();
        server
    }

    /// The first event of a name, as soon as it is there.
    pub fn event(&self, name: &str) -> Value {
        self.nth_event(name, 0)
    }

    pub fn nth_event(&self, name: &str, index: usize) -> Value {
        let found = |lines: &[String]| self.events_in(lines, name).into_iter().nth(index);
        let lines = self.log.lines.lock().unwrap();
        let unknown = |lines: &mut Vec<String>| found(lines).is_none() && !lines.iter().any(|line| line == "the end");
        let (lines, _) = self.log.grown.wait_timeout_while(lines, PATIENCE, unknown).unwrap();
        found(&lines).unwrap_or_else(|| panic!("no event {name} number {index} in {lines:#?}"))
    }

    pub fn events(&self, name: &str) -> Vec<Value> {
        self.events_in(&self.log.lines.lock().unwrap(), name)
    }

    fn events_in(&self, lines: &[String], name: &str) -> Vec<Value> {
        let parsed = lines.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        parsed.filter(|event| event["event"] == name).collect()
    }

    /// Everything that was logged.
    pub fn log(&self) -> Vec<String> {
        self.log.lines.lock().unwrap().clone()
    }

    pub fn get(&self, address: &str, path: &str) -> Reply {
        reply(agent().get(format!("http://{address}{path}")).call())
    }

    pub fn post(&self, path: &str, body: impl Into<Vec<u8>>) -> Reply {
        self.post_as(path, "application/json", body)
    }

    pub fn post_as(&self, path: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
        let request = agent().post(format!("http://{}{path}", self.address)).header("content-type", content_type);
        reply(request.send(body.into()))
    }

    /// The response to a review.
    pub fn review(&self, review: &Value) -> Value {
        self.review_at("/validate?timeout=10s", review)
    }

    pub fn review_at(&self, path: &str, review: &Value) -> Value {
        let reply = self.post(path, review.to_string());
        assert_eq!(reply.status, 200, "{}", reply.text);
        let answer: Value = serde_json::from_str(&reply.text).unwrap();
        assert_eq!(answer["apiVersion"], "admission.k8s.io/v1");
        assert_eq!(answer["kind"], "AdmissionReview");
        assert_eq!(answer["response"]["uid"], review["request"]["uid"]);
        answer["response"].clone()
    }

    /// A connection on which anything can be sent.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Asserts that the server lives and judges as ever.
    pub fn assert_well(&self) {
        assert_eq!(self.review(&recorded("create-pod-privileged"))["allowed"], false);
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status();
        assert!(status.unwrap().success());
    }

    pub fn wait(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    /// The memory that the server has at most had, in MiB.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() >> 10
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
    config.build().new_agent()
}

fn reply(called: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Reply {
    let response = called.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Reply { status, headers, text: response.into_body().read_to_string().unwrap() }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reviews")
}

/// A review as an API server sends it.
pub fn recorded(name: &str) -> Value {
    let text = std::fs::read_to_string(data().join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The review of an object that is being created.
pub fn creating(object: &Value) -> Value {
    let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let (group, version) = text("/apiVersion").rsplit_once('/').unwrap_or(("", text("/apiVersion")));
    json!({ "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
        "uid": "6ae0b1a4-5b3e-4c43-8e0c-0f3e0a4d5c11",
        "kind": { "group": group, "version": version, "kind": text("/kind") },
        "resource": { "group": group, "version": version, "resource": "things" },
        "name": text("/metadata/name"), "namespace": text("/metadata/namespace"), "operation": "CREATE",
        "userInfo": { "username": "alice" }, "object": object, "oldObject": null, "dryRun": false,
        "options": { "kind": "CreateOptions", "apiVersion": "meta.k8s.io/v1" },
    }})
}

/// The review of an object that is changed.
pub fn updating(old: &Value, object: &Value) -> Value {
    let mut review = creating(object);
    review["request"]["operation"] = "UPDATE".into();
    review["request"]["oldObject"] = old.clone();
    review
}

/// A pod with nothing wrong in it that a rule calls an error, whose container is privileged where that is asked for.
pub fn pod(privileged: bool) -> Value {
    json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web", "namespace": "shop" }, "spec": {
        "automountServiceAccountToken": false,
        "containers": [{ "name": "web", "image": "registry.example/web:1.4.2",
            "securityContext": { "privileged": privileged } }],
    }})
}

/// The rules of the causes of a refusal.
pub fn refused_by(response: &Value) -> Vec<String> {
    let causes = response["status"]["details"]["causes"].as_array().cloned().unwrap_or_default();
    let mut rules: Vec<String> = causes.iter().map(|cause| cause["reason"].as_str().unwrap().to_owned()).collect();
    rules.sort();
    rules.dedup();
    rules
}
