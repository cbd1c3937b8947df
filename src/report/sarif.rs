//! Results as SARIF 2.1.0, which code scanning shows beside the source.

use super::alert::{Alert, alerts};
use crate::results::{ClaimResult, Results};
use serde_json::{Value, json};

/// One rule a claim, by its address; one result for everything that is not as declared.
///
/// The fingerprint of a result is its address: it stays when lines move or digits change.
pub fn sarif(results: &Results) -> Value {
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "theoremcheck",
                "semanticVersion": results.version,
                "rules": results.claims.iter().map(rule).collect::<Vec<_>>(),
            } },
            "invocations": [{ "executionSuccessful": results.complete }],
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "SRCROOT": { "description": { "text": "the crate's folder" } } },
            "results": alerts(results).map(|alert| result(results, &alert)).collect::<Vec<_>>(),
            "properties": { "totals": results.totals },
        }],
    })
}

fn rule(claim: &ClaimResult) -> Value {
    let ClaimResult { title, statement, hypotheses, source, kind, method, topic, .. } = claim;
    json!({
        "id": claim.address(),
        "shortDescription": { "text": statement },
        "fullDescription": { "text": format!("{statement}. Hypotheses: {hypotheses}. Source: {source}.") },
        "help": { "text": format!("{title}. `theoremcheck explain {}` shows the claim in full.", claim.address()) },
        "properties": { "tags": [topic, kind, method] },
    })
}

fn result(results: &Results, alert: &Alert<'_>) -> Value {
    let Alert { claim, is_error, text, .. } = alert;
    let rule = results.claims.iter().position(|other| std::ptr::eq(other, *claim));
    json!({
        "ruleId": claim.address(),
        "ruleIndex": rule,
        "level": if *is_error { "error" } else { "warning" },
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": claim.file, "uriBaseId": "SRCROOT" },
            "region": { "startLine": claim.line },
        } }],
        "partialFingerprints": { "address/v1": alert.address() },
    })
}
