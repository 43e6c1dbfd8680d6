//! Policies that users bring.

mod commands;
mod contract;
mod forms;
mod meaning;
mod results;

use std::sync::Arc;

use kubevet::object::{Manifest, Object};
use kubevet::policy::Judged;
use kubevet::policy::user::{RegoProblem, Sources, TextFile, UserPolicies};
use kubevet::yaml::Stream;

pub fn file(name: &str, text: &str) -> TextFile {
    TextFile { name: name.to_owned(), text: text.to_owned() }
}

pub fn compile(policies: &[&str]) -> Result<UserPolicies, Vec<RegoProblem>> {
    let files = policies.iter().zip(1..).map(|(text, number)| file(&format!("{number}.rego"), text));
    UserPolicies::compile(&Sources { policies: files.collect(), ..Sources::default() })
}

/// Judges all objects of a text by all rules.
pub fn judge(policies: &UserPolicies, text: &str) -> Judged {
    let stream = Stream::parse(text.as_bytes().to_vec());
    let manifest = Manifest { file: Arc::from("test.yaml"), stream, reported: true };
    let objects: Vec<Object<'_>> = manifest.objects().collect();
    let run = policies.run(&objects);
    let mut judged = Judged::default();
    for object in &objects {
        judged.add(run.evaluate(object, &|_| true));
    }
    judged
}
