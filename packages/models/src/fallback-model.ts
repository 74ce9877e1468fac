import { AppError, isAppError, type LanguageModel, type ModelFailure, type ModelReply } from "@parlance/core";

/** What another model would not change: the person left, or is to word the question in another way. */
const FINAL: ReadonlySet<string> = new Set(["QUERY_CANCELLED", "MODEL_REFUSED"]);

/**
 * Asks the models in turn until one replies. The reply names the models that failed before; the error, when all
 * failed, is the first one's, with the others in its details, since the first is the one that was chosen.
 */
export function withFallback(models: readonly [LanguageModel, ...LanguageModel[]]): LanguageModel {
  const [first] = models;
  return {
    get provider() {
      return first.provider;
    },
    get model() {
      return first.model;
    },
    generate: async (request, signal): Promise<ModelReply> => {
      const failed: { readonly failure: ModelFailure; readonly error: AppError }[] = [];
      for (const model of models) {
        try {
          const reply = await model.generate(request, signal);
          return failed.length === 0 ? reply : { ...reply, fellBackFrom: failed.map(({ failure }) => failure) };
        } catch (error) {
          if (!isAppError(error) || FINAL.has(error.code)) throw error;
          failed.push({ failure: { provider: model.provider, model: model.model, code: error.code }, error });
        }
      }
      throw withOthers(failed);
    },
  };
}

function withOthers(failed: readonly { readonly failure: ModelFailure; readonly error: AppError }[]): Error {
  const [first, ...others] = failed;
  if (first === undefined) return new RangeError("A fallback needs at least one model.");
  const { code, message, hint, details } = first.error;
  return others.length === 0
    ? first.error
    : new AppError(code, {
        message,
        ...(hint === undefined ? {} : { hint }),
        details: { ...details, alsoFailed: others.map(({ failure }) => failure) },
      });
}
