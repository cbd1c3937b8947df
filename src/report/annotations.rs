//! Results as commands of GitHub Actions, which shows them at their lines.

use super::finding::{Finding, findings};
use crate::results::Results;

/// One line for everything that is not as declared.
pub fn github_annotations(results: &Results) -> Vec<String> {
    findings(results).map(|finding| annotation(&finding)).collect()
}

fn annotation(finding: &Finding<'_>) -> String {
    let Finding { claim, is_error, text, .. } = finding;
    let level = if *is_error { "error" } else { "warning" };
    let (file, title) = (property(&claim.file), property(&finding.address()));
    format!("::{level} file={file},line={},title={title}::{}", claim.line, data(text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
