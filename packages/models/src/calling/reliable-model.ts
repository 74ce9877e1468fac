import type { LanguageModelV3 } from "@ai-sdk/provider";
import type { LanguageModel, ModelReply, ModelRequest } from "@parlance/core";
import { priceOf } from "../pricing/price-table.ts";
import type { ModelLimits, ModelNeeds } from "../provider.ts";
import { readReply } from "../reply/read-reply.ts";
import { collectStream } from "./collect-stream.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { createRetryPlan } from "./retry-plan.ts";
import { toCallOptions } from "./to-prompt.ts";
import { UsageTally } from "./usage-tally.ts";
import type { VendorModel } from "./vendor-model.ts";
import { withRetries } from "./with-retries.ts";

/** A vendor's client behind the port's promises: deadlines, retries, whole replies, one kind of error, spend counted. */
export function reliableModel(vendor: VendorModel, needs: ModelNeeds, limits: ModelLimits): LanguageModel {
  const connect = once(() => vendor.connect(guardedFetch(needs.fetch)));
  return {
    provider: vendor.provider,
    model: vendor.model,
    generate: (request, signal) => generate({ vendor, needs, limits, connect }, request, signal),
  };
}

interface Calling {
  readonly vendor: VendorModel;
  readonly needs: ModelNeeds;
  readonly limits: ModelLimits;
  readonly connect: () => Promise<LanguageModelV3>;
}

async function generate(
  { vendor, needs, limits, connect }: Calling,
  first: ModelRequest,
  signal?: AbortSignal,
): Promise<ModelReply> {
  const tally = new UsageTally(limits.price ?? priceOf(vendor.provider, vendor.model));
  const plan = createRetryPlan(vendor);
  const who = { provider: vendor.provider, model: vendor.model, purpose: first.purpose };
  let request = first;
  const { result, attempts, elapsedMs } = await withRetries(
    {
      who,
      call: async ({ signal: stop, began }) => {
        const client = await connect();
        const options = { ...toCallOptions(request), ...vendor.options?.(request), abortSignal: stop };
        const { stream } = await client.doStream(options);
        began();
        const collected = await collectStream(stream, stop);
        tally.add(collected.usage, vendor.costOf?.(collected.providerMetadata));
        return readReply(collected, request.output);
      },
      next: (fault) => {
        const following = plan.after(fault, request);
        request = following?.request ?? request;
        return following;
      },
      spent: () => tally.usage(),
    },
    needs,
    limits,
    signal,
  );
  return { ...result, usage: tally.usage(), provider: vendor.provider, model: vendor.model, attempts, elapsedMs };
}

/** A client that could not be made is made again with the next call. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
