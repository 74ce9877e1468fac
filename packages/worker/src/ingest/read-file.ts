import type { FileKind, IngestedTable, ParseOptions } from "@parlance/core";

/** What every reader answers with. */
export interface ReadFile {
  readonly kind: FileKind;
  readonly tables: readonly IngestedTable[];
  readonly parsed: ParseOptions;
}
