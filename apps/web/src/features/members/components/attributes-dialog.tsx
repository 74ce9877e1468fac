import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { changeMember, type Member } from "../api/members.ts";
import { readAttributes, writeAttributes } from "../attribute-lines.ts";

/** What rules for rows compare columns with: one "name: value" a line. */
export function AttributesDialog({ member, onChanged }: { member: Member; onChanged: () => unknown }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)} aria-label={`Attributes of ${member.name}`}>
        Attributes
      </Button>
      <Dialog title={`Attributes of ${member.name}`} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <AttributesForm
          member={member}
          onDone={() => {
            setIsOpen(false);
            onChanged();
          }}
        />
      </Dialog>
    </>
  );
}

function AttributesForm({ member, onDone }: { member: Member; onDone: () => void }) {
  const [text, setText] = useState(() => writeAttributes(member.attributes));
  const read = readAttributes(text);
  const save = useMutation({
    mutationFn: () => changeMember(member.userId, { attributes: read.attributes }),
    onSuccess: onDone,
  });
  return (
    <form
      className="grid gap-4 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (read.problem === null) save.mutate();
      }}
    >
      <p className="text-sm text-soft">
        Rules for rows compare columns with them. Everybody has email, userId and role besides.
      </p>
      <textarea
        aria-label="Attributes, one name: value a line"
        aria-invalid={read.problem !== null}
        rows={6}
        value={text}
        placeholder="region: north"
        onChange={(event) => setText(event.target.value)}
        className="w-full rounded-field border border-edge bg-surface p-3 font-mono text-sm"
      />
      {read.problem === null ? null : <p className="text-[13px] text-bad">{read.problem}</p>}
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <div className="flex justify-end">
        <Button type="submit" look="solid" disabled={save.isPending || read.problem !== null}>
          Save
        </Button>
      </div>
    </form>
  );
}
