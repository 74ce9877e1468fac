import { closeOnSignals, startServer } from "./index.ts";

const t = performance.now();
const s = await startServer({
  dataDir: process.argv[2] ?? "/tmp/server-owner/data",
  port: Number(process.argv[3] ?? 0),
  logLevel: "info",
});
closeOnSignals(s);
console.log("READY", s.url, performance.now() - t, process.uptime(), process.memoryUsage().rss / 1e6);
