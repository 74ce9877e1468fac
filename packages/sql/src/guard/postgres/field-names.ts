/** Names of the columns that callable functions give back, by the server's own catalog. */
export const FIELDS_OF_FUNCTIONS: ReadonlySet<string> = new Set(
  "key value lexeme positions weights tokid token alias description ordinality".split(" "),
);

/** What unnamed parts of ROW(1, 2) are called. */
export const UNNAMED_FIELD = /^f\d+$/;

/** Functions that give back one of the values they were given. */
export const ROW_KEEPERS: ReadonlySet<string> = new Set(
  "any_value array_agg first_value lag last_value lead nth_value".split(" "),
);

/** Callable functions of plain values that name their one column themselves. */
export const OUT_COLUMN_FUNCTIONS: ReadonlySet<string> = new Set(
  "json_array_elements json_array_elements_text jsonb_array_elements jsonb_array_elements_text".split(" "),
);
