import { AppError, type Clock } from "@parlance/core";
import { canReadHealth } from "./policy.ts";
import type { HealthBody } from "./schema.ts";

/** Something the product stands on. Rejecting and answering false both mean that it fails. */
export type Probe = () => Promise<boolean>;

export interface HealthNeeds {
  readonly clock: Clock;
  readonly version: string;
  readonly probes: Readonly<Record<keyof HealthBody["checks"], Probe>>;
}

const PROBE_DEADLINE_MS = 2_000;

export class HealthService {
  readonly #needs: HealthNeeds;
  readonly #startedAt: number;

  constructor(needs: HealthNeeds) {
    this.#needs = needs;
    this.#startedAt = needs.clock.now();
  }

  async read(): Promise<HealthBody> {
    if (!canReadHealth()) throw new AppError("ROUTE_NOT_FOUND");
    const { probes, clock, version } = this.#needs;
    const [database, worker, storage] = await Promise.all(
      [probes.database, probes.worker, probes.storage].map(outcome),
    );
    const checks = { database: database ?? "failing", worker: worker ?? "failing", storage: storage ?? "failing" };
    const isOk = Object.values(checks).every((check) => check === "ok");
    return { status: isOk ? "ok" : "degraded", version, uptimeMs: clock.now() - this.#startedAt, checks };
  }

  /** Ready to be sent requests: without its database this server can answer nothing. */
  async isReady(): Promise<boolean> {
    return (await outcome(this.#needs.probes.database)) === "ok";
  }
}

async function outcome(probe: Probe): Promise<"ok" | "failing"> {
  const deadline = new Promise<boolean>((resolve) => setTimeout(resolve, PROBE_DEADLINE_MS, false).unref());
  // A probe that fails for any reason is what "failing" means; the log of the part itself has the reason.
  const isOk = await Promise.race([probe().catch(() => false), deadline]);
  return isOk ? "ok" : "failing";
}
