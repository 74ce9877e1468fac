import type { GuardPolicy } from "@parlance/core";
import { TableAccess } from "../reading/table-access.ts";
import { stop } from "../refusal.ts";

/** More stages than any report needs; the server allows 1,000 and takes long over them. */
const MAX_STAGES = 200;

/** What the parts share while they read one command. */
export class MongodbReader {
  readonly collections: TableAccess;
  /** The collection of the command, when its pipeline begins with a $match. */
  filtered: string | undefined;
  #stages = 0;

  constructor(policy: GuardPolicy) {
    this.collections = new TableAccess(policy, {
      isSameName: (a, b) => a === b,
      isSystemTable: ({ name }) => name === "" || name.startsWith("system.") || name.includes("$"),
    });
  }

  countStage(position: number): void {
    if (++this.#stages > MAX_STAGES) stop("too-large", `More than ${MAX_STAGES} stages are not allowed.`, position);
  }
}
