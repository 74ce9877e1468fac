import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import type { VersionedSource } from "../../sources/api/sources.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { type ConfigValues, cleanValues, problemsOf } from "../api/config-form.ts";
import { changeConnection } from "../api/connections.ts";
import { type Connector, connectorsQuery } from "../api/connectors.ts";
import { ConfigFields } from "./config-fields.tsx";
import { ProbeSteps } from "./probe-steps.tsx";
import { SyncHistory } from "./sync-history.tsx";
import { SCHEDULES, scheduleWords } from "./sync-words.ts";
import { isToldBy, useConnectionTest } from "./use-connection-test.ts";

/** How a source is reached, how often it is read, and what the last reads found. */
export function ConnectionSettings({ source }: { source: VersionedSource }) {
  const connectors = useQuery(connectorsQuery);
  const mayChange = useMay("connection.change");
  const connector = connectors.data?.find(({ id }) => id === source.connection?.connector);
  return (
    <div className="grid content-start gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {connectors.isError ? <ErrorPanel error={connectors.error} /> : null}
      {mayChange ? null : <p className="text-soft lg:col-span-2">Owners and admins change how it is reached.</p>}
      {connector === undefined ? null : <SettingsForm source={source} connector={connector} />}
      <div className="grid content-start gap-8">
        <Schedule source={source} />
        <SyncHistory sourceId={source.id} />
      </div>
    </div>
  );
}

const useReadAgain = () => {
  const client = useQueryClient();
  return () => Promise.all(["sources", "source", "syncs"].map((key) => client.invalidateQueries({ queryKey: [key] })));
};

function SettingsForm({ source, connector }: { source: VersionedSource; connector: Connector }) {
  const readAgain = useReadAgain();
  const mayChange = useMay("connection.change");
  const [values, setValues] = useState<ConfigValues>(source.connection?.config ?? {});
  const { test, start, forget } = useConnectionTest();
  const config = cleanValues(connector.config, values);
  const save = useMutation({
    mutationFn: () => changeConnection(source, { config }),
    onSuccess: readAgain,
    onError: () => void readAgain(),
  });
  const request = { connector: connector.id, config, sourceId: source.id };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (test.state === "passed" || (await start(request))) save.mutate();
  };
  const problem = save.isError ? problemOf(save.error) : test.problem;
  const isBusy = test.state === "running" || save.isPending;
  return (
    <form onSubmit={(event) => void submit(event)} className="grid content-start gap-3">
      <h2 className="font-medium">Connection</h2>
      <fieldset disabled={!mayChange} className="card grid gap-6 p-5">
        <ConfigFields
          schema={connector.config}
          values={values}
          problems={problemsOf(problem?.details ?? {})}
          keptSecrets={source.connection?.secretFields ?? []}
          onChange={(next) => {
            setValues(next);
            save.reset();
            if (test.state !== "idle") forget();
          }}
        />
        <ProbeSteps steps={test.steps} />
        {problem === undefined || isToldBy(test.steps, problem) ? null : <ErrorPanel problem={problem} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="solid" disabled={isBusy}>
            {isBusy ? "Trying…" : "Save and sync"}
          </Button>
          <Button disabled={isBusy} onClick={() => void start(request)}>
            Test connection
          </Button>
          {save.isSuccess ? <p className="self-center text-sm text-accent">Saved.</p> : null}
        </div>
      </fieldset>
    </form>
  );
}

function Schedule({ source }: { source: VersionedSource }) {
  const readAgain = useReadAgain();
  const mayChange = useMay("connection.change");
  const current = source.connection?.syncEveryMinutes ?? null;
  const save = useMutation({
    mutationFn: (syncEveryMinutes: number | null) => changeConnection(source, { syncEveryMinutes }),
    onSettled: readAgain,
  });
  const isOdd = SCHEDULES.every(({ minutes }) => minutes !== current);
  return (
    <section className="grid gap-2">
      <label htmlFor="schedule" className="font-medium">
        Read it again
      </label>
      <select
        id="schedule"
        value={String(current)}
        disabled={save.isPending || !mayChange}
        onChange={(event) => save.mutate(event.target.value === "null" ? null : Number(event.target.value))}
        className="h-10 rounded-field border border-edge bg-surface px-3 text-sm"
      >
        {isOdd ? <option value={String(current)}>{scheduleWords(current)}</option> : null}
        {SCHEDULES.map(({ minutes, label }) => (
          <option key={label} value={String(minutes)}>
            {label}
          </option>
        ))}
      </select>
      {save.isError ? <ErrorPanel error={save.error} /> : null}
    </section>
  );
}
