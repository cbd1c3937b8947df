//! Results as commands of GitHub Actions, which shows them at their lines.

use super::alert::{Alert, alerts};
use crate::results::Results;

/// One line for everything that is not as declared.
pub fn github_annotations(results: &Results) -> Vec<String> {
    alerts(results).map(|alert| annotation(&alert)).collect()
}

fn annotation(alert: &Alert<'_>) -> String {
    let Alert { claim, is_error, text, .. } = alert;
    let level = if *is_error { "error" } else { "warning" };
    let (file, title) = (property(&claim.file), property(&alert.address()));
    format!("::{level} file={file},line={},title={title}::{}", claim.line, data(text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
