//! The output formats, over reports made by hand.

mod azure;
mod checkstyle;
mod concise;
mod csv;
mod full;
mod github;
mod gitlab;
mod grouped;
mod html;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod rdjson;
mod sarif;
mod secrets;
mod statistics;
mod tap;

use kubevet::finding::{
    Applicability, Category, Edit, Finding, Fix, Location, ObjectRef, Related, Report, Severity, Skipped, Summary,
    Suppressed, SuppressedBy,
};
use kubevet::object::Manifest;
use kubevet::report::{Background, Checkout, Format, Look, Outcome, write};
use kubevet::rule::Registry;
use kubevet::yaml::{LineIndex, Pointer, Span, Stream};

const DEPLOYMENT: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replica: 3
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: registry.example/web:1.2
          securityContext:
            privileged: true
";

const SERVICE: &str = "\
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: wbe
";

/// A file with what is wrong in it.
pub struct Sample {
    pub manifests: Vec<Manifest>,
    pub report: Report,
    pub checkout: Checkout,
}

impl Sample {
    pub fn new() -> Self {
        let report = Report { kubernetes: "1.37".to_owned(), ..Report::default() };
        Self { manifests: Vec::new(), report, checkout: Checkout::default() }
    }

    pub fn file(mut self, name: &str, text: &str) -> Self {
        let stream = Stream::parse(text.as_bytes().to_vec());
        self.report.summary.files += 1;
        self.report.summary.objects += stream.documents.len();
        self.report.summary.documents += stream.documents.len();
        self.manifests.push(Manifest { file: name.into(), stream, reported: true });
        self
    }

    pub fn finding(mut self, finding: Finding) -> Self {
        self.report.findings.push(finding);
        self
    }

    /// The place of the `nth` occurrence of some text in a file.
    pub fn place(&self, file: &str, needle: &str, pointer: &str) -> Location {
        let manifest = self.manifests.iter().find(|manifest| manifest.file.as_ref() == file).unwrap();
        let start = manifest.stream.text.find(needle).unwrap() as u32;
        let span = Span::new(start, start + needle.len() as u32);
        let lines = LineIndex::new(&manifest.stream.text);
        Location::new(file.into(), 0, Pointer::parse(pointer).unwrap(), span, &lines)
    }

    pub fn error(&self, rule: &str, name: &str, message: &str, location: Location) -> Finding {
        Finding {
            rule: rule.into(),
            name: name.into(),
            category: Category::Policy,
            severity: Severity::Error,
            message: message.to_owned(),
            help: None,
            url: Some(format!("https://kubevet.dev/rules/{rule}").into()),
            location,
            object: None,
            container: None,
            related: Vec::new(),
            fix: None,
            fingerprint: String::new(),
            secret: None,
            versions: Vec::new(),
            renderings: Vec::new(),
            suppressed: None,
        }
    }

    pub fn render(mut self, format: Format, look: Look) -> String {
        self.report.finish();
        let outcome = Outcome {
            report: &self.report,
            manifests: &self.manifests,
            rules: &Registry::default(),
            checkout: &self.checkout,
            background: Background::default(),
        };
        let mut out = Vec::new();
        write(format, outcome, look, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// What a finding carries that somebody accepted.
pub fn accepted() -> Suppressed {
    Suppressed { by: SuppressedBy::Config, reason: Some("reads host metrics".into()) }
}

/// A shop with three findings: an error with a fix, a warning about two files, an info; and what was not checked.
pub fn shop() -> Sample {
    let mut sample = Sample::new().file("deploy/svc.yaml", SERVICE).file("deploy/web.yaml", DEPLOYMENT);
    let web = ObjectRef {
        api_version: "apps/v1".into(),
        kind: "Deployment".into(),
        namespace: Some("shop".into()),
        name: "web".into(),
    };
    let pointer = "/spec/template/spec/containers/0/securityContext/privileged";
    let place = sample.place("deploy/web.yaml", "privileged: true", pointer);
    let edit = Edit { start: place.start.offset, end: place.end.offset, text: "privileged: false".into() };
    let privileged = Finding {
        help: Some("set `privileged: false`, or remove the line".into()),
        object: Some(web.clone()),
        container: Some("app".into()),
        fix: Some(Fix {
            applicability: Applicability::Unsafe,
            message: "set `privileged: false`".into(),
            edits: vec![edit],
        }),
        ..sample.error("SEC006", "privileged-container", "container `app` runs privileged", place)
    };
    let place = sample.place("deploy/web.yaml", "replica", "/spec/replica");
    let unknown = Finding {
        category: Category::Schema,
        help: Some("did you mean `replicas`?".into()),
        object: Some(web),
        ..sample.error("SCH002", "unknown-field", "unknown field `spec.replica`", place)
    };
    let place = sample.place("deploy/svc.yaml", "app: wbe", "/spec/selector/app");
    let near = sample.place("deploy/web.yaml", "app: web", "/spec/template/metadata/labels/app");
    let selector = Finding {
        severity: Severity::Warning,
        help: Some("the nearest workload differs in one label: `app: web`".into()),
        related: vec![Related { message: "nearest match: Deployment web".into(), location: near }],
        ..sample.error("NET004", "dangling-service", "the selector of Service `web` matches no pod", place)
    };
    let place = sample.place("deploy/web.yaml", "namespace: shop", "/metadata/namespace");
    let info = Finding {
        severity: Severity::Info,
        ..sample.error("HYG001", "owner-label", "no label says who owns this Deployment", place)
    };
    sample.report.skipped.push(Skipped {
        file: "deploy/kustomization.yaml".into(),
        reason: "a kustomization".into(),
        failed: false,
    });
    sample.report.without_schema =
        vec![("argoproj.io/v1alpha1 Application".into(), 3), ("example.com/v1 Widget".into(), 1)];
    sample.report.summary = Summary { files: 41, objects: 38, documents: 40, millis: 31, ..Summary::default() };
    sample.finding(privileged).finding(unknown).finding(selector).finding(info)
}
