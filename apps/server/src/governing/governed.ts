import { createHash } from "node:crypto";
import { type LimitedTable, type Restrictions, restrictionsKey } from "@parlance/core";
import type { OwnRestrictions } from "./restrictions-of.ts";

/** How an open source differs from the whole one for whoever opened it. */
export interface Governed {
  /** The same for people who see the same rows and columns, and for no others; empty: everything is seen. */
  readonly fingerprint: string;
  /** As the fingerprint, but for which rows: what is made of the catalog alone is the same. */
  readonly shape: string;
  /** What people are told beside an answer. Hidden columns are not among it. */
  readonly limits: readonly LimitedTable[];
  readonly withheld: readonly string[];
  readonly missing: readonly string[];
  /** Names of columns that are hidden, masked or hashed; what others wrote down about these is not for this person. */
  readonly unspoken: readonly string[];
}

export const UNGOVERNED: Governed = {
  fingerprint: "",
  shape: "",
  limits: [],
  withheld: [],
  missing: [],
  unspoken: [],
};

export const isGoverned = ({ fingerprint }: Pick<Governed, "fingerprint">): boolean => fingerprint !== "";

export function governedBy({ tables, withheld, missing }: OwnRestrictions): Governed {
  const shapes = tables.map(({ rows, ...rest }) => ({ ...rest, ...(rows === undefined ? {} : { rows: EVERY_ROW }) }));
  return {
    fingerprint: digestOf([keyOf(tables), withheld]),
    shape: digestOf([keyOf(shapes), withheld]),
    limits: tables.flatMap(limitsOf),
    withheld,
    missing,
    unspoken: [...new Set(tables.flatMap(({ columns }) => Object.keys(columns)))],
  };
}

/** What several sources, seen as one, come to. */
export function governedTogether(
  members: readonly { readonly governed: Governed; readonly rename: (table: string) => string | undefined }[],
): Governed {
  if (!members.some(({ governed }) => isGoverned(governed))) return UNGOVERNED;
  return {
    fingerprint: digestOf(members.map(({ governed }) => governed.fingerprint)),
    shape: digestOf(members.map(({ governed }) => governed.shape)),
    limits: members.flatMap(({ governed, rename }) =>
      governed.limits.map((limit) => ({ ...limit, table: rename(limit.table) ?? limit.table })),
    ),
    withheld: members.flatMap(({ governed }) => governed.withheld),
    missing: [...new Set(members.flatMap(({ governed }) => governed.missing))],
    unspoken: [...new Set(members.flatMap(({ governed }) => governed.unspoken))],
  };
}

const EVERY_ROW = { kind: "constant", value: true } as const;

/** The key itself holds attributes of people and is never kept or shown. */
const digestOf = (facts: unknown): string =>
  createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 22);

const keyOf = (tables: Restrictions["tables"]): string => restrictionsKey({ tables, hashKey: "" });

function limitsOf({ table, rows, columns }: Restrictions["tables"][number]): readonly LimitedTable[] {
  const hasFewerRows = rows !== undefined && !(rows.kind === "constant" && rows.value);
  const maskedColumns = Object.keys(columns).filter((name) => columns[name]?.kind !== "hide");
  return hasFewerRows || maskedColumns.length > 0 ? [{ table, hasFewerRows, maskedColumns }] : [];
}
