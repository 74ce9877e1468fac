import type { Clock, KnowledgeBody, KnowledgeOrigin } from "@parlance/core";
import { findFaults, folded, isSame } from "@parlance/knowledge";
import { speaksOf } from "../../governing/speaks-of.ts";
import { tellsValues } from "../../governing/tells-values.ts";
import type { EngineTrial } from "../../knowing/engine-trial.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { Entry } from "../knowledge/schema.ts";
import type { KnowledgePlace, KnowledgeRow, KnowledgeStore } from "../knowledge/store.ts";
import { toEntry } from "../knowledge/to-wire.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import { assertCanJudge } from "./policy.ts";
import type { FeedbackAnswer, FeedbackCreate, FeedbackList, FeedbackQuery } from "./schema.ts";
import type { FeedbackStore, NewFeedback } from "./store.ts";

export interface FeedbackServiceNeeds {
  readonly clock: Clock;
  readonly access: SourceAccess;
  readonly store: FeedbackStore;
  readonly knowledge: KnowledgeStore;
  readonly trial: EngineTrial;
}

/** One choice may be a slip; three times the same is a habit worth asking about. */
const HABIT = 3;

interface Idea {
  readonly body: KnowledgeBody;
  readonly origin: KnowledgeOrigin;
  readonly note: string;
}

/** Keeps what people make of answers, and turns it into suggestions. Nothing is adopted here. */
export class FeedbackService {
  readonly #needs: FeedbackServiceNeeds;

  constructor(needs: FeedbackServiceNeeds) {
    this.#needs = needs;
  }

  async add(identity: Identity, sourceId: string, feedback: FeedbackCreate): Promise<FeedbackAnswer> {
    const { source, place } = await this.#open(identity, sourceId);
    const kept = await this.#toRow(feedback, source);
    await this.#needs.store.add(place, kept, this.#now());
    const idea = await this.#ideaOf(feedback, kept, place);
    const proposal = idea === null ? null : await this.#propose(idea, source, place, identity.userId);
    return { proposals: proposal === null ? [] : [proposal] };
  }

  async list(identity: Identity, sourceId: string, { kind, cursor, limit }: FeedbackQuery): Promise<FeedbackList> {
    const { place, source } = await this.#open(identity, sourceId);
    const rows = await this.#needs.store.list(place, { kind, before: cursor ?? "", limit: limit + 1 });
    const page = rows.slice(0, limit);
    const own = page.filter(
      ({ question, sql, comment }) =>
        !speaksOf([question, sql, comment], source.governed.unspoken) && !tellsValues(sql, source.governed),
    );
    const items = own.map((row) => ({
      id: row.id,
      kind: row.kind,
      question: row.question,
      sql: row.sql,
      comment: row.comment,
      createdAt: row.createdAt.toISOString(),
    }));
    return { items, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
  }

  async #open(identity: Identity, sourceId: string): Promise<{ source: OpenSource; place: KnowledgePlace }> {
    const row = await this.#needs.access.find(sourceId, this.#now());
    assertCanJudge(identity, row);
    const source = await this.#needs.access.openFor(row, identity);
    return { source, place: { workspaceId: identity.workspaceId, sourceId } };
  }

  async #toRow(feedback: FeedbackCreate, source: OpenSource): Promise<NewFeedback> {
    const { kind, question } = feedback;
    const asked = { question, now: this.#needs.clock.now(), timeZone: "UTC" };
    const meaning = kind === "picked" ? await this.#needs.trial.meaningOf(asked, feedback.sql, source.prepared) : null;
    return {
      kind,
      question,
      sql: "sql" in feedback ? (feedback.sql ?? null) : null,
      phrase: meaning === null ? null : folded(meaning.phrase),
      target: meaning?.target ?? null,
      comment: "comment" in feedback ? (feedback.comment ?? null) : null,
    };
  }

  async #ideaOf(feedback: FeedbackCreate, kept: NewFeedback, place: KnowledgePlace): Promise<Idea | null> {
    const { question } = feedback;
    switch (feedback.kind) {
      case "bad":
        return null;
      case "good":
        return verifiedIdea(question, feedback.sql, "correction", "Somebody said that this answer is right.");
      case "edited":
        return verifiedIdea(question, feedback.sql, "correction", "Somebody corrected the statement.");
      case "meant":
        return { body: feedback.body, origin: "correction", note: `Explained after asking "${question}".` };
      case "picked": {
        const times = await this.#needs.store.countAlike(place, kept);
        if (times < HABIT) return null;
        const note = `Chosen ${times} times, last for "${question}".`;
        return kept.phrase === null || kept.target === null
          ? verifiedIdea(question, feedback.sql, "usage", note)
          : { body: { kind: "alias", phrase: kept.phrase, target: kept.target }, origin: "usage", note };
      }
    }
  }

  /** The same is never suggested twice, least of all after somebody said no. */
  async #propose(
    { body, origin, note }: Idea,
    source: OpenSource,
    place: KnowledgePlace,
    by: string | null,
  ): Promise<Entry | null> {
    if (findFaults(body, source.catalog).length > 0) return null;
    const { knowledge } = this.#needs;
    const same = (await knowledge.alike(place, body)).find((row) => isSame(row.body, body));
    if (same !== undefined) return same.status === "proposed" ? this.#told(same, source) : null;
    const status = "proposed" as const;
    const entry = { body, status, origin, note, checkedVersion: source.version, request: null, by };
    const made = await knowledge.add(place, entry, this.#now());
    return made === "conflict" ? null : this.#told(made, source);
  }

  async #told(row: KnowledgeRow, source: OpenSource): Promise<Entry> {
    return toEntry(row, source.catalog, await this.#needs.knowledge.namesOf([row]));
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const verifiedIdea = (question: string, sql: string, origin: KnowledgeOrigin, note: string): Idea => ({
  body: { kind: "verified", question, sql },
  origin,
  note,
});
