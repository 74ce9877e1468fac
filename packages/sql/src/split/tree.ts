/** One object of the tree that json_serialize_sql gives; every key is read as unknown and tested before use. */
export type TreeNode = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is TreeNode =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const nodesOf = (value: unknown): readonly TreeNode[] => (Array.isArray(value) ? value.filter(isNode) : []);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Every object below, the root first. */
export function* everyNode(value: unknown): Generator<TreeNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* everyNode(item);
  } else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* everyNode(child);
  }
}

/** A copy in which `change` has replaced nodes; where it answers undefined the node stays and its parts are visited. */
export function rewrite(value: unknown, change: (node: TreeNode) => TreeNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change));
  if (!isNode(value)) return value;
  const changed = change(value);
  if (changed !== undefined) return changed;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rewrite(child, change)]));
}

/** A place in the text is worth nothing in another text, and the largest ones are beyond JavaScript's numbers. */
const PLACES = /"query_location":\d+,?/g;
const UNSAFE_NUMBER = /[:[,-]\d{16,}/;

export interface ParsedTree {
  readonly node: TreeNode;
  /** A number in it is beyond what JavaScript tells apart: the tree may be looked at, not written back. */
  readonly isExact: boolean;
}

/** The only statement of a serialized text, without places; null when it is anything else. */
export function parseTree(serialized: string): ParsedTree | null {
  const text = serialized.replaceAll(PLACES, "").replaceAll(",}", "}");
  const output: unknown = JSON.parse(text);
  if (!isNode(output) || output.error !== false) return null;
  const [statement, ...others] = nodesOf(output.statements);
  if (statement === undefined || others.length > 0) return null;
  return { node: statement, isExact: !UNSAFE_NUMBER.test(text) };
}

/** The text json_deserialize_sql reads. */
export const serializeTree = (statement: unknown): string => JSON.stringify({ error: false, statements: [statement] });
