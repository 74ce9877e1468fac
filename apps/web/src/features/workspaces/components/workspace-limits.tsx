import { Button, formatBytes, formatCount } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { tell } from "../../../state/notes.ts";
import { changeLimits, limitsQuery } from "../api/limits.ts";
import { useMay } from "../api/rights.ts";
import { MEGABYTE, RoomField, roomOf } from "./room-field.tsx";
import { UseMeter } from "./use-meter.tsx";

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

/** What is used of what this workspace may store and spend; who looks after it can take a smaller part. */
export function WorkspaceLimitsView() {
  const limits = useQuery(limitsQuery);
  const mayChange = useMay("limit.change");
  if (limits.isError) return <ErrorPanel error={limits.error} />;
  if (limits.data === undefined) return null;
  const { storage, models } = limits.data;
  const until = new Date(models.until).toLocaleDateString(undefined, {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
  });
  return (
    <div className="grid gap-6">
      <UseMeter name="Data of sources" used={storage.usedBytes} limit={storage.limitBytes} words={formatBytes} />
      {mayChange ? (
        <ChangeRoom key={storage.limitBytes} limitBytes={storage.limitBytes} />
      ) : (
        <p className="text-sm text-soft">Owners and admins change how much it may be.</p>
      )}
      <div className="grid gap-4">
        <h3 className="font-medium">Language models, until {until}</h3>
        <UseMeter name="Tokens of everybody here" {...models.workspace.tokens} words={formatCount} />
        <UseMeter name="Cost of everybody here" {...models.workspace.usd} words={dollars} />
        <Unpriced calls={models.workspace.usd.limit === null ? 0 : models.workspace.unpricedCalls} />
        <UseMeter name="Your tokens" {...models.person.tokens} words={formatCount} />
        <UseMeter name="Your cost" {...models.person.usd} words={dollars} />
      </div>
    </div>
  );
}

/** A limit in dollars cannot hold what nobody knows the price of. */
const Unpriced = ({ calls }: { calls: number }) =>
  calls === 0 ? null : (
    <p className="text-sm text-warn">
      {formatCount(calls)} {calls === 1 ? "call of this month has" : "calls of this month have"} no known price and{" "}
      {calls === 1 ? "is" : "are"} not held by the limit in dollars.
    </p>
  );

function ChangeRoom({ limitBytes }: { limitBytes: number }) {
  const client = useQueryClient();
  const [text, setText] = useState(String(Math.round(limitBytes / MEGABYTE)));
  const change = useMutation({
    mutationFn: (storageBytes: number | null) => changeLimits({ storageBytes }),
    onSuccess: (limits) => {
      client.setQueryData(limitsQuery.queryKey, limits);
      tell({ id: "limits", text: `This workspace may hold ${formatBytes(limits.storage.limitBytes)}.` });
    },
  });
  const room = roomOf(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (room !== null) change.mutate(room);
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <RoomField text={text} onChange={setText} />
        <Button type="submit" disabled={change.isPending || room === null}>
          Save
        </Button>
        <Button look="quiet" disabled={change.isPending} onClick={() => change.mutate(null)}>
          The server's own
        </Button>
      </div>
      {change.isError ? <ErrorPanel error={change.error} /> : null}
    </form>
  );
}
