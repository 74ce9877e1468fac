import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Document, LineCounter, Node, Pair, YAMLMap } from "yaml";
import { nearHint } from "./environment-layer.ts";
import { KNOWN_SETTINGS, type KnownSetting, type SettingName, settingOf } from "./known-settings.ts";
import type { Layer, PlacedValue } from "./layer.ts";
import { type ReadValue, readText, readValue } from "./read-value.ts";
import type { SettingProblem } from "./setting-problem.ts";

const MAX_BYTES = 1024 * 1024;
const SECRET_FILE = "File";

/** What a parlance.yaml says. Every key that is not known and every value that cannot be right is a problem with its place. */
export async function fileLayer(path: string): Promise<Layer> {
  const problem = (message: string): Layer => ({
    origin: "file",
    values: new Map(),
    problems: [{ place: path, key: null, message }],
  });
  try {
    if (statSync(path).size > MAX_BYTES) return problem("The file is larger than 1 MB, which is no configuration.");
    return await parseFile(path, readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return problem(`The file cannot be read (${String(error.code)}).`);
  }
}

async function parseFile(path: string, text: string): Promise<Layer> {
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const reading = new FileReading(path, lines, yaml);
  reading.read(document);
  return { origin: "file", values: reading.values, problems: reading.problems };
}

class FileReading {
  readonly values = new Map<SettingName, PlacedValue>();
  readonly problems: SettingProblem[] = [];
  readonly #path: string;
  readonly #lines: LineCounter;
  readonly #yaml: typeof import("yaml");

  constructor(path: string, lines: LineCounter, yaml: typeof import("yaml")) {
    this.#path = path;
    this.#lines = lines;
    this.#yaml = yaml;
  }

  read(document: Document.Parsed): void {
    for (const { message, pos } of document.errors) this.#tell(pos[0], null, message.split("\n")[0] ?? message);
    if (document.errors.length > 0 || document.contents === null) return;
    if (!this.#yaml.isMap(document.contents)) {
      this.#tell(0, null, "The file holds no sections.", "Begin with one, such as: server:");
      return;
    }
    for (const pair of document.contents.items) this.#section(pair);
  }

  #section(pair: Pair<unknown, unknown>): void {
    const section = String(pair.key);
    if (pair.value === null || (this.#yaml.isScalar(pair.value) && pair.value.value === null)) return;
    const isKnown = SECTIONS.includes(section);
    if (!isKnown) {
      this.#tell(offsetOf(pair.key), section, `There is no section "${section}".`, nearHint(section, SECTIONS));
    } else if (this.#yaml.isMap(pair.value)) {
      for (const entry of (pair.value as YAMLMap).items) this.#entry(section, entry);
    } else {
      this.#tell(offsetOf(pair.key), section, `"${section}" is a section: its settings stand below it, indented.`);
    }
  }

  #entry(section: string, { key: name, value: node }: Pair<unknown, unknown>): void {
    const key = `${section}.${String(name)}`;
    const setting = settingOf(key);
    if (setting !== undefined) {
      // The parser's nodes know their plain values.
      this.#keep(setting, offsetOf(name), readValue(setting, plainOf(node as Node | null)));
      return;
    }
    const secret = settingOf(key.slice(0, -SECRET_FILE.length));
    if (key.endsWith(SECRET_FILE) && secret?.isSecret === true)
      this.#secret(secret, offsetOf(name), plainOf(node as Node | null));
    else this.#tell(offsetOf(name), key, `There is no setting "${key}".`, nearHint(key, KEYS));
  }

  #secret(setting: KnownSetting, offset: number, path: unknown): void {
    if (typeof path !== "string") {
      this.#tell(offset, setting.key, `${setting.key}${SECRET_FILE} is the path of a file.`);
      return;
    }
    try {
      this.#keep(setting, offset, readText(setting, readFileSync(resolve(dirname(this.#path), path), "utf8")));
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      this.#tell(offset, setting.key, `The file "${path}" cannot be read (${String(error.code)}).`);
    }
  }

  #keep(setting: KnownSetting, offset: number, read: ReadValue): void {
    if (read.isRight) this.values.set(setting.name, { value: read.value, place: this.#place(offset) });
    else this.#tell(offset, setting.key, read.message, read.hint);
  }

  #tell(offset: number, key: string | null, message: string, hint?: string): void {
    this.problems.push({ place: this.#place(offset), key, message, hint });
  }

  #place(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.#path}:${line}:${col}`;
  }
}

const KEYS = KNOWN_SETTINGS.map(({ key }) => key);
const SECTIONS = [...new Set(KEYS.map((key) => key.split(".")[0] ?? key))];

const plainOf = (node: Node | null): unknown => (node === null ? undefined : node.toJSON());

/** Keys of a parsed document are nodes with a range. */
const offsetOf = (key: unknown): number => (key as Node | null)?.range?.[0] ?? 0;
