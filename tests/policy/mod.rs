//! The rules under `policies/` and the engine that runs them.

mod examples;
mod rego_tests;
mod rules;
mod shapes;
