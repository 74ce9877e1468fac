import { ASKED_FLAWS } from "./asked-flaws.ts";
import { ASKING_FLAWS } from "./asking-flaws.ts";
import { COUNTING_FLAWS } from "./counting-flaws.ts";
import { EVERYDAY_FLAWS } from "./everyday-flaws.ts";
import type { Flaw } from "./flaw.ts";
import { GROUPING_FLAWS } from "./grouping-flaws.ts";
import { HONESTY_FLAWS } from "./honesty-flaws.ts";
import { JOINED_FLAWS } from "./joined-flaws.ts";
import { LEFT_OUT_FLAWS } from "./left-out-flaws.ts";
import { MISPLACED_FLAWS } from "./misplaced-flaws.ts";
import { MISTAKEN_FLAWS } from "./mistaken-flaws.ts";
import { NAMING_FLAWS } from "./naming-flaws.ts";
import { RANKING_FLAWS } from "./ranking-flaws.ts";
import { SHEET_FLAWS } from "./sheet-flaws.ts";
import { SHOWN_FLAWS } from "./shown-flaws.ts";
import { THING_FLAWS } from "./thing-flaws.ts";
import { UNMEANT_FLAWS } from "./unmeant-flaws.ts";
import { UNNAMED_FLAWS } from "./unnamed-flaws.ts";

/** Everything that is held against a reading, in no order. */
export const FLAWS: readonly Flaw[] = [
  ...ASKED_FLAWS,
  ...RANKING_FLAWS,
  ...GROUPING_FLAWS,
  ...COUNTING_FLAWS,
  ...NAMING_FLAWS,
  ...ASKING_FLAWS,
  ...HONESTY_FLAWS,
  ...SHEET_FLAWS,
  ...SHOWN_FLAWS,
  ...UNMEANT_FLAWS,
  ...MISTAKEN_FLAWS,
  ...LEFT_OUT_FLAWS,
  ...MISPLACED_FLAWS,
  ...UNNAMED_FLAWS,
  ...THING_FLAWS,
  ...EVERYDAY_FLAWS,
  ...JOINED_FLAWS,
];
