import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";

/** The machine in one line, without its name or address. */
export function machineLine(): string {
  const model = (cpus()[0]?.model ?? "unknown processor").replace(/\s+/g, " ").trim();
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  return `${availableParallelism()} cores of ${model}, ${memoryGb} GB, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
