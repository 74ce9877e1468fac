import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readSource } from "./repository.ts";

const PAGE = readSource("docs/security.md");
const PATH = /`([\w./-]+\.test\.tsx?)`/g;
const ROW = /^\| (\d+\.\d+\.\d+)(?:–(\d+\.\d+\.\d+))? \|[^|]+\| (\S+) \|([^|]*)\|([^|]*)\|$/;
const STATES = ["met", "part", "open", "n/a"];

const rows = PAGE.split("\n").filter((line) => /^\| \d/.test(line));
const doesExist = (path: string): boolean =>
  [path, `apps/server/src/${path}`].some((place) => existsSync(join(ROOT, place)));

describe("docs/security.md", () => {
  test("names tests that exist", () => {
    const paths = [...PAGE.matchAll(PATH)].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => !doesExist(path))).toEqual([]);
  });

  test("says of every requirement how it stands, and why", () => {
    const untold = rows.filter((row) => {
      const [, , , state = "", how = "", shown = ""] = ROW.exec(row) ?? [];
      return !STATES.includes(state) || (how.trim() === "" && shown.trim() === "");
    });
    expect(untold).toEqual([]);
  });

  test("names each requirement once, chapter by chapter", () => {
    const ids = rows.map((row) => ROW.exec(row)?.[1] ?? row);
    expect(new Set(ids).size).toBe(ids.length);
    const chapters = new Set(ids.map((id) => Number(id.split(".")[0])));
    expect([...chapters]).toEqual(Array.from({ length: 17 }, (_, i) => i + 1));
  });
});
