import type { Dialect } from "@parlance/core";

export const TRINO_DIALECT = "trino" satisfies Dialect;

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const quotePath = (...names: readonly string[]): string => names.map(quoteName).join(".");
