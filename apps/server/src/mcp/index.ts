export type { Desk, DeskQuestion, DeskRows, DeskSource, DeskStatement, Report } from "./desk.ts";
export { createMcpServer } from "./mcp-server.ts";
export { McpService } from "./service.ts";
export { serviceDesk, tell } from "./service-desk.ts";
export { SESSION_LIMITS } from "./sessions.ts";
export { reportTo } from "./tools/call.ts";
