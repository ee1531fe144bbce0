//! Declaring a closed vocabulary once.

/// Declares a vocabulary: an enum whose words read themselves, with an arm for a word that is not in the list.
///
/// ```text
/// words! {
///     /// What it is, and its source.
///     pub enum Gender { Male = "男" | "男性", Female = "女" }
/// }
/// ```
macro_rules! words {
    (
        $(#[doc = $enum_doc:literal])*
        pub enum $name:ident {
            $( $(#[doc = $doc:literal])* $variant:ident = $word:literal $(| $spelling:literal)* ),* $(,)?
        }
    ) => {
        $(#[doc = $enum_doc])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc = $doc])*
                #[doc = concat!("`", $word, "`")]
                $variant,
            )*
            /// A word that is not in the vocabulary, as printed.
            Other(String),
        }

        impl $name {
            /// Every word and spelling with the meaning's position in the list.
            pub const WORDS: &'static [(usize, &'static str)] = &{
                #[allow(non_camel_case_types, clippy::upper_case_acronyms, clippy::enum_variant_names)]
                enum Position { $( $variant ),* }
                [ $( (Position::$variant as usize, $word), $( (Position::$variant as usize, $spelling), )* )* ]
            };

            /// The canonical word; for [`Self::Other`] the text as printed.
            pub fn word(&self) -> &str {
                match self {
                    $( $name::$variant => $word, )*
                    $name::Other(text) => text,
                }
            }

            fn at(index: usize) -> Option<Self> {
                let all = [ $( $name::$variant ),* ];
                all.into_iter().nth(index)
            }
        }

        /// As [`Self::word`].
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        /// What is no word of the vocabulary may be anything, a name too: only its length is shown.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $( $name::$variant => f.write_str(stringify!($variant)), )*
                    $name::Other(text) => write!(f, "Other(‹{} chars›)", text.chars().count()),
                }
            }
        }

        impl crate::lexis::Value for $name {
            const KIND: crate::lexis::Kind = crate::lexis::Kind::Word;
            fn read(raw: &str) -> crate::lexis::Reading<Self> {
                use crate::lexis::Reading;
                if crate::lexis::text::is_empty_mark(raw) {
                    return Reading::Dash(Vec::new());
                }
                let printed = crate::lexis::text::clean(raw);
                if printed.is_empty() {
                    return Reading::Unreadable;
                }
                let text = match crate::lexis::text::unmarked(&printed) {
                    "" => printed.clone(),
                    bare => crate::lexis::text::rounded(bare).unwrap_or_else(|| bare.to_string()),
                };
                let edge = (text != printed)
                    .then(|| crate::lexis::Repair::new("edge_noise", crate::lexis::Trust::Safe, raw, text.as_str()));
                match crate::lexis::vocabulary::word(&text, Self::WORDS) {
                    Some((index, canonical, repair)) => match Self::at(index) {
                        Some(value) => Reading::Value(value, canonical.unwrap_or(text), edge.into_iter().chain(repair).collect()),
                        None => Reading::Unreadable,
                    },
                    None => match crate::lexis::value::none_word(raw) {
                        Some(repair) => Reading::Dash(vec![repair]),
                        None => Reading::Value($name::Other(text.clone()), text, edge.into_iter().collect()),
                    },
                }
            }
            fn is_unknown_word(&self) -> bool {
                matches!(self, $name::Other(_))
            }
            fn unlisted(text: &str) -> Option<Self> {
                Some($name::Other(text.to_string()))
            }
        }

        #[cfg(feature = "json")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.word())
            }
        }

        #[cfg(feature = "json")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(d)?;
                let known = Self::WORDS.iter().find(|(_, w)| *w == text).and_then(|(i, _)| Self::at(*i));
                Ok(known.unwrap_or($name::Other(text)))
            }
        }
    };
}
