//! tmp
/// t
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trust {
    /// g
    Guess,
}
