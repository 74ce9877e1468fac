export interface ServerEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Splits a stream of server-sent events; a chunk may end anywhere, even inside a character. */
export class EventParser {
  #rest = "";

  push(text: string): ServerEvent[] {
    const blocks = (this.#rest + text).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.flatMap(parseBlock);
  }
}

function parseBlock(block: string): ServerEvent[] {
  const lines = block.split("\n");
  const field = (name: string) =>
    lines.flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, "")] : []));
  const data = field("data").join("\n");
  return data === "" ? [] : [{ event: field("event").at(-1) ?? "message", data: JSON.parse(data) }];
}

/** Reads a response as events until it ends. */
export async function* readEvents(response: Response): AsyncGenerator<ServerEvent> {
  if (response.body === null) return;
  const parser = new EventParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield* parser.push(part.value);
  yield* parser.push("\n\n");
}
