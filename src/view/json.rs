//! The native view: the typed model as JSON, stable names, each field with its proof. Reads back to the same report, with its boxes rounded (to a
//! hundredth of a pixel or point): what is written of that is the same again.
//!
//! [`Report`] itself is `Serialize` and `Deserialize`, to stand within other structs; what serde alone makes of it has no `schema_version`, and
//! [`read`] refuses it.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};
use crate::model::Report;

/// The version of the native view's schema: `MAJOR.MINOR`. A minor step only adds; [`read`] takes every minor of its major.
pub const SCHEMA_VERSION: &str = "1.0";

/// The report as JSON.
pub fn write(report: &Report) -> String {
    #[derive(Serialize)]
    struct Native<'a> {
        schema_version: &'static str,
        #[serde(flatten)]
        report: &'a Report,
    }
    // The model holds no map with keys that are not strings and no number that is not finite.
    serde_json::to_string_pretty(&Native { schema_version: SCHEMA_VERSION, report }).unwrap_or_default()
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// If the text is not JSON, not of the native view, or of another major version.
pub fn read(text: &str) -> Result<Report> {
    #[derive(Deserialize)]
    struct Version {
        schema_version: String,
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shape = |e: serde_json::Error| {
        Error::new(ErrorKind::Shape, format!("line {}, column {}", e.line(), e.column()), "this is not the native view of a report")
    };
    let version: Version = serde_json::from_str(text).map_err(shape)?;
    let major = |v: &str| v.split('.').next().map(str::to_string);
    if major(&version.schema_version) != major(SCHEMA_VERSION) {
        let said: String = version.schema_version.chars().take(20).collect();
        return Err(Error::new(ErrorKind::Shape, "schema_version", format!("version {said}; this reads version {SCHEMA_VERSION}")));
    }
    serde_json::from_str(text).map_err(shape)
}

/// The JSON Schema of what [`write()`] writes.
#[cfg(feature = "schema")]
pub fn schema() -> String {
    let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<Report>();
    schemars::transform::transform_subschemas(&mut decimal_strings, &mut schema);
    let root = schema.ensure_object();
    let version = schemars::json_schema!({
        "description": "The version of this schema, MAJOR.MINOR: a minor step only adds.",
        "type": "string",
        "pattern": "^1\\.[0-9]+$",
    });
    if let Some(serde_json::Value::Object(properties)) = root.get_mut("properties") {
        properties.insert("schema_version".into(), version.to_value());
    }
    root.insert("required".into(), serde_json::json!(["schema_version"]));
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// An amount is written as a decimal string, and read as nothing else: a number would lose digits on its way through other programs.
#[cfg(feature = "schema")]
fn decimal_strings(schema: &mut schemars::Schema) {
    if schema.get("type") == Some(&serde_json::json!(["string", "number"])) {
        schema.insert("type".into(), "string".into());
    }
    schemars::transform::transform_subschemas(&mut decimal_strings, schema);
}
