import { AppError, type LanguageModel, type ModelRequest } from "@parlance/core";

export interface ListeningModel extends LanguageModel {
  /** The first request that was made; undefined where none was. */
  readonly heard: () => ModelRequest | undefined;
}

/** Hears what a model would be told, and is never reached: nothing leaves the house and nothing is paid for. */
export function listeningModel(): ListeningModel {
  let first: ModelRequest | undefined;
  return {
    provider: "preview",
    model: "preview",
    heard: () => first,
    generate(request) {
      first ??= request;
      return Promise.reject(new AppError("MODEL_UNREACHABLE"));
    },
  };
}
