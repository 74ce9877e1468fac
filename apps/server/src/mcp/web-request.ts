import type { FastifyRequest } from "fastify";

/** The request in the form the protocol's own library takes; its body is handed over parsed. */
export function toWebRequest({ method, url, headers, protocol, host }: FastifyRequest): Request {
  const web = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) web.set(name, [value].flat().join(", "));
  }
  return new Request(new URL(url, `${protocol}://${host}`), { method, headers: web });
}
