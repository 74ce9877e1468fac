import { z } from "zod";

/** What is known of a setting beside its type, its default and what it means. */
export interface SettingFacts {
  /** Where it stands in parlance.yaml, "section.name". Its name in the environment follows from it. */
  readonly key: string;
  /** Its name in the environment where that does not follow from the key. */
  readonly env?: string;
  /** What a bare number in the environment counts. */
  readonly envUnit?: "ms" | "d";
  /** Written with a unit, such as "30 s" or "2 GB", and held in milliseconds or bytes. */
  readonly unit?: "ms" | "bytes";
  /** Never shown, logged or sent; may be read from a file. */
  readonly isSecret?: true;
  /** Keys of the settings that say where this secret is sent: it follows to no other place. */
  readonly sentTo?: readonly string[];
  /** A change counts without a restart; only these can be overridden at run time. */
  readonly isLive?: true;
}

/** Every setting that people can reach is registered here; an option that is not can only be given by a program. */
export const settingFacts = z.registry<SettingFacts>();
