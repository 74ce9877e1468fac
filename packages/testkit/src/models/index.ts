export { VERTEX_TOKEN } from "./gemini-wire.ts";
export {
  type ModelServer,
  type ModelServerOptions,
  type ModelVendor,
  type ReceivedCall,
  startModelServer,
} from "./model-server.ts";
export { describeModelContract, type ModelFixture } from "./model-suite.ts";
export { OPENROUTER_COST_USD } from "./openai-chat-wire.ts";
export type { ModelFaultKind, ScriptedReply } from "./scripted-reply.ts";
export { writeTinyEncoder, writeTinyT5 } from "./tiny-onnx-model.ts";
