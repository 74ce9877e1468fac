import type { FastifyInstance } from "fastify";
import type { RoutePermission } from "../permissions/permission.ts";

/** An address, and the right it asks for. */
export interface Route {
  readonly method: string;
  readonly url: string;
  readonly permission: RoutePermission | undefined;
}

/** Every address the application has, kept while routes are added, to tell a wrong method from a wrong address. */
export class RouteTable {
  readonly #methods = new Map<string, Set<string>>();
  readonly #routes: Route[] = [];

  constructor(app: FastifyInstance) {
    app.addHook("onRoute", ({ url, method, config }) => {
      const methods = this.#methods.get(url) ?? new Set();
      for (const one of [method].flat()) {
        methods.add(one);
        this.#routes.push({ method: one, url, permission: config?.permission });
      }
      this.#methods.set(url, methods);
    });
  }

  /** Methods that this path answers to, in alphabetical order; none when there is no such address. */
  methodsOf(path: string): readonly string[] {
    const parts = path.split("/");
    const fitting = [...this.#methods].filter(([pattern]) => fits(pattern.split("/"), parts));
    return [...new Set(fitting.flatMap(([, methods]) => [...methods]))].sort();
  }

  list(): readonly Route[] {
    return this.#routes;
  }
}

/** Wildcards belong to the web app's files and to preflights, which are no addresses of their own. */
const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, i) => part !== "*" && (part === parts[i] || (part.startsWith(":") && parts[i] !== "")));
