import { expect, test } from "vitest";
import { type Command, matchCommands } from "./palette-search.ts";

const command = (label: string, group = "Go to"): Command => ({ id: label, label, group, run: () => undefined });
const commands = [
  command("Sources"),
  command("orders", "Table"),
  command("purchase orders", "Table"),
  command("Dark theme", "Do"),
];

test.each([
  ["nothing typed keeps the order", "", ["Sources", "orders", "purchase orders", "Dark theme"]],
  ["the start of a name wins", "ord", ["orders", "purchase orders"]],
  ["every word must be there", "table purchase", ["purchase orders"]],
  ["case does not matter", "DARK", ["Dark theme"]],
  ["nothing fits", "xyz", []],
])("%s", (_name, text, labels) => {
  expect(matchCommands(commands, text).map(({ label }) => label)).toEqual(labels);
});
