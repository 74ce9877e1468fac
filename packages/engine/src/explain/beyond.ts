/** What no question about stored rows can have answered, with what a person is told instead. */
const KINDS: readonly (readonly [words: ReadonlySet<string>, told: string])[] = [
  [
    new Set("will forecast predict prediction predicting".split(" ")),
    "I can tell what the data holds, not what is to come; ask how it went until now.",
  ],
  [
    new Set("why reason cause explain".split(" ")),
    "I can show figures, not the reasons behind them; ask how they changed, or for each group.",
  ],
  [
    new Set("correlation correlate correlated correlates regression cluster clustering anomaly anomalies".split(" ")),
    "I cannot work out such statistics; ask for one figure by groups of the other.",
  ],
  [new Set(["recommend"]), "I can show figures but give no advice; ask for the figures that would decide it."],
];

/** Why a question cannot be answered from any data, from its own words; undefined where they give no such reason. */
export const reasonBeyond = (words: readonly string[]): string | undefined =>
  KINDS.find(([known]) => words.some((word) => known.has(word)))?.[1];
