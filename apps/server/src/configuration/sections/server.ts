import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** How the server is reached, and by whom. */
export const serverSection = {
  port: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe("TCP port; 0 lets the system choose.")
    .register(settingFacts, { key: "server.port" }),
  host: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address to listen on. Only this machine can reach the default.")
    .register(settingFacts, { key: "server.host" }),
  dataDir: z
    .string()
    .min(1)
    .default(".parlance")
    .describe("Folder of the product database and of uploaded files.")
    .register(settingFacts, { key: "server.dataDir", env: "PARLANCE_DATA_DIR" }),
  webDir: z.string().optional().describe("Folder of the built web app; found by itself when absent."),
  isDemoEnabled: z
    .boolean()
    .default(true)
    .describe("Offer the three demo workspaces.")
    .register(settingFacts, { key: "server.demo", env: "PARLANCE_DEMO" }),
  secretKey: z
    .string()
    .optional()
    .describe(
      "Protects stored credentials: 32 random characters or more, newest first where commas separate several. Made beside the data when absent.",
    )
    .register(settingFacts, { key: "server.secretKey", env: "PARLANCE_SECRET_KEY", isSecret: true }),
};
