import { expect, test } from "vitest";
import { fileLabel } from "./file-label.ts";

test.each([
  ["a plain name", "orders.csv", "orders.csv"],
  ["a path upwards", "../../etc/passwd", "passwd"],
  ["a Windows path", "C:\\temp\\x.csv", "x.csv"],
  ["a NUL", "a\0.csv", "a.csv"],
  ["a right-to-left trick", "a\u202evsc.exe", "avsc.exe"],
  ["markup", "<img src=x>.csv", "<img src=x>.csv"],
  ["nothing but folders", "a/b/", "file"],
  ["too long a name", "x".repeat(300), "x".repeat(255)],
])("%s", (_name, sent, shown) => expect(fileLabel(sent)).toBe(shown));
