import { expect, it } from "vitest";
import { flawsOf } from "./flaws-of.fixture.ts";
import { THEATRE } from "./theatre.fixture.ts";

it("takes the title of a play for its name", () => {
  const flaws = flawsOf(THEATRE, "names of the plays", /^SELECT (?:DISTINCT )?title FROM plays$/);
  expect(flaws.length).toBeGreaterThan(0);
  expect(flaws.flat()).not.toContain("other-word");
});
