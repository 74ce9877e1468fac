import type { PromptDefinition, PromptId } from "@parlance/ask";
import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { LiveConfiguration } from "../../configuration/live-configuration.ts";
import type { Drafters } from "../../evaluating/drafters.ts";
import { promptDrafter } from "../../evaluating/prompt-drafters.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { PromptStore, PromptVersionRow } from "../../prompting/prompt-store.ts";
import type { PromptsInUse } from "../../prompting/prompts-in-use.ts";
import type { Evaluation } from "../evaluations/schema.ts";
import type { EvaluationService } from "../evaluations/service.ts";
import { assertAdministers } from "./policy.ts";
import type {
  PromptBody,
  PromptPreview,
  PromptPreviewRequest,
  PromptTest,
  PromptVersionBody,
  PromptVersionCreate,
} from "./schema.ts";
import type { ToldPrompt } from "./told-prompt.ts";

type PromptLibrary = Pick<typeof import("@parlance/ask"), "PROMPTS" | "promptFaults" | "promptTokens">;

export interface PromptServiceNeeds {
  readonly clock: Clock;
  readonly store: PromptStore;
  readonly inUse: PromptsInUse;
  readonly live: LiveConfiguration;
  readonly audit: AuditTrail;
  readonly drafters: Drafters;
  readonly evaluations: EvaluationService;
  readonly told: ToldPrompt;
  readonly library: () => Promise<PromptLibrary>;
}

interface Known {
  readonly id: PromptId;
  readonly definition: PromptDefinition;
  readonly library: PromptLibrary;
}

/** Drafters that ask a model every question; what the engine answers alone says nothing about a prompt. */
const ALWAYS = "model/";

export class PromptService {
  readonly #needs: PromptServiceNeeds;

  constructor(needs: PromptServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity): Promise<{ items: PromptBody[]; nextCursor: null }> {
    assertAdministers(identity);
    const { PROMPTS } = await this.#needs.library();
    const ids = Object.keys(PROMPTS);
    return { items: await Promise.all(ids.map((id) => this.#body(id))), nextCursor: null };
  }

  async read(identity: Identity, id: string): Promise<PromptBody> {
    assertAdministers(identity);
    return this.#body(id);
  }

  async versions(identity: Identity, id: string): Promise<{ items: PromptVersionBody[]; nextCursor: null }> {
    assertAdministers(identity);
    const { library } = await this.#known(id);
    const active = await this.#active(id);
    const rows = await this.#needs.store.versions(id);
    return { items: rows.map((row) => toVersion(row, row.number === active?.number, library)), nextCursor: null };
  }

  /** Kept, and not used before it is activated. Errors: PROMPT_INVALID. */
  async add(identity: Identity, id: string, { text, note }: PromptVersionCreate): Promise<PromptVersionBody> {
    assertAdministers(identity);
    const { library, id: prompt } = await this.#known(id);
    const faults = library.promptFaults(prompt, text);
    if (faults.length > 0) {
      const fields = faults.map((problem) => ({ field: "text", problem }));
      throw new AppError("PROMPT_INVALID", { details: { fields } });
    }
    const row = await this.#needs.store.add({
      id: uuid(),
      prompt,
      body: text,
      note,
      createdBy: nameOf(identity),
      createdAt: this.#now(),
    });
    this.#record(identity, id, { change: "written", version: row.number });
    return toVersion(row, false, library);
  }

  /** What a model would be told with this text; of a question, where one is given. Nothing leaves the house. */
  async preview(
    identity: Identity,
    id: string,
    { text, sourceId, question }: PromptPreviewRequest,
    signal: AbortSignal,
  ): Promise<PromptPreview> {
    assertAdministers(identity);
    const { library, id: prompt } = await this.#known(id);
    const faults = [...library.promptFaults(prompt, text)];
    const tokens = library.promptTokens(text);
    if (faults.length > 0 || sourceId === undefined || question === undefined) return { faults, tokens, told: null };
    const asked = { sourceId, question, texts: { ...this.#needs.inUse.current(), [prompt]: text } };
    return { faults, tokens, told: await this.#needs.told.of(identity, asked, signal) };
  }

  /**
   * Puts the verified questions of a source to the model twice: with the version, and with what is in use.
   * Errors: PROMPT_WITHOUT_MODEL, EVALUATION_EMPTY, EVALUATION_RUNNING.
   */
  async test(identity: Identity, id: string, number: number, body: PromptTest): Promise<Evaluation> {
    assertAdministers(identity);
    const version = await this.#version(id, number);
    const { drafters, evaluations } = this.#needs;
    const choose = async () => {
      const base = (await drafters.list(identity)).find((drafter) => drafter.id.startsWith(ALWAYS));
      if (base === undefined) throw new AppError("PROMPT_WITHOUT_MODEL");
      return [promptDrafter(base, version), { ...base, label: `${base.label}, with what is in use` }];
    };
    return evaluations.start(identity, body.sourceId, choose, body.timeZone);
  }

  /** From the next question on, on every instance. Errors: PROMPT_NOT_FOUND, EDIT_CONFLICT. */
  async activate(identity: Identity, id: string, number: number | null, ifMatch?: string): Promise<PromptBody> {
    assertAdministers(identity);
    const version = number === null ? null : await this.#version(id, number);
    const { store, live } = this.#needs;
    await this.#known(id);
    const expected = numberOf(ifMatch);
    await store.activate({ prompt: id, version, by: nameOf(identity), at: this.#now(), expected });
    await live.announce();
    this.#record(identity, id, { change: "activated", version: number });
    return this.#body(id);
  }

  async #body(id: string): Promise<PromptBody> {
    const { definition, library } = await this.#known(id);
    const active = await this.#active(id);
    const text = active?.body ?? definition.builtIn;
    const { label, description, builtIn, maxTokens } = definition;
    return {
      id,
      label,
      description,
      builtIn,
      text,
      activeVersion: active?.number ?? null,
      parts: definition.parts.map((part) => ({ ...part })),
      tokens: library.promptTokens(text),
      maxTokens,
    };
  }

  async #active(id: string): Promise<PromptVersionRow | undefined> {
    return (await this.#needs.store.active()).find(({ prompt }) => prompt === id);
  }

  async #known(id: string): Promise<Known> {
    const library = await this.#needs.library();
    const found = Object.entries(library.PROMPTS).find(([known]) => known === id);
    if (found === undefined) throw new AppError("PROMPT_NOT_FOUND");
    // A key of the table of prompts.
    return { id: found[0] as PromptId, definition: found[1], library };
  }

  async #version(id: string, number: number): Promise<PromptVersionRow> {
    const row = await this.#needs.store.find(id, number);
    if (row === undefined) throw new AppError("PROMPT_NOT_FOUND");
    return row;
  }

  #record(identity: Identity, id: string, detail: Readonly<Record<string, string | number | null>>): void {
    const target = { type: "prompt", id };
    this.#needs.audit.record({ action: "instance.prompts", identity, target, outcome: "done", detail });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const nameOf = (identity: Identity): string | null => identity.attributes.email ?? identity.userId;

const toVersion = (row: PromptVersionRow, isActive: boolean, { promptTokens }: PromptLibrary): PromptVersionBody => ({
  number: row.number,
  text: row.body,
  note: row.note,
  tokens: promptTokens(row.body),
  isActive,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
});

function numberOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const [, digits] = /^"(\d{1,9})"$/.exec(ifMatch) ?? [];
  if (digits === undefined) throw new AppError("EDIT_CONFLICT");
  return Number(digits);
}
