import Fastify, { type FastifyInstance } from "fastify";
import { sendPage } from "./content-policy.ts";

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta property="csp-nonce" nonce="__CSP_NONCE__" content="__CSP_NONCE__"><title>Parlance API</title></head>
<body><div id="reference"></div><script src="/docs/styles.js"></script><script src="/docs/reference.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

/** Nothing of the page comes from or reports to anywhere else. */
const START = `Scalar.createApiReference("#reference", ${JSON.stringify({
  url: "/api/v1/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
})});
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
    reply.type("text/javascript; charset=utf-8").send(START),
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
