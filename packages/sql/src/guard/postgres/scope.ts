/** Names of WITH queries that are visible at a point of the tree, as the parser folded them. */
export type Scope = ReadonlySet<string>;

export const NO_SCOPE: Scope = new Set();

export const withNames = (scope: Scope, names: readonly string[]): Scope => new Set([...scope, ...names]);
