import { AppError, type Clock } from "@parlance/core";
import { canReadHealth } from "./policy.ts";
import type { HealthBody } from "./schema.ts";

export type Check = "ok" | "failing";
export type Part = "database" | "worker" | "storage";

/** Something the product stands on. Rejecting and answering false both mean that it fails. */
export type Probe = () => Promise<boolean>;

export interface HealthNeeds {
  readonly clock: Clock;
  readonly version: string;
  readonly probes: Readonly<Record<Part, Probe>>;
  readonly isStopping: () => boolean;
  /** Something else is not as it should be, such as a plugin that was switched off for its faults. */
  readonly isDegraded: () => boolean;
}

const PROBE_DEADLINE_MS = 2_000;

export class HealthService {
  readonly #needs: HealthNeeds;
  readonly #startedAt: number;

  constructor(needs: HealthNeeds) {
    this.#needs = needs;
    this.#startedAt = needs.clock.now();
  }

  /** Never why something fails: health is for load balancers and strangers as well. */
  async read(): Promise<HealthBody> {
    if (!canReadHealth()) throw new AppError("ROUTE_NOT_FOUND");
    const { checks } = await this.look();
    const isWell = Object.values(checks).every((check) => check === "ok") && !this.#needs.isDegraded();
    return { status: isWell ? "ok" : "degraded" };
  }

  /** Everything that was looked at, for whoever runs the server. */
  async look(): Promise<{ version: string; uptimeMs: number; checks: Record<Part, Check> }> {
    const { probes, clock, version } = this.#needs;
    const [database, worker, storage] = await Promise.all([
      outcome(probes.database),
      outcome(probes.worker),
      outcome(probes.storage),
    ]);
    return { version, uptimeMs: clock.now() - this.#startedAt, checks: { database, worker, storage } };
  }

  /** Ready to be sent requests: without its database this server can answer nothing, and while it ends it should not. */
  async isReady(): Promise<boolean> {
    const { probes, isStopping } = this.#needs;
    return !isStopping() && (await outcome(probes.database)) === "ok";
  }
}

async function outcome(probe: Probe): Promise<Check> {
  const deadline = new Promise<boolean>((resolve) => setTimeout(resolve, PROBE_DEADLINE_MS, false).unref());
  // A probe that fails for any reason is what "failing" means; the log of the part itself has the reason.
  const isOk = await Promise.race([probe().catch(() => false), deadline]);
  return isOk ? "ok" : "failing";
}
