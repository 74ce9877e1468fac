/** A node of the parser's tree: plain JSON, whose fields are tested before use. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const asNode = (value: unknown): Node => (isNode(value) ? value : {});
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** [{String: {sval: "a"}}, ...] as ["a", ...]; what is no String node becomes a name that nothing has. */
export const namesOf = (value: unknown): string[] =>
  asArray(value).map((item) => {
    const text = asNode(asNode(item).String).sval;
    return typeof text === "string" ? text : "\u0000";
  });

/** Where an expression stands, told by the first part of it that has a place. */
export function placeIn(value: unknown): unknown {
  const node = asNode(Object.values(asNode(value))[0]);
  if (node.location !== undefined) return node.location;
  const inner = Object.values(node).find((child) => isNode(child));
  return inner === undefined ? undefined : placeIn(inner);
}
