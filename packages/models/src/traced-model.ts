import type { LanguageModel, ModelReply, ModelRequest } from "@parlance/core";
import { isAppError } from "@parlance/core";

/** Where traced lines go; each is one JSON document without its line break. */
export type TraceSink = (line: string) => void | Promise<void>;

/** Writes each prompt and its reply or error as a line. Keys are in neither; what people asked and their data may be. */
export function traced(model: LanguageModel, sink: TraceSink, nowMs: () => number): LanguageModel {
  const write = async (request: ModelRequest, outcome: Readonly<Record<string, unknown>>): Promise<void> => {
    const { provider, model: name } = model;
    await sink(JSON.stringify({ at: new Date(nowMs()).toISOString(), provider, model: name, request, ...outcome }));
  };
  return {
    get provider() {
      return model.provider;
    },
    get model() {
      return model.model;
    },
    generate: async (request, signal) => {
      let reply: ModelReply;
      try {
        reply = await model.generate(request, signal);
      } catch (error) {
        const { code, message, details } = isAppError(error)
          ? error
          : { code: "INTERNAL_ERROR", message: "", details: {} };
        await write(request, { error: { code, message, details } });
        throw error;
      }
      await write(request, { reply });
      return reply;
    },
  };
}
