import { Button } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { newId } from "../../../http/new-id.ts";
import { problemOf } from "../../../http/problem.ts";
import { type ConfigValues, cleanValues, emptyValues, problemsOf } from "../api/config-form.ts";
import { createConnection } from "../api/connections.ts";
import type { Connector } from "../api/connectors.ts";
import { ConfigFields } from "./config-fields.tsx";
import { faceOf } from "./connector-faces.tsx";
import { PasteAddress } from "./paste-address.tsx";
import { ProbeSteps } from "./probe-steps.tsx";
import { isToldBy, useConnectionTest } from "./use-connection-test.ts";

/** Settings of a new connection: filled, tried, and only then saved. */
export function ConnectPage({ connector }: { connector: Connector }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [values, setValues] = useState<ConfigValues>(() => emptyValues(connector.config));
  const [key, setKey] = useState(newId);
  const { test, start, forget } = useConnectionTest();
  const config = cleanValues(connector.config, values);
  const save = useMutation({
    mutationFn: () => createConnection({ name: name.trim() || connector.label, connector: connector.id, config, key }),
    onSuccess: async (source) => {
      await client.invalidateQueries({ queryKey: ["sources"] });
      await navigate({ to: "/sources/$sourceId", params: { sourceId: source.id } });
    },
  });
  const change = (next: ConfigValues) => {
    setValues(next);
    // Other settings are another request.
    setKey(newId());
    save.reset();
    if (test.state !== "idle") forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (test.state === "passed" || (await start({ connector: connector.id, config }))) save.mutate();
  };
  const problem = save.isError ? problemOf(save.error) : test.problem;
  const fieldProblems = problemsOf(problem?.details ?? {});
  const isBusy = test.state === "running" || save.isPending;
  const { icon: Icon, about } = faceOf(connector);
  return (
    <div className="page grid gap-8 pt-8 pb-20">
      <header className="grid gap-3">
        <p className="text-[13px] text-faint">
          <Link to="/sources/new" className="underline decoration-edge underline-offset-4 hover:text-ink">
            Add a source
          </Link>
        </p>
        <div className="flex items-center gap-4">
          <span className="grid size-12 shrink-0 place-items-center rounded-[13px] bg-accent-wash text-accent">
            <Icon size={24} aria-hidden />
          </span>
          <div>
            <h1 className="font-serif text-4xl tracking-[-0.02em]">{connector.label}</h1>
            <p className="text-soft">{about}</p>
          </div>
        </div>
      </header>
      {connector.readsUrl ? (
        <PasteAddress connector={connector} onRead={(read) => change({ ...values, ...read })} />
      ) : null}
      <form onSubmit={(event) => void submit(event)} className="card grid gap-6 p-5 sm:p-7">
        <div className="grid gap-1.5">
          <label htmlFor="name" className="text-sm font-medium">
            Name
          </label>
          <input
            id="name"
            value={name}
            maxLength={200}
            placeholder={connector.label}
            onChange={(event) => {
              setName(event.target.value);
              setKey(newId());
              save.reset();
            }}
            className="h-11 w-full rounded-field border border-edge bg-surface px-3 font-serif text-xl"
          />
          <p className="text-[13px] text-soft">What people pick when they ask.</p>
        </div>
        <ConfigFields
          schema={connector.config}
          values={values}
          problems={fieldProblems}
          keptSecrets={[]}
          onChange={change}
        />
        <ProbeSteps steps={test.steps} />
        {problem === undefined || isToldBy(test.steps, problem) ? null : <ErrorPanel problem={problem} />}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" look="solid" disabled={isBusy}>
            <PlugZap size={15} aria-hidden />
            {test.state === "running" ? "Trying…" : save.isPending ? "Saving…" : "Connect"}
          </Button>
          <Button disabled={isBusy} onClick={() => void start({ connector: connector.id, config })}>
            Test connection
          </Button>
          {test.state === "failed" && Object.keys(fieldProblems).length === 0 ? (
            <Button look="quiet" disabled={isBusy} onClick={() => save.mutate()}>
              Save anyway
            </Button>
          ) : null}
          {test.state === "passed" ? <p className="text-sm text-accent">It works.</p> : null}
        </div>
      </form>
    </div>
  );
}
