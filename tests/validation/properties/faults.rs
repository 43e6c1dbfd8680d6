//! Faults, each made at one place of a manifest that had none.

use proptest::sample::Index;
use serde_json::{Value, json};

/// A manifest with a fault, and the place where it must be found.
pub struct Fault {
    pub object: Value,
    pub pointer: String,
}

/// Makes a fault of one sort at one of the places where it can be made, if there is one.
type Make = fn(&Value, &Index) -> Option<Fault>;

pub const FAULTS: [(&str, Make); 15] = [
    ("unknown field", unknown_field),
    ("wrong type", wrong_type),
    ("required field missing", missing),
    ("bad name", |object, _| set(object, "/metadata/name", json!("a/b"))),
    ("bad label value", |object, at| set_below(object, at, &["labels", "matchLabels"], json!("-a-"))),
    ("bad label key", |object, _| add(object, "/metadata/labels", "a b", json!("x"))),
    ("bad annotation key", |object, _| add(object, "/metadata/annotations", "a b", json!("x"))),
    ("annotation that is no text", |object, _| add(object, "/metadata/annotations", "a", json!(true))),
    ("number out of range", |object, at| replace(object, at, &RANGES)),
    ("unknown value", |object, at| replace(object, at, &ENUMS)),
    ("bad text", |object, at| replace(object, at, &TEXTS)),
    ("bad quantity", |object, at| set_below(object, at, &["limits", "requests"], json!("1x"))),
    ("negative quantity", |object, at| set_below(object, at, &["requests"], json!("-1"))),
    ("entry that stands twice", twice),
    ("selector that selects others", other_labels),
];

/// Mappings whose keys are free, and schemas, whose keys mean other things.
const FREE: [&str; 13] = [
    "labels",
    "annotations",
    "matchLabels",
    "nodeSelector",
    "selector",
    "limits",
    "requests",
    "data",
    "binaryData",
    "stringData",
    "volumeAttributes",
    "openAPIV3Schema",
    "properties",
];

/// Keys whose values have a range, and a number beyond it.
const RANGES: [(&str, i64); 16] = [
    ("containerPort", 70_000),
    ("replicas", -1),
    ("backoffLimit", -1),
    ("parallelism", -1),
    ("ttlSecondsAfterFinished", -1),
    ("initialDelaySeconds", -1),
    ("failureThreshold", -1),
    ("weight", 101),
    ("maxSkew", 0),
    ("minDomains", 0),
    ("defaultMode", 512),
    ("expirationSeconds", 10),
    ("runAsUser", -1),
    ("fsGroup", -1),
    ("maxReplicas", 0),
    ("minReplicas", -1),
];

/// Keys whose values are a fixed set, and one that is not of it.
const ENUMS: [(&str, &str); 9] = [
    ("restartPolicy", "Sometimes"),
    ("whenUnsatisfiable", "Never"),
    ("concurrencyPolicy", "Maybe"),
    ("pathType", "Regex"),
    ("scheme", "http"),
    ("effect", "None"),
    ("dnsPolicy", "Cluster"),
    ("podManagementPolicy", "Serial"),
    ("completionMode", "Both"),
];

/// Keys whose values have a grammar or name something, and a text that fits none of them.
const TEXTS: [(&str, &str); 14] = [
    ("schedule", "* * *"),
    ("timeZone", "Nowhere"),
    ("ip", "10.0.0"),
    ("cidr", "10.0.0.1"),
    ("fieldPath", "spec.nothing"),
    ("priorityClassName", "a_b"),
    ("serviceAccountName", "A"),
    ("topologyKey", "a b"),
    ("subPath", "../a"),
    ("mountPath", ""),
    ("host", "a_b"),
    ("driver", "a b"),
    ("divisor", "3"),
    ("localhostProfile", "/a"),
];

/// Fields that must be there: the list or mapping that they stand in, or a kind, and their key.
const REQUIRED: [(&str, &str); 15] = [
    ("containers", "name"),
    ("containers", "image"),
    ("volumes", "name"),
    ("volumeMounts", "mountPath"),
    ("env", "name"),
    ("tcpSocket", "port"),
    ("topologySpreadConstraints", "topologyKey"),
    ("paths", "pathType"),
    ("roleRef", "name"),
    ("rules", "verbs"),
    ("Deployment", "selector"),
    ("Deployment", "template"),
    ("CronJob", "schedule"),
    ("HorizontalPodAutoscaler", "maxReplicas"),
    ("CustomResourceDefinition", "scope"),
];

/// Lists whose entries have a name of their own.
const NAMED: [&str; 2] = ["containers", "volumes"];

/// A place in a manifest.
struct Place<'a> {
    pointer: String,
    /// The keys on the way to it, without indices.
    keys: Vec<&'a str>,
    value: &'a Value,
}

