import type { Disclosure } from "@parlance/core";
import type { SourceRow } from "../sources/store.ts";

/** Demo data is made up: there is nothing in it to keep in the house, unless the operator has said otherwise for all. */
export const usualOf = (kind: SourceRow["kind"], usual: Disclosure, operators: Disclosure | undefined): Disclosure =>
  kind === "demo" && operators === undefined ? "full" : usual;
