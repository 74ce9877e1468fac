import { ERROR_CODES, ERRORS } from "@parlance/core";

const HEAD = `# Errors

Every error answer is JSON: \`{code, message, hint?, details?, requestId}\`. Programs go by \`code\`, which never changes
its meaning; \`message\` and \`hint\` are for people and may be reworded. Text of unexpected failures stays in the
server's log, under the \`requestId\`.

This page is made from \`packages/core/src/errors/error-table.ts\`; a test compares the two.

| code | status | message | hint |
|---|---|---|---|
`;

/** docs/errors.md. */
export const errorsPage = (): string => HEAD + ERROR_CODES.map(rowOf).join("");

function rowOf(code: (typeof ERROR_CODES)[number]): string {
  const { status, message, hint = "" } = ERRORS[code];
  return `| ${code} | ${status} | ${escaped(message)} | ${escaped(hint)} |\n`;
}

const escaped = (text: string): string => text.replaceAll("|", "\\|");
