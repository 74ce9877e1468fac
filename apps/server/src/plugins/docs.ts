import Fastify, { type FastifyInstance } from "fastify";
import { sendPage } from "./content-policy.ts";

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta property="csp-nonce" nonce="__CSP_NONCE__" content="__CSP_NONCE__"><title>Parlance API</title></head>
<body><div id="reference"></div><script src="/docs/styles.js"></script><script src="/docs/reference.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

/** The viewer's greys and colours are too pale to be read by everybody. */
const COLOURS = `.light-mode {
  --scalar-color-2: #595959; --scalar-color-3: #646464; --scalar-color-blue: #005f9e; --scalar-color-green: #006b44;
  --scalar-color-orange: #a63a00; --scalar-color-red: #b3261e; --scalar-color-yellow: #7a5c00; --scalar-color-purple: #5b3fb5;
}
.dark-mode { --scalar-color-2: #b0b0b0; --scalar-color-3: #a3a3a3; }`;

/** Nothing of the page comes from or reports to anywhere else. */
const START = `Scalar.createApiReference("#reference", ${JSON.stringify({
  url: "/api/v1/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  customCss: COLOURS,
  agent: { disabled: true },
  mcp: { disabled: true },
})});
`;

/** The viewer draws copy buttons whose name is hidden and gives several cards the same one; both come and go while one scrolls. */
const NAMES = `const nameAll = () => {
  for (const button of document.querySelectorAll("button.scalar-code-copy:not([aria-label])"))
    button.setAttribute("aria-label", "Copy");
  let count = 0;
  for (const card of document.querySelectorAll('.response-card[role="region"]')) {
    card.removeAttribute("aria-labelledby");
    card.setAttribute("aria-label", "Example responses " + ++count);
  }
};
let isWaiting = false;
new MutationObserver(() => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    nameAll();
  });
}).observe(document.body, { childList: true, subtree: true });
`;

/** The viewer looks for the page's word in a place of its own, and forgets it on some of its style sheets. */
const STYLES = `const { nonce } = document.querySelector('meta[property="csp-nonce"]');
const create = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = create(name, options);
  if (String(name).toLowerCase() === "style") element.nonce = nonce;
  return element;
};
`;

/** The rendered API documentation at /docs. Its 4 MB viewer is loaded by the first visitor, not at start. */
export function addDocs(app: FastifyInstance): void {
  let reference: Promise<string> | undefined;
  app.get("/docs", { schema: { hide: true } }, (_request, reply) => sendPage(reply, PAGE));
  app.get("/docs/styles.js", { schema: { hide: true } }, (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").send(STYLES),
  );
  app.get("/docs/start.js", { schema: { hide: true } }, (_request, reply) =>
    reply.type("text/javascript; charset=utf-8").send(NAMES + START),
  );
  app.get("/docs/reference.js", { schema: { hide: true } }, async (_request, reply) => {
    reference ??= loadReference();
    return reply
      .header("cache-control", "public, max-age=86400")
      .type("text/javascript; charset=utf-8")
      .send(await reference);
  });
}

/** The viewer's script as its plugin serves it; the plugin's own page needs inline scripts, which ours forbids. */
async function loadReference(): Promise<string> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  const host = Fastify();
  await host.register(scalar, { routePrefix: "/r", configuration: { content: {} } });
  const response = await host.inject("/r/js/scalar.js");
  await host.close();
  return response.body;
}
