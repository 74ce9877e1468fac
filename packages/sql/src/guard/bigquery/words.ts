const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Words that are never names unless quoted. */
export const RESERVED_WORDS = list(`
  ALL AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST COLLATE CONTAINS CREATE CROSS CUBE CURRENT
  DEFAULT DEFINE DESC DISTINCT ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM FULL
  GROUP GROUPING GROUPS HASH HAVING IF IGNORE IN INNER INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT LOOKUP
  MERGE NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER PARTITION PRECEDING PROTO QUALIFY RANGE RECURSIVE
  RESPECT RIGHT ROLLUP ROWS SELECT SET SOME STRUCT TABLESAMPLE THEN TO TREAT TRUE UNBOUNDED UNION UNNEST USING WHEN
  WHERE WINDOW WITH WITHIN
`);

/** Reserved words that also name functions: LEFT(x, 2), IF(a, b, c). */
export const RESERVED_FUNCTIONS = list("IF LEFT RIGHT GROUPING RANGE CONTAINS COLLATE");

/** Types whose name before a text makes a literal: DATE '2024-01-01'. */
export const LITERAL_TYPES = list("DATE DATETIME TIME TIMESTAMP NUMERIC DECIMAL BIGNUMERIC BIGDECIMAL JSON");

/** Words that, though no reserved ones, begin a clause after a table where an alias could stand. */
export const AFTER_TABLE = list("PIVOT UNPIVOT MATCH_RECOGNIZE");

/** Words between two operands; AND closes BETWEEN as well as it joins conditions, which the server tells apart. */
export const WORD_OPERATORS = list("AND OR LIKE IN BETWEEN");

export const SYMBOL_OPERATORS: ReadonlySet<string> = new Set([
  ..."+ - * / % = < > <= >= <> != || | & ^ << ->".split(" "),
]);

/** First words of statements of the procedural language. */
export const SCRIPT_WORDS = list(`
  DECLARE IF LOOP WHILE REPEAT FOR CASE LEAVE BREAK CONTINUE ITERATE RETURN RAISE CALL EXECUTE SET BEGIN COMMIT ROLLBACK
`);
