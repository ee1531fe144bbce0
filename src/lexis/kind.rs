//! What kind of thing a field holds: decides how it is read, compared, masked and shown.

/// The kind of a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Kind {
    /// Free text.
    Text,
    /// A natural person's name. Personal data.
    PersonName,
    /// A number on an identity document. Personal data.
    IdNumber,
    /// A telephone number, or several. Personal data.
    Phone,
    /// A postal address. Personal data.
    Address,
    /// An e-mail address. Personal data.
    Email,
    /// The name of a bank, court, employer …, or its kind and code.
    Institution,
    /// An identifier: of an account, an agreement, a contract, a case.
    Reference,
    /// A sum of money in yuan.
    Amount,
    /// A whole number.
    Count,
    /// A day.
    Date,
    /// A month of a year.
    Month,
    /// A day, or only its month.
    DateOrMonth,
    /// A day, in places only its month, or `长期`.
    ExpiryDate,
    /// A day with its time.
    DateTime,
    /// A year.
    Year,
    /// A percentage.
    Percent,
    /// A word of a closed vocabulary.
    Word,
    /// A repayment state: one letter, digit or sign.
    State,
}

impl Kind {
    /// Whether values of this kind are personal data, to be masked in logs.
    pub fn is_personal(self) -> bool {
        matches!(self, Kind::PersonName | Kind::IdNumber | Kind::Phone | Kind::Address | Kind::Email)
    }

    /// Whether values of this kind are text that must never be corrected.
    pub fn is_free_text(self) -> bool {
        matches!(
            self,
            Kind::Text
                | Kind::PersonName
                | Kind::IdNumber
                | Kind::Phone
                | Kind::Address
                | Kind::Email
                | Kind::Institution
                | Kind::Reference
        )
    }

    /// Whether values of this kind are short and never broken over lines on purpose: numbers, dates, states.
    pub fn is_compact(self) -> bool {
        !self.is_free_text() && self != Kind::Word
    }
}
