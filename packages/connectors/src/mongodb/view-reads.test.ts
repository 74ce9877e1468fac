import { expect, test } from "vitest";
import { readsOfView } from "./introspect.ts";

test.each([
  ["the collection it stands on", { viewOn: "orders", pipeline: [{ $match: { paid: true } }] }, ["orders"]],
  ["one without stages", { viewOn: "orders" }, ["orders"]],
  [
    "what $lookup and $graphLookup bring in",
    { viewOn: "orders", pipeline: [{ $lookup: { from: "customers", as: "c" } }, { $graphLookup: { from: "staff" } }] },
    ["orders", "customers", "staff"],
  ],
  [
    "what $unionWith brings in, in both spellings",
    { viewOn: "orders", pipeline: [{ $unionWith: "old" }, { $unionWith: { coll: "older", pipeline: [] } }] },
    ["orders", "old", "older"],
  ],
  [
    "what stages within stages bring in",
    { viewOn: "orders", pipeline: [{ $facet: { a: [{ $lookup: { from: "x", pipeline: [{ $unionWith: "y" }] } }] } }] },
    ["orders", "x", "y"],
  ],
  ["each once", { viewOn: "orders", pipeline: [{ $lookup: { from: "orders", as: "o" } }] }, ["orders"]],
  ["nothing that is told", undefined, "unknown"],
  ["nothing that is a name", { viewOn: 7 }, "unknown"],
])("a view reads %s", (_name, options, reads) => {
  expect(readsOfView(options)).toEqual(reads);
});
