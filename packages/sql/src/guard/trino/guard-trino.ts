import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { refuseByFirstWord } from "../reading/first-word.ts";
import { PathAccess, type PathHome } from "../reading/path-access.ts";
import { stop } from "../refusal.ts";
import { type JudgedText, judgeText, type ReadText } from "../restrict/judge-text.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import { codePointOffset, loadTrinoParser, type TrinoParser } from "./parse-trino.ts";
import { firstWord, nestingDepth, secondStatement } from "./scan.ts";
import { withoutSchemas } from "./schemas-of-columns.ts";
import { type NamedInTree, spotInTree } from "./table-spot.ts";
import { placeOf, type TreeNode } from "./tree.ts";
import { foldName, walkTrino } from "./walk-trino.ts";

/** Trino itself takes a million characters; a person or a model writes far less, and the grammar reads slowly. */
const MAX_SQL_LENGTH = 200_000;

/** Brackets, CASE and lambdas inside each other beyond this take the grammar many seconds and can exhaust its stack. */
const MAX_NESTING = 50;

/** Catalogs and schemas that tell about the cluster and about tables the policy has not named. */
const SYSTEM_CATALOGS: ReadonlySet<string> = new Set(["system", "jmx"]);
const SYSTEM_SCHEMAS: ReadonlySet<string> = new Set(["information_schema"]);

/**
 * Judges one Trino statement by allow-list on its parse tree. Runs nothing and is total: whatever text it is given, it
 * answers with a verdict. `home` is the catalog and schema of the session the statement will run in.
 */
export async function guardTrino(sql: string, policy: GuardPolicy, home?: PathHome): Promise<GuardVerdict> {
  return (await judgeTrino(sql, policy, home)).verdict;
}

/** The verdict, and what must run in the statement's place. */
export async function judgeTrino(sql: string, policy: GuardPolicy, home?: PathHome): Promise<JudgedText> {
  const parser = await loadTrinoParser();
  return judgeText(sql, policy, RESTRICT_DIALECTS.trino, (text) => {
    try {
      return readTrino(text, policy, parser, home);
    } catch (error) {
      if (error instanceof RangeError) return stop("too-deep", "The statement is nested too deeply.");
      throw error;
    }
  });
}

function readTrino(sql: string, policy: GuardPolicy, parser: TrinoParser, home: PathHome | undefined): ReadText {
  if (sql.length > MAX_SQL_LENGTH) stop("too-long", "The statement is too long.");
  if (sql.includes("\0")) stop("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  if (nestingDepth(sql) > MAX_NESTING) stop("too-deep", "The statement is nested too deeply.");
  refuseOtherStatements(sql);
  const tables = new PathAccess(policy, {
    fold: foldName,
    isSystemTable: isSystemTable(policy),
    ...(home === undefined ? {} : { home }),
  });
  const tree = parser.parse(sql);
  const columns = new Set(policy.tables.flatMap((table) => table.columns).map(foldName));
  const position = (node: TreeNode) => codePointOffset(sql, placeOf(node));
  const spots: TableSpot[] = [];
  // Only restrictions need them.
  const onTable = (named: NamedInTree): void => {
    if (policy.restrictions !== undefined) spots.push(spotInTree(sql, named, parser.kindOf));
  };
  walkTrino({ kindOf: parser.kindOf, tables, columns, position, onTable }, tree);
  const schemas = schemasIn(policy, home);
  return { found: tables.found, spots: spots.map((spot) => withoutSchemas(sql, spot, tree, schemas)) };
}

/** What may stand in front of a table's name; the catalog in front of that goes along. */
const schemasIn = ({ tables }: GuardPolicy, home: PathHome | undefined): ReadonlySet<string> =>
  new Set([home?.schema, ...tables.map(({ schema }) => schema)].flatMap((name) => (name ? [foldName(name)] : [])));

/** Only names the rule and the place for statements that the tree would refuse all the same. */
function refuseOtherStatements(sql: string): void {
  const second = secondStatement(sql);
  if (second !== undefined) stop("one-statement", "Only one statement can be run at a time.", second);
  const { word, position } = firstWord(sql);
  if (READS.has(word)) return;
  refuseByFirstWord({ kind: word === "" ? "end" : "word", text: word, word, start: position, end: position });
}

const READS: ReadonlySet<string> = new Set([
  "SELECT",
  "WITH",
  "VALUES",
  "TABLE",
  "EXPLAIN",
  "SHOW",
  "DESCRIBE",
  "DESC",
]);

/** Hidden tables such as "orders$files" belong to a connector; a catalog that lists such a name means a table. */
const isSystemTable =
  (policy: GuardPolicy) =>
  (parts: readonly string[]): boolean => {
    const [table, schema, catalog] = parts.toReversed();
    if (SYSTEM_SCHEMAS.has(schema ?? "") || SYSTEM_CATALOGS.has(catalog ?? "")) return true;
    const isListed = policy.tables.some(({ name }) => foldName(name) === table);
    return !isListed && /[$@]/.test(table ?? "");
  };
