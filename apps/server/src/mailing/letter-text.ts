import type { Letter, MailKind } from "./mailer.ts";

/** One part of a letter. Templates are lists of these, so that both forms always say the same. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  /** Small print. */
  | { readonly kind: "note"; readonly text: string };

export const paragraph = (text: string): Block => ({ kind: "paragraph", text });
export const link = (label: string, url: string): Block => ({ kind: "link", label, url });
export const note = (text: string): Block => ({ kind: "note", text });

export interface LetterParts {
  readonly kind: MailKind;
  readonly subject: string;
  readonly blocks: readonly Block[];
  readonly worthMs?: number;
}

export function letter({ kind, subject, blocks, worthMs }: LetterParts): Letter {
  return {
    kind,
    subject: oneLine(subject),
    text: `${blocks.map(asText).join("\n\n")}\n`,
    html: page(oneLine(subject), blocks),
    ...(worthMs === undefined ? {} : { worthMs }),
  };
}

const CONTROLS = /\p{Cc}+|[\u2028\u2029]+/gu;
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
const LONGEST_LINE = 200;

/** A person's text as it may stand in a subject: names may hold anything, headers may not. */
export const oneLine = (text: string): string =>
  text.replace(CONTROLS, " ").replace(DIRECTIONS, "").replace(/ {2,}/g, " ").trim().slice(0, LONGEST_LINE);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

function asText(block: Block): string {
  return block.kind === "link" ? `${oneLine(block.label)}:\n${block.url}` : oneLine(block.text);
}

const STYLES = {
  paragraph: "margin:0 0 16px;font-size:16px;line-height:24px;color:#1c1c1f",
  note: "margin:16px 0 0;font-size:13px;line-height:20px;color:#5c5c66",
  link: "display:inline-block;padding:10px 18px;border-radius:8px;background:#1c1c1f;color:#ffffff;font-size:16px;text-decoration:none",
  plainLink: "margin:8px 0 16px;font-size:13px;line-height:20px;color:#5c5c66;word-break:break-all",
};

function asHtml(block: Block): string {
  if (block.kind !== "link") return `<p style="${STYLES[block.kind]}">${escapeHtml(oneLine(block.text))}</p>`;
  const url = escapeHtml(block.url);
  const button = `<a href="${url}" style="${STYLES.link}">${escapeHtml(oneLine(block.label))}</a>`;
  return `<p style="margin:24px 0 8px">${button}</p><p style="${STYLES.plainLink}">${url}</p>`;
}

/** Nothing in it is fetched from anywhere: no images, no style sheets. */
const page = (title: string, blocks: readonly Block[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;font-family:system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto">
${blocks.map(asHtml).join("\n")}
</div>
</body>
</html>
`;
