import { setFlagsFromString } from "node:v8";

/** Bytes of bytecode that a function runs before the compiler looks at it; more than four times what Node.js 20 comes with. */
const BUDGET = 600_000;

/**
 * Machine code is made for functions that have run for long, not for whatever ran a few times. Reading questions is
 * hundreds of small functions over many kinds of objects: as Node.js comes, making code for them, throwing it away at the
 * next kind and making it again costs more processor time than the reading itself, on threads that a machine of two
 * cores needs for the answers. See docs/adr/0042-machine-code-is-made-late.md.
 */
export function compileLater(): void {
  setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