impl Place<'_> {
    fn key(&self) -> &str {
        self.keys.last().copied().unwrap_or_default()
    }

    /// Whether it, or something above it, is a mapping of free keys.
    fn is_free(&self) -> bool {
        self.keys.iter().any(|key| FREE.contains(key))
    }

    fn is_scalar(&self) -> bool {
        !self.value.is_array() && !self.value.is_object()
    }

    /// The key of the list or mapping that it stands in.
    fn holder(&self) -> &str {
        self.keys.iter().rev().nth(1).copied().unwrap_or_default()
    }
}

/// All places below the root.
fn places(object: &Value) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    walk(String::new(), &[], object, &mut found);
    found
}

fn walk<'a>(pointer: String, keys: &[&'a str], value: &'a Value, found: &mut Vec<Place<'a>>) {
    for (key, below) in value.as_object().into_iter().flatten() {
        let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        let keys = [keys, &[key.as_str()]].concat();
        walk(pointer.clone(), &keys, below, found);
        found.push(Place { pointer, keys, value: below });
    }
    for (index, below) in value.as_array().into_iter().flatten().enumerate() {
        walk(format!("{pointer}/{index}"), keys, below, found);
    }
}

/// One of the places that fit.
fn pick(object: &Value, at: &Index, fits: impl Fn(&Place<'_>) -> bool) -> Option<String> {
    let fitting: Vec<_> = places(object).into_iter().filter(fits).map(|place| place.pointer).collect();
    (!fitting.is_empty()).then(|| fitting[at.index(fitting.len())].clone())
}

/// Writes a value at a place.
fn set(object: &Value, pointer: &str, value: Value) -> Option<Fault> {
    let mut object = object.clone();
    *object.pointer_mut(pointer)? = value;
    Some(Fault { object, pointer: pointer.to_owned() })
}

/// Writes a value under a new key of a mapping.
fn add(object: &Value, pointer: &str, key: &str, value: Value) -> Option<Fault> {
    let mut object = object.clone();
    object.pointer_mut(pointer)?.as_object_mut()?.insert(key.to_owned(), value);
    Some(Fault { object, pointer: format!("{pointer}/{key}") })
}

/// Writes a value at one of the entries of some mappings.
fn set_below(object: &Value, at: &Index, mappings: &[&str], value: Value) -> Option<Fault> {
    let fits = |place: &Place<'_>| mappings.contains(&place.holder()) && place.is_scalar();
    set(object, &pick(object, at, fits)?, value)
}

/// Writes the wrong value of a table at one of its keys.
fn replace<V: Clone + Into<Value>>(object: &Value, at: &Index, table: &[(&str, V)]) -> Option<Fault> {
    let wrong = |key: &str| table.iter().find(|(own, _)| *own == key).map(|(_, wrong)| wrong.clone().into());
    let same_type = |value: &Value, wrong: &Value| value.is_string() == wrong.is_string();
    let fits = |place: &Place<'_>| {
        place.is_scalar() && !place.is_free() && wrong(place.key()).is_some_and(|wrong| same_type(place.value, &wrong))
    };
    let pointer = pick(object, at, fits)?;
    let value = wrong(pointer.rsplit('/').next()?)?;
    set(object, &pointer, value)
}

fn unknown_field(object: &Value, at: &Index) -> Option<Fault> {
    let fits = |place: &Place<'_>| place.value.is_object() && !place.is_free();
    add(object, &pick(object, at, fits)?, "notAField", json!(1))
}

/// A list where a text, number or boolean belongs.
fn wrong_type(object: &Value, at: &Index) -> Option<Fault> {
    let fits = |place: &Place<'_>| place.is_scalar() && place.keys.len() > 1 && !place.keys.contains(&"properties");
    set(object, &pick(object, at, fits)?, json!(["x"]))
}

fn missing(object: &Value, at: &Index) -> Option<Fault> {
    let kind = object["kind"].as_str()?;
    let fits = |place: &Place<'_>| {
        let holder = if place.keys.len() == 2 && place.holder() == "spec" { kind } else { place.holder() };
        REQUIRED.contains(&(holder, place.key()))
    };
    let pointer = pick(object, at, fits)?;
    let (above, key) = pointer.rsplit_once('/')?;
    let mut object = object.clone();
    object.pointer_mut(above)?.as_object_mut()?.remove(key)?;
    Some(Fault { object, pointer })
}

fn twice(object: &Value, at: &Index) -> Option<Fault> {
    let pointer = pick(object, at, |place| NAMED.contains(&place.key()) && place.value.is_array())?;
    let mut object = object.clone();
    let entries = object.pointer_mut(&pointer)?.as_array_mut()?;
    let count = entries.len();
    entries.push(entries.last()?.clone());
    Some(Fault { object, pointer: format!("{pointer}/{count}/name") })
}

fn other_labels(object: &Value, _: &Index) -> Option<Fault> {
    matches!(object["kind"].as_str(), Some("Deployment" | "StatefulSet")).then_some(())?;
    let made = set(object, "/spec/template/metadata/labels/app", json!("other"))?;
    Some(Fault { pointer: "/spec/template/metadata/labels".to_owned(), ..made })
}
