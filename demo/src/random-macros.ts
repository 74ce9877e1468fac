const SEED = 20_240_607;

/**
 * Chance as a function of (row, purpose), so rows come out of set-based SQL, in any order, the same every time.
 * DuckDB's hash of a 64-bit integer does not depend on the machine.
 */
export const RANDOM_MACROS: readonly string[] = [
  // Uniform in [0, 1).
  `CREATE TEMP MACRO chance(id, purpose) AS
     (hash(id::BIGINT * 7919 + purpose::BIGINT * 104729 + ${SEED}) % 1000000)::DOUBLE / 1000000`,
  // One element of a list, all equally likely.
  "CREATE TEMP MACRO pick(choices, id, purpose) AS choices[1 + floor(chance(id, purpose) * len(choices))::INTEGER]",
  // A whole number in [low, high].
  "CREATE TEMP MACRO whole(low, high, id, purpose) AS (low + floor(chance(id, purpose) * (high - low + 1)))::INTEGER",
  // A number around 1: the mean of three draws, so that far values are rare.
  `CREATE TEMP MACRO noise(spread, id, purpose) AS
     1 + spread * ((chance(id, purpose) + chance(id, purpose + 501) + chance(id, purpose + 502)) / 1.5 - 1)`,
];
