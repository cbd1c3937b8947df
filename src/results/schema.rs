//! The format as a JSON schema.

use super::document::Results;

/// The schema of results.json, draft 2020-12, made from the types; `schema.json` beside this file keeps it for readers.
///
/// # Panics
/// Never: a schema has a form in JSON.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Results);
    let text = serde_json::to_string_pretty(&schema).expect("a schema has a form in JSON");
    format!("{text}\n")
}
