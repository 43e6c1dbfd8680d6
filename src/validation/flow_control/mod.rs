//! Priority and fairness of requests, as `pkg/apis/flowcontrol/validation` checks it.

mod fixed;
mod flow_schema;
mod priority_level;
#[cfg(test)]
mod tests;

pub(super) use flow_schema::flow_schema;
pub(super) use priority_level::priority_level;
