//! Declaring a record once.

use crate::lexis::Kind;

use super::field::AnyField;

/// What is known of a field besides its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldSpec {
    /// The English name, as in the struct and the native JSON.
    pub name: &'static str,
    /// The canonical printed label, as in the facts view.
    pub label: &'static str,
    /// Other spellings of the label that prints have.
    pub spellings: &'static [&'static str],
    /// What kind of thing it holds.
    pub kind: Kind,
    /// The documentation.
    pub doc: &'static str,
}

/// Keeps the traits of this module to the model's own types, so that they may get more questions.
pub(crate) mod sealed {
    #[allow(unreachable_pub, reason = "the bound of a public trait, which nobody outside can name")]
    pub trait Sealed {}
}

/// A record: a fixed list of fields.
pub trait Record: AnyRecord + Default {
    /// Its fields, in the order of the struct.
    const FIELDS: &'static [FieldSpec];

    /// As [`AnyRecord::index_of`], without a record.
    fn position_of(label: &str) -> Option<usize> {
        Self::FIELDS.iter().position(|f| f.label == label)
    }
}

/// A record of any type, for code that walks over all of them, also on several threads. Only the model's own records are ones.
pub trait AnyRecord: Send + Sync + sealed::Sealed {
    /// Its fields, in the order of the struct.
    fn specs(&self) -> &'static [FieldSpec];
    /// The field at a position of [`AnyRecord::specs`].
    fn field(&self, index: usize) -> Option<&dyn AnyField>;
    /// The field at a position of [`AnyRecord::specs`].
    fn field_mut(&mut self, index: usize) -> Option<&mut dyn AnyField>;

    /// All fields with what is known of them.
    fn fields(&self) -> Vec<(&'static FieldSpec, &dyn AnyField)> {
        let specs = self.specs();
        let mut fields: Vec<(&'static FieldSpec, &dyn AnyField)> = Vec::with_capacity(specs.len());
        fields.extend(specs.iter().enumerate().filter_map(|(i, s)| Some((s, self.field(i)?))));
        fields
    }

    /// The position of the field with a printed label, in its canonical form.
    fn index_of(&self, label: &str) -> Option<usize> {
        self.specs().iter().position(|s| s.label == label)
    }

    /// The field with a printed label, in its canonical form.
    fn labelled(&self, label: &str) -> Option<&dyn AnyField> {
        self.field(self.index_of(label)?)
    }

    /// The field with a printed label, in its canonical form.
    fn labelled_mut(&mut self, label: &str) -> Option<&mut dyn AnyField> {
        self.field_mut(self.index_of(label)?)
    }

    /// Whether nothing of the record is printed.
    fn is_blank(&self) -> bool {
        self.fields().iter().all(|(_, f)| f.evidence().is_none())
    }
}

/// [`AnyRecord::fields`] one by one.
pub(crate) fn each(record: &dyn AnyRecord) -> impl Iterator<Item = (&'static FieldSpec, &dyn AnyField)> {
    record.specs().iter().enumerate().filter_map(move |(i, s)| Some((s, record.field(i)?)))
}

/// Declares a record.
///
/// ```text
/// record! {
///     /// What it is, and its source.
///     pub struct Mobile {
///         /// What the field is.
///         phone: Phone = "手机号码" | "移动电话";
///     } with {
///         /// What hangs on the record besides its own fields.
///         marks: Vec<Mark>,
///     }
/// }
/// ```
macro_rules! record {
    (
        $(#[doc = $struct_doc:literal])*
        pub struct $name:ident {
            $( $(#[doc = $doc:literal])* $field:ident : $ty:ty = $label:literal $(| $spelling:literal)* ; )*
        }
        $(with { $( $(#[doc = $extra_doc:literal])* $extra:ident : $extra_ty:ty , )* })?
    ) => {
        $(#[doc = $struct_doc])*
        #[derive(Debug, Clone, Default, PartialEq)]
        #[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct $name {
            $(
                $(#[doc = $doc])*
                #[doc = concat!("\n\nPrinted label: `", $label, "`.")]
                #[cfg_attr(feature = "json", serde(skip_serializing_if = "super::field::is_not_printed"))]
                #[cfg_attr(feature = "schema", schemars(title = $label))]
                pub $field: crate::model::Field<$ty>,
            )*
            $( $( $(#[doc = $extra_doc])* pub $extra: $extra_ty, )* )?
        }

        impl crate::model::Record for $name {
            const FIELDS: &'static [crate::model::FieldSpec] = &[
                $( crate::model::FieldSpec {
                    name: stringify!($field),
                    label: $label,
                    spellings: &[$($spelling),*],
                    kind: <$ty as crate::lexis::Value>::KIND,
                    doc: concat!($($doc),*),
                }, )*
            ];
        }

        impl crate::model::record::sealed::Sealed for $name {}

        impl crate::model::AnyRecord for $name {
            fn specs(&self) -> &'static [crate::model::FieldSpec] {
                <Self as crate::model::Record>::FIELDS
            }
            #[allow(unused_variables, unused_mut, unused_assignments)]
            fn field(&self, index: usize) -> Option<&dyn crate::model::AnyField> {
                let mut n = 0;
                $(
                    if index == n { return Some(&self.$field); }
                    n += 1;
                )*
                None
            }
            #[allow(unused_variables, unused_mut, unused_assignments)]
            fn field_mut(&mut self, index: usize) -> Option<&mut dyn crate::model::AnyField> {
                let mut n = 0;
                $(
                    if index == n { return Some(&mut self.$field); }
                    n += 1;
                )*
                None
            }
        }
    };
}
