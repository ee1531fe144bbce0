//! Which of the cells of a section: one mark for each, for what is asked of all of them again and again.

/// Positions of cells.
#[derive(Default)]
pub(super) struct Places(Vec<bool>);

impl Places {
    /// None of so many.
    pub(super) fn of(count: usize) -> Self {
        Places(vec![false; count])
    }

    pub(super) fn contains(&self, place: &usize) -> bool {
        self.0.get(*place) == Some(&true)
    }

    pub(super) fn insert(&mut self, place: usize) {
        if self.0.len() <= place {
            self.0.resize(place + 1, false);
        }
        self.0.get_mut(place).into_iter().for_each(|there| *there = true);
    }

    pub(super) fn remove(&mut self, place: &usize) {
        self.0.get_mut(*place).into_iter().for_each(|there| *there = false);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, there)| **there).map(|(place, _)| place)
    }
}

impl Extend<usize> for Places {
    fn extend<I: IntoIterator<Item = usize>>(&mut self, places: I) {
        places.into_iter().for_each(|place| self.insert(place));
    }
}

impl FromIterator<usize> for Places {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        let mut own = Places::default();
        own.extend(places);
        own
    }
}
