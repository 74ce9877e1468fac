import { AppError, type ErrorCode } from "@parlance/core";

interface FaultFacts {
  /** Asking again may help. */
  readonly isRetryable?: boolean;
  /** What the provider asked to wait. */
  readonly retryAfterMs?: number | undefined;
  readonly status?: number | undefined;
  /** Our words; the provider's may hold the key or the prompt. */
  readonly message?: string | undefined;
  readonly hint?: string | undefined;
  /** The provider's own identifier of the error, such as `insufficient_quota`. */
  readonly vendorCode?: string | undefined;
  /** The provider's text, read to adapt the next request and then dropped. */
  readonly vendorText?: string | undefined;
  /** The reply was whole but useless: what was wrong with it, to tell the model. */
  readonly complaint?: { readonly reply: string; readonly reason: string } | undefined;
  /** The reply ended at maxOutputTokens. */
  readonly isTooLong?: boolean;
}

/** Why one call failed; what of it may be seen by a person goes into the AppError. */
export class ModelFault extends Error {
  readonly code: ErrorCode;
  readonly facts: FaultFacts;

  constructor(code: ErrorCode, facts: FaultFacts = {}) {
    super(facts.message ?? code);
    this.name = "ModelFault";
    this.code = code;
    this.facts = facts;
  }

  /** Without a cause on purpose: a vendor's error carries headers and the prompt. */
  toAppError(details: Readonly<Record<string, unknown>>): AppError {
    const { message, hint, status, vendorCode, retryAfterMs } = this.facts;
    return new AppError(this.code, {
      ...(message === undefined ? {} : { message }),
      ...(hint === undefined ? {} : { hint }),
      details: {
        ...details,
        ...(status === undefined ? {} : { status }),
        ...(vendorCode === undefined ? {} : { vendorCode }),
        ...(retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
      },
    });
  }
}
