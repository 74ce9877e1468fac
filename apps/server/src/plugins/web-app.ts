import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import compress from "@fastify/compress";
import fastifyStatic from "@fastify/static";
import { AppError } from "@parlance/core";
import type { FastifyInstance, FastifyReply } from "fastify";
import { sendPage } from "./content-policy.ts";
import type { RouteTable } from "./route-table.ts";

const YEAR_SECONDS = 31_536_000;

/** Beside the sources while developing, beside the bundle when built. */
const PLACES = ["../../../web/dist", "../../web/dist"].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/** Serves the built web app: hashed files for ever, the page itself never from cache, any unknown address as the page. */
export async function addWebApp(app: FastifyInstance, routes: RouteTable, webDir: string | undefined): Promise<void> {
  const root = webDir ?? PLACES.find((place) => existsSync(join(place, "index.html")));
  // Event streams must leave at once; Parquet and XLSX are compressed already.
  await app.register(compress, {
    global: true,
    encodings: ["gzip"],
    threshold: 2048,
    customTypes: /^(?:text\/(?!event-stream)|application\/(?:json|javascript))/,
  });
  if (root !== undefined) {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      // Files alone: the page itself is sent with a word of its own in it.
      index: false,
      allowedPath: (path) => /\.[a-z0-9]+$/i.test(path) && path !== "/index.html",
      setHeaders: (reply, path) => {
        const isHashed = path.includes("/assets/");
        reply.setHeader("cache-control", isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache");
      },
    });
  }
  const page = root === undefined ? undefined : await readFile(join(root, "index.html"), "utf8");
  app.setNotFoundHandler(async (request, reply: FastifyReply) => {
    const path = request.url.split("?")[0] ?? "";
    const methods = routes.methodsOf(path);
    if (methods.length > 0 && !methods.includes(request.method)) {
      reply.header("allow", methods.join(", "));
      throw new AppError("REQUEST_METHOD");
    }
    const isPage =
      request.method === "GET" && !/^\/(?:api|docs|assets|\.[^/]*)(?:\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
    if (!isPage || page === undefined) throw new AppError("ROUTE_NOT_FOUND");
    return sendPage(reply, page);
  });
}
