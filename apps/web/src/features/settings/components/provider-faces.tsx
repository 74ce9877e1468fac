import { Bot, Boxes, Cloud, Cpu, type LucideIcon, Route, Server, Sparkles } from "lucide-react";

interface Face {
  readonly icon: LucideIcon;
  readonly about: string;
}

const FACES: Readonly<Record<string, Face>> = {
  anthropic: { icon: Sparkles, about: "Claude, with a key of the Anthropic console" },
  google: { icon: Boxes, about: "Gemini, with a key of Google AI Studio" },
  vertex: { icon: Cloud, about: "Gemini in a Google Cloud project of yours" },
  openai: { icon: Bot, about: "GPT, with a key of the OpenAI platform" },
  openrouter: { icon: Route, about: "Many vendors' models behind one key" },
  "openai-compatible": { icon: Server, about: "Ollama, vLLM, llama.cpp or a gateway: a model of your own" },
  onnx: { icon: Cpu, about: "A small model that this server runs itself; nothing leaves it" },
};

/** A provider that this app has never heard of is shown all the same. */
export const faceOf = (id: string): Face => FACES[id] ?? { icon: Cpu, about: "A provider of language models" };
