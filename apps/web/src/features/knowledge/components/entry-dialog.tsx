import type { KnowledgeBody } from "@parlance/core";
import { Button } from "@parlance/ui";
import { useMutation, useQueries } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tableQuery } from "../../sources/api/sources.ts";
import { type Trial, tryEntry } from "../api/knowledge.ts";
import type { Draft } from "../forms/draft.ts";
import { EntryFields } from "../forms/entry-fields.tsx";
import type { Place } from "../forms/fields.tsx";
import { toBody } from "../forms/to-body.ts";
import { EffectView } from "./effect-view.tsx";

export interface EntryDialogProps extends Place {
  readonly title: string;
  readonly first: Draft;
  /** The question that made somebody open this, to show the effect on. */
  readonly question?: string | undefined;
  /** Above the fields. */
  readonly children?: (draft: Draft, put: (change: Partial<Draft>) => void) => ReactNode;
  readonly saveLabel: string;
  /** `replace`: take the place of what is in force about the same thing. */
  readonly save: (body: KnowledgeBody, replace: boolean) => Promise<unknown>;
  readonly onClose: () => void;
  /** A second way to end it, beside saving. */
  readonly other?: { readonly label: string; readonly run: (body: KnowledgeBody) => Promise<unknown> };
}

/** One entry, to be written or changed; what it does can be looked at before it counts. */
export function EntryDialog(props: EntryDialogProps) {
  const { title, first, question, children, saveLabel, onClose, other, sourceId, version } = props;
  const [draft, setDraft] = useState(first);
  const put = (change: Partial<Draft>) => setDraft((now) => ({ ...now, ...change }));
  const typeOf = useTypes({ sourceId, version }, draft);
  const body = toBody(draft, typeOf);
  const asked = draft.kind === "verified" ? undefined : question;
  const trial = useMutation<Trial, Error, KnowledgeBody>({ mutationFn: (tried) => tryEntry(sourceId, tried, asked) });
  const save = useMutation({
    mutationFn: ({ made, replace }: { made: KnowledgeBody; replace: boolean }) => props.save(made, replace),
    onSuccess: onClose,
  });
  const second = useMutation({
    mutationFn: (made: KnowledgeBody) => other?.run(made) ?? Promise.resolve(),
    onSuccess: onClose,
  });
  const isTaken = save.isError && problemOf(save.error).code === "KNOWLEDGE_EXISTS";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body !== null) save.mutate({ made: body, replace: false });
  };
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form onSubmit={submit} className="grid max-h-[calc(76dvh-3.75rem)] content-start gap-4 overflow-y-auto p-5 pt-3">
        {children?.(draft, put)}
        <EntryFields sourceId={sourceId} version={version} draft={draft} put={put} />
        {trial.data === undefined ? null : <EffectView trial={trial.data} question={asked} />}
        {trial.isError ? <ErrorPanel error={trial.error} /> : null}
        {save.isError ? (
          <ErrorPanel error={save.error}>
            {isTaken && body !== null ? (
              <Button size="small" onClick={() => save.mutate({ made: body, replace: true })}>
                Put this in its place
              </Button>
            ) : null}
          </ErrorPanel>
        ) : null}
        {second.isError ? <ErrorPanel error={second.error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            className="mr-auto"
            disabled={body === null || trial.isPending}
            onClick={() => body !== null && trial.mutate(body)}
          >
            {trial.isPending ? "Trying…" : "Try it"}
          </Button>
          {other === undefined ? (
            <Button look="quiet" onClick={onClose}>
              Cancel
            </Button>
          ) : (
            <Button disabled={body === null || second.isPending} onClick={() => body !== null && second.mutate(body)}>
              {other.label}
            </Button>
          )}
          <Button type="submit" look="solid" disabled={body === null || save.isPending}>
            {saveLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Types of the columns that conditions name, for telling the number 1 from the word "1". */
function useTypes({ sourceId, version }: Place, draft: Draft) {
  const names = [...new Set([draft.table, draft.above.table, draft.below.table])].filter((name) => name !== "");
  const tables = useQueries({ queries: names.map((name) => tableQuery(sourceId, version, name)) });
  const found = tables.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return (table: string, column: string) =>
    found.find(({ name }) => name === table)?.columns.find(({ name }) => name === column)?.type.kind;
}
