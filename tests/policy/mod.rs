//! The rules under `policies/` and the engine that runs them.

mod direct;
mod engine;
mod engines;
mod examples;
mod fixes;
mod peers;
mod rego_tests;
mod rules;
mod selective;
mod shapes;
mod undefined;
mod user;
