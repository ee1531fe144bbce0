//! Identity numbers of 18 signs (GB 11643): what their last sign has to be.

/// The check digit of a number, `None` if its first 17 signs are not digits.
pub(crate) fn check_digit(number: impl IntoIterator<Item = char>) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let mut digits = number.into_iter();
    let mut sum = 0;
    for weight in WEIGHTS {
        sum += digits.next()?.to_digit(10)? * weight;
    }
    "10X98765432".chars().nth((sum % 11) as usize)
}
