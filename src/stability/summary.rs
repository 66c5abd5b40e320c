//! What all the verdicts say together: which numbers matter, which documents stand near a border.

use super::{Answers, DRAWS, Plan, Verdict};

/// The stability of a corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Stability {
    /// By how much each number was varied, 0–1.
    pub share: f64,
    /// The documents, those that change level most easily first.
    pub documents: Vec<DocumentStability>,
    /// The numbers, those that matter most first.
    pub numbers: Vec<Influence>,
    /// One number at a time.
    pub single: Single,
    /// All numbers at once.
    pub joint: Joint,
}

/// One number up or down, and what a document got by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// The number's name.
    pub number: String,
    /// Up, else down.
    pub up: bool,
    /// Level and score that came of it.
    pub verdict: Verdict,
}

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentStability {
    /// The document.
    pub name: String,
    /// With the weights as they are.
    pub base: Verdict,
    /// Changes of one number that give another level, in the order of the ranked numbers.
    pub shifts: Vec<Shift>,
    /// How far the score moves at most when one number changes, points.
    pub largest_move: f64,
    /// Draws of all numbers in which it gets each level 0–5.
    pub draws: [usize; 6],
}

impl DocumentStability {
    /// Draws that give another level than the weights as they are.
    pub fn other_draws(&self) -> usize {
        self.draws.iter().sum::<usize>() - self.draws[usize::from(self.base.level.min(5))]
    }
}

/// What one number does.
#[derive(Clone, Debug, PartialEq)]
pub struct Influence {
    /// Its name.
    pub name: String,
    /// As it is, lowered and raised; `None` for a number that was not changed (0 stays 0).
    pub value: f64,
    /// See `value`.
    pub lower: Option<f64>,
    /// See `value`.
    pub higher: Option<f64>,
    /// Documents that change level when it is lowered and when it is raised.
    pub changed: [usize; 2],
    /// Points that the score of a document moves, either way: the median of all documents, and the most.
    pub median_move: f64,
    /// See `median_move`.
    pub largest_move: f64,
    /// The document whose score moves most, if any moves.
    pub largest_in: Option<String>,
}

impl Influence {
    /// Level changes in both directions.
    pub fn level_changes(&self) -> usize {
        self.changed[0] + self.changed[1]
    }
}

/// All changes of one number taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Single {
    /// Changed weights.
    pub runs: usize,
    /// Documents that change level in some run.
    pub documents_changed: usize,
    /// Documents that change level in a run, on average.
    pub changes_per_run: f64,
    /// The median move of a score, points, over all documents and runs.
    pub median_move: f64,
    /// The largest move, if any score moves.
    pub largest_move: Option<LargestMove>,
}

/// The move of one document's score when one number changes.
#[derive(Clone, Debug, PartialEq)]
pub struct LargestMove {
    /// How far, either way.
    pub points: f64,
    /// The document.
    pub document: String,
    /// The number's name.
    pub number: String,
    /// It was raised, else lowered.
    pub up: bool,
}

/// All numbers drawn at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// How many times.
    pub draws: usize,
    /// Documents that change level in some draw.
    pub documents_changed: usize,
    /// Documents that change level in a draw: on average and at most.
    pub changes_per_draw: f64,
    /// See `changes_per_draw`.
    pub most_changes: usize,
    /// Whether some document moves by more than one level in a draw.
    pub more_than_one_level: bool,
    /// Points that a score moves: median and most.
    pub median_move: f64,
    /// See `median_move`.
    pub largest_move: f64,
    /// Lowest rank correlation (Spearman) between the scores as they are and those of a draw; `None` with fewer than three documents.
    pub lowest_order: Option<f64>,
}

impl Stability {
    /// Sums up what the documents got under this plan.
    pub fn of(plan: &Plan, answers: &[Answers]) -> Stability {
        let mut numbers: Vec<Influence> = (0..plan.numbers.len()).map(|n| influence(plan, answers, n)).collect();
        numbers.sort_by(|a, b| {
            let by = |i: &Influence| (i.level_changes(), i.largest_move, i.median_move);
            let (a_by, b_by) = (by(a), by(b));
            b_by.0.cmp(&a_by.0).then(b_by.1.total_cmp(&a_by.1)).then(b_by.2.total_cmp(&a_by.2)).then_with(|| a.name.cmp(&b.name))
        });
        let mut documents: Vec<DocumentStability> = answers.iter().map(|answer| document(plan, answer, &numbers)).collect();
        documents.sort_by_key(|d| (std::cmp::Reverse((d.shifts.len(), d.other_draws())), d.name.clone()));
        Stability { share: plan.share, single: single(plan, answers), joint: joint(answers), documents, numbers }
    }
}

/// Points between two scores as they are published, one decimal.
fn moved(from: Verdict, to: Verdict) -> f64 {
    ((to.score - from.score).abs() * 10.0).round() / 10.0
}

/// The middle one; the mean of the two in the middle; 0 of none.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match (values.len() / 2, values.len() % 2) {
        (0, 0) => 0.0,
        (half, 1) => values[half],
        (half, _) => f64::midpoint(values[half - 1], values[half]),
    }
}

