import type { DataType } from "@parlance/core";
import { dataTypeOf } from "@parlance/worker/types";

/** A catalog may have been stored by an older version: kinds are taken anew from the native type, which never changes. */
export const currentType = (stored: DataType): DataType => ({ ...stored, kind: dataTypeOf(stored.native).kind });
