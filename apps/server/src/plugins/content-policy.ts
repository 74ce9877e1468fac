import { randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";

/** Scripts, styles, fonts and connections only from here, and nothing written into a page is run or applied. */
export const CONTENT_POLICY = {
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:", "blob:"],
  "font-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "worker-src": ["'self'", "blob:"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
};

/** Stands in a page for the word of its answer; the page's own scripts put it on the style sheets that they make. */
const PLACE = "__CSP_NONCE__";

/**
 * Sends a page whose scripts may add style sheets (the editor and the dialogs make some), known by a word that is new
 * for every answer. What somebody else gets into the page does not know the word.
 */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(18).toString("base64");
  return reply
    .header("content-security-policy", policyText({ "style-src": ["'self'", `'nonce-${nonce}'`] }))
    .header("cache-control", "no-cache")
    .type("text/html; charset=utf-8")
    .send(html.replaceAll(PLACE, nonce));
}

const policyText = (more: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries({ ...CONTENT_POLICY, ...more })
    .map(([directive, sources]) => `${directive} ${sources.join(" ")}`)
    .join(";");
