import { nearestName } from "../nearest-name.ts";
import { stop } from "../refusal.ts";
import { lowerAscii } from "./ascii-case.ts";

/** Refuses a function that is not on the list, naming the one a person may have meant. */
export function checkFunction(name: string, allowed: ReadonlySet<string>, position: number): void {
  if (allowed.has(lowerAscii(name))) return;
  const near = nearestName(name, allowed);
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  stop("function-not-allowed", `The function ${name} is not one that can be used here.${hint}`, position);
}
