const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that are never bare names; SQLite falls back to a name for all its other keywords. */
export const RESERVED_WORDS = list(`
  ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE DEFAULT DEFERRABLE DELETE
  DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN LIMIT
  NOT NOTHING NOTNULL NULL ON OR ORDER PRIMARY REFERENCES RETURNING SELECT SET TABLE THEN TO TRANSACTION UNION UNIQUE
  UPDATE USING VALUES WHEN WHERE`);

/** Names only after AS: in front of a table they belong to a join, a window or an index. */
export const NOT_A_BARE_ALIAS = list("CROSS FULL INNER LEFT NATURAL OUTER RIGHT INDEXED WINDOW");

export const CLOCKS = list("CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP");

export const WORD_OPERATORS = list("AND OR LIKE GLOB MATCH REGEXP BETWEEN ESCAPE");

export const SYMBOL_OPERATORS = list("|| -> ->> * / % + - << >> & | < <= > >= = == <> !=");

/** Functions that make rows out of their arguments, and of nothing else. */
export const TABLE_FUNCTIONS = list("JSON_EACH JSON_TREE JSONB_EACH JSONB_TREE GENERATE_SERIES");

/** Questions about the columns and keys of one table, as PRAGMA name(table) or as the table function pragma_name. */
export const TABLE_PRAGMAS = list("TABLE_INFO TABLE_XINFO INDEX_LIST FOREIGN_KEY_LIST");
