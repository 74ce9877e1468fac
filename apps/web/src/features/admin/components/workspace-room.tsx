import { Button, formatBytes } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { tell } from "../../../state/notes.ts";
import { MEGABYTE, RoomField, roomOf } from "../../workspaces/components/room-field.tsx";
import { changeRoom, type InstanceWorkspace } from "../api/people.ts";

/** How much of its room a workspace uses; who looks after the server can give it more or less. */
export function WorkspaceRoom({ workspace }: { workspace: InstanceWorkspace }) {
  const [isOpen, setIsOpen] = useState(false);
  const { name, bytes, limitBytes, hasOwnLimit } = workspace;
  return (
    <span className="inline-flex items-center gap-1">
      <span>
        {formatBytes(bytes)}{" "}
        <span className={hasOwnLimit ? "text-ink" : "text-soft"}>of {formatBytes(limitBytes)}</span>
      </span>
      <Button look="quiet" size="icon" className="-my-2" aria-label={`Room of ${name}`} onClick={() => setIsOpen(true)}>
        <Pencil size={14} aria-hidden />
      </Button>
      <Dialog title={`Room of ${name}`} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <RoomForm workspace={workspace} onDone={() => setIsOpen(false)} />
      </Dialog>
    </span>
  );
}

function RoomForm({ workspace, onDone }: { workspace: InstanceWorkspace; onDone: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(String(Math.round(workspace.limitBytes / MEGABYTE)));
  const change = useMutation({
    mutationFn: (storageBytes: number | null) => changeRoom(workspace.id, storageBytes),
    onSuccess: ({ name, limitBytes }) => {
      tell({ id: `room-${workspace.id}`, text: `${name} may hold ${formatBytes(limitBytes)}.` });
      void client.invalidateQueries({ queryKey: ["instance", "workspaces"] });
      void client.invalidateQueries({ queryKey: ["limits"] });
      onDone();
    },
  });
  const room = roomOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (room !== null) change.mutate(room);
  };
  return (
    <form onSubmit={submit} className="grid gap-4 p-5 text-left">
      <p className="text-sm text-soft">
        It uses {formatBytes(workspace.bytes)}. With less room than that nothing is lost, and nothing more is taken in.
      </p>
      <RoomField text={text} onChange={setText} />
      {change.isError ? <ErrorPanel error={change.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="solid" disabled={change.isPending || room === null}>
          Save
        </Button>
        {workspace.hasOwnLimit ? (
          <Button disabled={change.isPending} onClick={() => change.mutate(null)}>
            The server's own
          </Button>
        ) : null}
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
