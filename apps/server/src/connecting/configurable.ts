import type { z } from "zod";
import type { ConfigSchema } from "./config-fields.ts";

/** Something with settings, some of them secret: a kind of source, a provider of models. */
export interface Configurable {
  readonly config: z.ZodType;
  readonly schema: ConfigSchema;
}
