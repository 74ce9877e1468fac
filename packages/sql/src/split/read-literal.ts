import type { TypeKind } from "@parlance/core";
import { literal } from "../ast/build.ts";
import type { LiteralExpr } from "../ast/expression.ts";
import { isNode, type TreeNode, textOf } from "./tree.ts";

const WHOLE = new Set(["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"]);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/;

/** The constant behind a node, as a column of this kind is compared with it; undefined where that is not certain. */
export function readLiteral(node: unknown, kind: TypeKind): LiteralExpr | undefined {
  const constant = constantOf(node);
  if (constant === undefined) return undefined;
  const { type, value } = constant;
  switch (kind) {
    case "integer":
    case "bigint":
    case "decimal":
    case "double":
      return numberOf(constant);
    case "text":
      return type === "VARCHAR" && typeof value === "string" ? literal(value, "text") : undefined;
    case "boolean":
      return typeof value === "boolean" ? literal(value, "boolean") : undefined;
    case "date":
      return typeof value === "string" && DAY.test(value) ? literal(value, "date") : undefined;
    case "timestamp":
      return typeof value === "string" && MOMENT.test(value) ? literal(momentText(value), "timestamp") : undefined;
    default:
      return undefined;
  }
}

interface Constant {
  readonly type: string;
  readonly value: unknown;
  readonly scale: number;
}

/** A plain constant, or one that is cast to a date or a moment. */
function constantOf(node: unknown): Constant | undefined {
  if (!isNode(node)) return undefined;
  if (node.class === "CAST") {
    const to = isNode(node.cast_type) ? textOf(node.cast_type.id) : "";
    return to === "DATE" || to === "TIMESTAMP" ? constantOf(node.child) : undefined;
  }
  if (node.class !== "CONSTANT" || !isNode(node.value)) return undefined;
  const { type, value, is_null: isNull } = node.value;
  if (!isNode(type) || isNull === true || value === undefined || value === null) return undefined;
  return { type: textOf(type.id), value, scale: scaleOf(type) };
}

const scaleOf = (type: TreeNode): number =>
  isNode(type.type_info) && typeof type.type_info.scale === "number" ? type.type_info.scale : 0;

/** A decimal comes as its digits without the point. */
function numberOf({ type, value, scale }: Constant): LiteralExpr | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (WHOLE.has(type)) return Number.isSafeInteger(value) ? literal(value, "number") : undefined;
  if (type === "DOUBLE" || type === "FLOAT") return literal(value, "number");
  if (type !== "DECIMAL" || !Number.isSafeInteger(value)) return undefined;
  if (scale === 0) return literal(value, "number");
  const digits = String(Math.abs(value)).padStart(scale + 1, "0");
  return literal(`${value < 0 ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`, "number");
}

function momentText(value: string): string {
  const [day = "", time = "00:00:00"] = value.split(/[T ]/);
  return `${day}T${time.length === 5 ? `${time}:00` : time}`;
}
