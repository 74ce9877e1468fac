import type { LanguageModelV3, LanguageModelV3CallOptions, SharedV3ProviderMetadata } from "@ai-sdk/provider";
import type { ModelRequest } from "@parlance/core";
import type { ModelFetch } from "../provider.ts";
import type { ModelFault } from "./model-fault.ts";

/** What a vendor's folder adds to the shared calling: its client, and how it differs. */
export interface VendorModel {
  readonly provider: string;
  readonly model: string;
  /** Makes the vendor's client; called once, with the first request. */
  connect(fetch: ModelFetch): Promise<LanguageModelV3>;
  /** Options of this vendor for this request, beside those every vendor gets. */
  options?(request: ModelRequest): Partial<LanguageModelV3CallOptions>;
  /** Changes how the next request is made after this one was refused; false where there is nothing left to change. */
  adapt?(fault: ModelFault, request: ModelRequest): boolean;
  /** US dollars, from a vendor that bills each reply with it. */
  costOf?(metadata: SharedV3ProviderMetadata | undefined): number | undefined;
}