fn influence(plan: &Plan, answers: &[Answers], number: usize) -> Influence {
    let own = &plan.numbers[number];
    let mut out = Influence {
        name: own.name.clone(),
        value: own.value,
        lower: None,
        higher: None,
        changed: [0; 2],
        median_move: 0.0,
        largest_move: 0.0,
        largest_in: None,
    };
    let mut moves = Vec::new();
    for (run, variation) in plan.single.iter().enumerate().filter(|(_, v)| v.number == number) {
        let up = variation.value > own.value;
        *(if up { &mut out.higher } else { &mut out.lower }) = Some(variation.value);
        for answer in answers {
            out.changed[usize::from(up)] += usize::from(answer.single[run].level != answer.base.level);
            let moved = moved(answer.base, answer.single[run]);
            moves.push(moved);
            if moved > out.largest_move {
                (out.largest_move, out.largest_in) = (moved, Some(answer.name.clone()));
            }
        }
    }
    out.median_move = median(moves);
    out
}

fn document(plan: &Plan, answer: &Answers, ranked: &[Influence]) -> DocumentStability {
    let shift = |(verdict, variation): (&Verdict, &super::Variation)| {
        let number = &plan.numbers[variation.number];
        Shift { number: number.name.clone(), up: variation.value > number.value, verdict: *verdict }
    };
    let mut shifts: Vec<Shift> = answer.single.iter().zip(&plan.single).filter(|(v, _)| v.level != answer.base.level).map(shift).collect();
    shifts.sort_by_key(|s| ranked.iter().position(|i| i.name == s.number));
    let mut draws = [0; 6];
    answer.joint.iter().for_each(|v| draws[usize::from(v.level.min(5))] += 1);
    let largest_move = answer.single.iter().map(|v| moved(answer.base, *v)).fold(0.0, f64::max);
    DocumentStability { name: answer.name.clone(), base: answer.base, shifts, largest_move, draws }
}

fn single(plan: &Plan, answers: &[Answers]) -> Single {
    let (mut changes, mut moves, mut largest) = (0, Vec::new(), None::<LargestMove>);
    for answer in answers {
        for (verdict, variation) in answer.single.iter().zip(&plan.single) {
            changes += usize::from(verdict.level != answer.base.level);
            let moved = moved(answer.base, *verdict);
            moves.push(moved);
            if moved > largest.as_ref().map_or(0.0, |l| l.points) {
                let number = &plan.numbers[variation.number];
                largest = Some(LargestMove {
                    points: moved,
                    document: answer.name.clone(),
                    number: number.name.clone(),
                    up: variation.value > number.value,
                });
            }
        }
    }
    Single {
        runs: plan.single.len(),
        documents_changed: answers.iter().filter(|a| a.single.iter().any(|v| v.level != a.base.level)).count(),
        changes_per_run: changes as f64 / plan.single.len().max(1) as f64,
        median_move: median(moves),
        largest_move: largest,
    }
}

fn joint(answers: &[Answers]) -> Joint {
    let changed = |draw: usize| answers.iter().filter(|a| a.joint[draw].level != a.base.level).count();
    let changes: Vec<usize> = (0..DRAWS).map(changed).collect();
    let moves: Vec<f64> = answers.iter().flat_map(|a| a.joint.iter().map(|v| moved(a.base, *v))).collect();
    let base: Vec<f64> = answers.iter().map(|a| a.base.score).collect();
    let order = |draw: usize| spearman(&base, &answers.iter().map(|a| a.joint[draw].score).collect::<Vec<_>>());
    Joint {
        draws: DRAWS,
        documents_changed: answers.iter().filter(|a| a.joint.iter().any(|v| v.level != a.base.level)).count(),
        changes_per_draw: changes.iter().sum::<usize>() as f64 / DRAWS as f64,
        most_changes: changes.iter().copied().max().unwrap_or(0),
        more_than_one_level: answers.iter().any(|a| a.joint.iter().any(|v| v.level.abs_diff(a.base.level) > 1)),
        largest_move: moves.iter().copied().fold(0.0, f64::max),
        median_move: median(moves),
        lowest_order: (0..DRAWS).filter_map(order).reduce(f64::min),
    }
}

/// Spearman's rank correlation; `None` with fewer than three values or where all are the same.
fn spearman(a: &[f64], b: &[f64]) -> Option<f64> {
    let ranks = |values: &[f64]| -> Vec<f64> {
        let below = |v: f64| values.iter().filter(|o| **o < v).count() as f64;
        let same = |v: f64| values.iter().filter(|o| **o == v).count() as f64;
        values.iter().map(|v| below(*v) + (same(*v) - 1.0) / 2.0).collect()
    };
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() as f64 - 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 { x.iter().zip(y).map(|(p, q)| (p - mean) * (q - mean)).sum() };
    let spread = (product(&a, &a) * product(&b, &b)).sqrt();
    (a.len() >= 3 && spread > 0.0).then(|| product(&a, &b) / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_ranks() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![1.0, 2.0]), 1.5);
        assert_eq!(median(Vec::new()), 0.0);
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[10.0, 20.0, 90.0]), Some(1.0));
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), Some(-1.0));
        assert_eq!(spearman(&[1.0, 2.0], &[1.0, 2.0]), None);
        assert_eq!(spearman(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]), None);
    }
}
