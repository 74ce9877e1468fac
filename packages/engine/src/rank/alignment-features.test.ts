import { column, compare, countRows, descending, numberLiteral, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { analyze } from "../generate/analyze.ts";
import { SHOP } from "../shop.fixture.ts";
import { ALIGNMENT_FEATURES, alignmentFeatures } from "./alignment-features.ts";
