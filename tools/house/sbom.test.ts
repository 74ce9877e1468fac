import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./repository.ts";

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly name: string; readonly version: string; readonly purl: string }[];
}

/** Read from the lockfile alone, so it asks no registry. */
test("npm run sbom lists what Parlance is made of, and nothing that only builds or tests it", {
  timeout: 60_000,
}, () => {
  const text = execFileSync("npm", ["run", "--silent", "sbom"], { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 });
  // As CycloneDX has it; what is read of it is compared below.
  const bill = JSON.parse(text) as Bill;
  const names = bill.components.map(({ name }) => name);
  expect([bill.bomFormat, bill.metadata.component.name]).toEqual(["CycloneDX", "parlance-repository"]);
  expect(names).toEqual(expect.arrayContaining(["fastify", "react", "@duckdb/node-api", "@electric-sql/pglite"]));
  expect(names).not.toContain("vitest");
  expect(bill.components.every(({ version, purl }) => version !== "" && purl.startsWith("pkg:npm/"))).toBe(true);
});
