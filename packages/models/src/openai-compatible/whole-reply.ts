/** Servers that do not stream answer a streamed request with one JSON document: here it becomes a stream of one event. */
export async function asStream(response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !/json/.test(type) || /event-stream|ndjson/.test(type)) return response;
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.set("content-type", "text/event-stream");
  headers.delete("content-length");
  headers.delete("content-encoding");
  return new Response(`data: ${JSON.stringify(asChunk(text))}\n\ndata: [DONE]\n\n`, { status: 200, headers });
}

function asChunk(text: string): unknown {
  const whole = parse(text);
  if (typeof whole !== "object" || whole === null || !("choices" in whole) || !Array.isArray(whole.choices))
    return whole;
  const choices = whole.choices.map((choice: unknown) => {
    if (typeof choice !== "object" || choice === null || !("message" in choice)) return choice;
    const { message, ...rest } = choice;
    return { ...rest, delta: message };
  });
  return { ...whole, object: "chat.completion.chunk", choices };
}

/** What is no JSON goes on as a string, which the client refuses as it does any event it does not know. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return "not JSON";
    throw error;
  }
}
