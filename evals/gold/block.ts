/** SQL as written, with FROM and aliases: what published statements are read into before they become our query form. */
export interface Block {
  readonly isDistinct: boolean;
  readonly select: readonly Node[];
  readonly from: readonly FromItem[];
  readonly joinOn: readonly Condition[];
  readonly where?: Condition;
  readonly groupBy: readonly Node[];
  readonly having?: Condition;
  readonly orderBy: readonly { readonly node: Node; readonly direction: "asc" | "desc" }[];
  readonly limit?: number;
  readonly set?: { readonly op: "union" | "intersect" | "except"; readonly right: Block };
}

export interface FromItem {
  readonly table?: string;
  readonly query?: Block;
  readonly alias: string;
}

export type Node =
  | { readonly kind: "name"; readonly qualifier?: string; readonly name: string }
  | { readonly kind: "star"; readonly qualifier?: string }
  | { readonly kind: "text"; readonly text: string; readonly isDoubleQuoted: boolean }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "call"; readonly fn: string; readonly isDistinct: boolean; readonly arg: Node }
  | { readonly kind: "binary"; readonly op: "+" | "-" | "*" | "/"; readonly left: Node; readonly right: Node }
  | { readonly kind: "query"; readonly query: Block };

export type Condition =
  | { readonly kind: "and" | "or"; readonly items: readonly Condition[] }
  | { readonly kind: "not"; readonly item: Condition }
  | { readonly kind: "compare"; readonly op: string; readonly left: Node; readonly right: Node }
  | { readonly kind: "like"; readonly left: Node; readonly pattern: Node; readonly isNegated: boolean }
  | { readonly kind: "in"; readonly left: Node; readonly right: readonly Node[] | Block; readonly isNegated: boolean }
  | { readonly kind: "between"; readonly left: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: "null"; readonly left: Node; readonly isNegated: boolean };
