import type { KnowledgeKind } from "@parlance/core";
import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Plus, Search } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { Menu, MenuItem } from "../../../components/menu.tsx";
import type { Source } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { changeEntry, type Entry, knowledgeQuery, writeDown } from "../api/knowledge.ts";
import { bodyWords, KIND_WORDS, KINDS } from "../body-words.ts";
import { type Draft, draftOf, emptyDraft } from "../forms/draft.ts";
import { EntryCard } from "./entry-card.tsx";
import { EntryDialog } from "./entry-dialog.tsx";
import { Exchange } from "./exchange.tsx";
import { Complaints, SuggestionInbox } from "./suggestion-inbox.tsx";

/** A form that is open: for something new, or for an entry. */
interface Open {
  readonly draft: Draft;
  readonly entry: Entry | null;
  readonly key: string;
}

/** What people know of a source: lists by kind, suggestions first. */
export function KnowledgeView({ source }: { source: Source }) {
  const knowledge = useQuery(knowledgeQuery(source.id));
  const mayChange = useMay("knowledge.change");
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  const write = (kind: KnowledgeKind) => setOpen({ draft: emptyDraft(kind), entry: null, key: newId() });
  const edit = (entry: Entry) => setOpen({ draft: draftOf(entry.body), entry, key: newId() });
  const items = knowledge.data?.items ?? [];
  const approved = items.filter((item) => item.status === "approved" && isFound(item, search));
  const lists = KINDS.map((kind) => ({ kind, entries: approved.filter((entry) => entry.body.kind === kind) }));
  return (
    <div className="grid min-w-0 gap-6">
      <div className="flex flex-wrap items-center gap-2">
        {mayChange ? (
          <Menu
            align="start"
            trigger={
              <Button look="solid">
                <Plus size={15} aria-hidden /> Write down
              </Button>
            }
          >
            {KINDS.map((kind) => (
              <MenuItem key={kind} onSelect={() => write(kind)}>
                <span className="grid">
                  <span className="text-ink">{KIND_WORDS[kind].one}</span>
                  <span className="text-[13px] text-faint">{KIND_WORDS[kind].about}</span>
                </span>
              </MenuItem>
            ))}
          </Menu>
        ) : (
          <p className="text-sm text-soft">Viewers read what is written down; analysts and admins change it.</p>
        )}
        <Exchange sourceId={source.id} name={source.name} />
        {items.length < 8 ? null : (
          <label className="relative ml-auto w-full sm:w-64">
            <span className="sr-only">Search what is written down</span>
            <Search size={14} aria-hidden className="absolute top-2.5 left-2.5 text-faint" />
            <input
              type="search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              placeholder="Search"
              className="h-9 w-full rounded-field border border-edge bg-surface pr-2 pl-8 text-sm"
            />
          </label>
        )}
      </div>
      {source.kind === "demo" ? (
        <p className="text-[13px] text-soft">What you write down about a demo team counts for you alone.</p>
      ) : null}
      {knowledge.isError ? <ErrorPanel error={knowledge.error} /> : null}
      {mayChange ? (
        <SuggestionInbox
          sourceId={source.id}
          entries={items.filter((item) => item.status === "proposed")}
          onEdit={edit}
        />
      ) : null}
      {knowledge.data !== undefined && items.length === 0 && mayChange ? <Nothing onWrite={write} /> : null}
      <div className="min-w-0 gap-6 *:mb-6 *:break-inside-avoid lg:columns-2">
        {lists.map(({ kind, entries }) =>
          entries.length === 0 ? null : (
            <section key={kind} aria-labelledby={`list-${kind}`} className="card min-w-0 overflow-hidden">
              <header className="flex items-baseline justify-between gap-3 border-b border-line px-4 py-3 sm:px-5">
                <h2 id={`list-${kind}`} className="font-serif text-xl">
                  {KIND_WORDS[kind].many} <span className="text-sm text-faint tabular-nums">{entries.length}</span>
                </h2>
                {mayChange ? (
                  <Button size="small" onClick={() => write(kind)} aria-label={`New: ${KIND_WORDS[kind].one}`}>
                    <Plus size={14} aria-hidden />
                  </Button>
                ) : null}
              </header>
              <ul className="divide-y divide-line">
                {entries.map((entry) => (
                  <EntryCard key={entry.id} sourceId={source.id} entry={entry} onEdit={() => edit(entry)} />
                ))}
              </ul>
            </section>
          ),
        )}
        <Complaints sourceId={source.id} />
      </div>
      {open === null ? null : <OpenForm key={open.key} source={source} open={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function OpenForm({ source, open, onClose }: { source: Source; open: Open; onClose: () => void }) {
  const { draft, entry, key } = open;
  const isProposed = entry?.status === "proposed";
  const one = KIND_WORDS[draft.kind].one;
  return (
    <EntryDialog
      sourceId={source.id}
      version={source.version}
      title={one}
      first={draft}
      saveLabel={isProposed ? "Approve" : "Save"}
      save={(body, replace) =>
        entry === null
          ? writeDown(source.id, { body, replace, key: replace ? `${key}-replace` : key })
          : changeEntry(source.id, entry, { body, replace, ...(isProposed ? { status: "approved" } : {}) })
      }
      onClose={onClose}
    />
  );
}

function isFound({ body }: Entry, search: string): boolean {
  const { title, text } = bodyWords(body);
  return `${title} ${text}`.toLowerCase().includes(search.trim().toLowerCase());
}

const Nothing = ({ onWrite }: { onWrite: (kind: KnowledgeKind) => void }) => (
  <section className="card grid justify-items-start gap-4 px-6 py-10 sm:px-10">
    <div className="grid max-w-prose gap-2">
      <h2 className="font-serif text-2xl">Teach Parlance your words</h2>
      <p className="text-soft">
        Say what revenue is, what your team calls things, which rows usually count. It changes answers from the next
        question on, with a language model and without.
      </p>
    </div>
    <div className="flex flex-wrap gap-2">
      {(["metric", "alias", "verified", "filter"] as const).map((kind) => (
        <Button key={kind} onClick={() => onWrite(kind)}>
          {KIND_WORDS[kind].one}
        </Button>
      ))}
    </div>
  </section>
);
