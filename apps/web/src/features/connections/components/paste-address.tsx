import { Button } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { ClipboardPaste } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { ConfigValues } from "../api/config-form.ts";
import { type Connector, readUrl } from "../api/connectors.ts";

/** A connection address from somewhere else, taken apart into the fields below. */
export function PasteAddress({ connector, onRead }: { connector: Connector; onRead: (values: ConfigValues) => void }) {
  const [url, setUrl] = useState("");
  const read = useMutation({
    mutationFn: () => readUrl(connector.id, url),
    onSuccess: (values) => {
      // It may hold a password; the fields have it now, marked as secret.
      setUrl("");
      onRead(values);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (url.trim() !== "") read.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <label htmlFor="address" className="text-sm font-medium">
        Have an address? Paste it <span className="font-normal text-faint">and it fills the form</span>
      </label>
      <div className="flex gap-2">
        <input
          id="address"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={url}
          placeholder={`${connector.reach === "synced" ? "https" : connector.id}://…`}
          onChange={(event) => setUrl(event.target.value)}
          className="h-10 w-full min-w-0 rounded-field border border-edge bg-surface px-3 font-mono text-[13px]"
        />
        <Button type="submit" className="h-10" disabled={read.isPending || url.trim() === ""}>
          <ClipboardPaste size={15} aria-hidden /> Read
        </Button>
      </div>
      {read.isError ? <ErrorPanel error={read.error} /> : null}
    </form>
  );
}
