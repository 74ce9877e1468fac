import type { Disclosure } from "@parlance/core";
import type { SourceRow } from "../sources/store.ts";

/** Demo data is made up: there is nothing in it to keep in the house. */
export const usualOf = (kind: SourceRow["kind"], usual: Disclosure): Disclosure =>
  kind === "demo" && usual !== "nothing" ? "full" : usual;
