//! A check of JSON against a JSON Schema, for the part of the language that the native view's schema uses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The checker; remembers which properties it saw, as `definition.property`.
pub struct Checker<'a> {
    root: &'a Value,
    pub seen: BTreeSet<String>,
    patterns: BTreeMap<&'a str, regex::Regex>,
}

/// Keywords that say nothing about validity.
const SILENT: &[&str] = &["$schema", "$defs", "title", "description", "default", "format", "examples"];

impl<'a> Checker<'a> {
    pub fn new(root: &'a Value) -> Self {
        Checker { root, seen: BTreeSet::new(), patterns: BTreeMap::new() }
    }

    /// Checks a whole document.
    pub fn check(&mut self, value: &Value) -> Result<(), String> {
        let root = self.root;
        self.at(root, value, "", "root")
    }

    fn at(&mut self, schema: &'a Value, value: &Value, path: &str, definition: &str) -> Result<(), String> {
        let fail = |why: String| Err(format!("{path}: {why}"));
        let Value::Object(schema) = schema else {
            return if schema == &Value::Bool(false) { fail("nothing may stand here".into()) } else { Ok(()) };
        };
        for (keyword, rule) in schema {
            match keyword.as_str() {
                k if SILENT.contains(&k) => {}
                "$ref" => {
                    let name = rule.as_str().and_then(|r| r.strip_prefix("#/$defs/")).expect("a local reference");
                    let target = &self.root["$defs"][name];
                    assert!(target.is_object() || target.is_boolean(), "no definition {name}");
                    self.at(target, value, path, name)?;
                }
                "type" => {
                    let allowed: Vec<&str> = match rule {
                        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
                        one => one.as_str().into_iter().collect(),
                    };
                    let is = |t: &&str| match *t {
                        "object" => value.is_object(),
                        "array" => value.is_array(),
                        "string" => value.is_string(),
                        "integer" => value.is_i64() || value.is_u64(),
                        "number" => value.is_number(),
                        "boolean" => value.is_boolean(),
                        "null" => value.is_null(),
                        other => panic!("type {other}"),
                    };
                    if !allowed.iter().any(is) {
                        return fail(format!("{value} is not {allowed:?}"));
                    }
                }
                "properties" => {
                    for (name, inner) in rule.as_object().expect("properties") {
                        if let Some(there) = value.get(name) {
                            self.seen.insert(format!("{definition}.{name}"));
                            self.at(inner, there, &format!("{path}/{name}"), definition)?;
                        }
                    }
                }
                "required" => {
                    for name in rule.as_array().expect("required").iter().filter_map(Value::as_str) {
                        if value.is_object() && value.get(name).is_none() {
                            return fail(format!("no {name}"));
                        }
                    }
                }
                "items" => {
                    for (i, inner) in value.as_array().into_iter().flatten().enumerate() {
                        self.at(rule, inner, &format!("{path}/{i}"), definition)?;
                    }
                }
                "oneOf" | "anyOf" => {
                    let tries = rule.as_array().expect("a list of schemas");
                    let mut why = Vec::new();
                    let good = tries.iter().filter(|s| self.at(s, value, path, definition).map_err(|e| why.push(e)).is_ok()).count();
                    if good == 0 || (keyword == "oneOf" && good > 1) {
                        return fail(format!("{good} of {} fit: {}", tries.len(), why.join("; ")));
                    }
                }
                "allOf" => {
                    for inner in rule.as_array().expect("a list of schemas") {
                        self.at(inner, value, path, definition)?;
                    }
                }
                "const" if rule == value => {}
                "const" => return fail(format!("{value} is not {rule}")),
                "enum" if rule.as_array().is_some_and(|l| l.contains(value)) => {}
                "enum" => return fail(format!("{value} is none of {rule}")),
                "pattern" => {
                    let rule = rule.as_str().expect("a pattern");
                    let pattern = self.patterns.entry(rule).or_insert_with(|| regex::Regex::new(rule).expect("a pattern"));
                    if value.as_str().is_some_and(|t| !pattern.is_match(t)) {
                        return fail(format!("{value} is not like {rule}"));
                    }
                }
                "minimum" | "maximum" => {
                    let (v, limit) = (value.as_f64(), rule.as_f64());
                    let good = if keyword == "minimum" { v >= limit } else { v <= limit };
                    if v.is_some() && !good {
                        return fail(format!("{value} is beyond {rule}"));
                    }
                }
                "minItems" | "maxItems" => {
                    let n = value.as_array().map(|a| a.len() as u64);
                    let limit = rule.as_u64();
                    let good = if keyword == "minItems" { n >= limit } else { n <= limit };
                    if n.is_some() && !good {
                        return fail(format!("{n:?} items"));
                    }
                }
                "additionalProperties" if rule == &Value::Bool(true) => {}
                "additionalProperties" if rule == &Value::Bool(false) => {
                    let known = schema.get("properties").and_then(Value::as_object);
                    let extra = |name: &&String| !known.is_some_and(|k| k.contains_key(*name));
                    if let Some(name) = value.as_object().and_then(|o| o.keys().find(extra)) {
                        return fail(format!("{name} may not stand here"));
                    }
                }
                other => panic!("the schema has grown the keyword {other}: teach the check"),
            }
        }
        Ok(())
    }
}

/// Every property of a schema, as `definition.property`.
pub fn properties(root: &Value) -> BTreeSet<String> {
    fn walk(schema: &Value, definition: &str, out: &mut BTreeSet<String>) {
        match schema {
            Value::Object(map) => {
                for (key, inner) in map {
                    if key == "$defs" {
                        continue;
                    }
                    if let ("properties", Value::Object(names)) = (key.as_str(), inner) {
                        out.extend(names.keys().map(|n| format!("{definition}.{n}")));
                        names.values().for_each(|s| walk(s, definition, out));
                    } else {
                        walk(inner, definition, out);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|s| walk(s, definition, out)),
            _ => {}
        }
    }
    let mut out = BTreeSet::new();
    walk(root, "root", &mut out);
    for (name, schema) in root["$defs"].as_object().into_iter().flatten() {
        walk(schema, name, &mut out);
    }
    out
}
