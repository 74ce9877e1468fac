import { ERROR_CODES, ERRORS } from "@parlance/core";

const HEAD = `# Errors

Every error answer is JSON: \`{code, message, hint?, details?, requestId}\`. Programs go by \`code\`, which never changes
its meaning; \`message\` and \`hint\` are for people and may be reworded. Text of unexpected failures stays in the
server's log, under the \`requestId\`.

This page is made from \`packages/core/src/errors/error-table.ts\`; a test compares the two.

`;

/** docs/errors.md, its table aligned as the formatter wants it. */
export function errorsPage(): string {
  const rows = [["code", "status", "message", "hint"], ...ERROR_CODES.map(cellsOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => line(widths.map((width, column) => (row[column] ?? "").padEnd(width))));
  const rule = line(widths.map((width) => "-".repeat(width)));
  return HEAD + [lines[0], rule, ...lines.slice(1)].join("");
}

function cellsOf(code: (typeof ERROR_CODES)[number]): string[] {
  const { status, message, hint = "" } = ERRORS[code];
  return [code, String(status), escaped(message), escaped(hint)];
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
const escaped = (text: string): string => text.replaceAll("|", "\\|");
