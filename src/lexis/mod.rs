//! Text: normalising, matching labels and vocabularies through a recogniser's confusions, and reading values.
//!
//! Everything here works on `&str`; boxes are layout's business. nom is used here for the grammar of values.

pub(crate) mod confusion;
pub(crate) mod doubt;
pub(crate) mod glyph;
pub(crate) mod id_number;
pub(crate) mod kind;
pub(crate) mod label;
pub(crate) mod misread;
pub(crate) mod numbering;
pub(crate) mod phone;
pub(crate) mod repair;
pub(crate) mod sentence;
pub(crate) mod signs;
#[cfg(feature = "pdf")]
pub(crate) mod subject;
pub(crate) mod text;
pub(crate) mod value;
pub(crate) mod vocabulary;

pub use kind::Kind;
pub use repair::{Repair, Trust};
pub use value::{Reading, Value};

/// Lets a schema's list of words grow: a later minor version may add one, and readers must not stumble over it.
#[cfg(feature = "schema")]
pub(crate) fn open_words(schema: &mut schemars::Schema) {
    let later = serde_json::json!({ "description": "A word of a later minor version.", "type": "string" });
    if let Some(serde_json::Value::Array(mut words)) = schema.remove("oneOf") {
        words.push(later);
        schema.insert("anyOf".into(), words.into());
    }
}
