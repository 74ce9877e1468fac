import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { TextField } from "../../knowledge/forms/fields.tsx";
import { type DataRule, type RuleWrite, writeRule } from "../api/data-rules.ts";
import { draftOf, EMPTY_DRAFT, writeOf } from "../rule-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { SeeAs } from "./see-as.tsx";
import { WhomFields } from "./whom-fields.tsx";

export interface RuleDialogProps {
  readonly source: { readonly id: string; readonly version: string };
  /** Null: a new one. */
  readonly rule: DataRule | null;
  readonly onClose: () => void;
}

/** One rule, to be written or changed; what it does to whom can be looked at before it counts. */
export function RuleDialog({ source, rule, onClose }: RuleDialogProps) {
  const [draft, setDraft] = useState(rule === null ? EMPTY_DRAFT : draftOf(rule));
  const [tried, setTried] = useState<RuleWrite | null>(null);
  const put = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const written = writeOf(draft);
  const save = useMutation({
    mutationFn: (made: RuleWrite) => writeRule(source.id, made, rule),
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (written !== null) save.mutate(written);
  };
  return (
    <Dialog title={rule === null ? "New rule" : "Change the rule"} isOpen onClose={onClose}>
      <form onSubmit={submit} className="grid max-h-[calc(76dvh-3.75rem)] content-start gap-5 overflow-y-auto p-5 pt-3">
        <RuleFields sourceId={source.id} version={source.version} draft={draft} put={put} />
        <WhomFields draft={draft} put={put} />
        <TextField
          label="Why there is this rule"
          hint="(optional)"
          value={draft.note}
          onChange={(note) => put({ note })}
        />
        {tried === null ? null : (
          <div ref={(shown) => shown?.scrollIntoView({ block: "nearest" })}>
            <SeeAs
              key={JSON.stringify(tried)}
              sourceId={source.id}
              table={tried.table}
              draft={tried}
              replaces={rule?.id}
            />
          </div>
        )}
        {save.isError ? <ErrorPanel error={save.error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button className="mr-auto" disabled={written === null} onClick={() => setTried(written)}>
            See what it does
          </Button>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="solid" disabled={written === null || save.isPending}>
            {rule === null ? "Make the rule" : "Save"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
