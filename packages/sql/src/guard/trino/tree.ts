/** What the guard needs of a node of dt-sql-parser's tree; the library is loaded lazily, so its classes are not imported. */
export interface TreeNode {
  /** Absent on words, which are leaves. */
  readonly children?: readonly TreeNode[];
  readonly symbol?: TreeToken;
  readonly start?: TreeToken | null;
}

export interface TreeToken {
  readonly text?: string | null;
  /** In code points from the start of the statement. */
  readonly start: number;
}

/** The words of a subtree, in order. */
export function* tokensOf(node: TreeNode): Iterable<TreeToken> {
  if (node.symbol !== undefined) yield node.symbol;
  for (const child of node.children ?? []) yield* tokensOf(child);
}

export const wordsOf = (node: TreeNode): readonly string[] => [...tokensOf(node)].map((token) => token.text ?? "");

export const placeOf = (node: TreeNode): number => node.symbol?.start ?? node.start?.start ?? 0;
