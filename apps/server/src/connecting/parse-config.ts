import { AppError } from "@parlance/core";
import type { ConfigValues } from "./config-fields.ts";
import type { Configurable } from "./configurable.ts";

/** The settings as their schema reads them, defaults filled in. Errors: SOURCE_CONFIG_INVALID with the fields. */
export function parseConfig({ config }: Configurable, values: ConfigValues): ConfigValues {
  const parsed = config.safeParse(values);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), problem: message }));
    throw new AppError("SOURCE_CONFIG_INVALID", { details: { fields } });
  }
  if (typeof parsed.data !== "object" || parsed.data === null) throw new TypeError("A config is an object.");
  return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
}
