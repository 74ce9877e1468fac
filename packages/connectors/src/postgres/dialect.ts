import type { Dialect } from "@parlance/core";

export const POSTGRES_DIALECT = "postgres" satisfies Dialect;

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const quoteTable = (schema: string, name: string): string => `${quoteName(schema)}.${quoteName(name)}`;

export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
