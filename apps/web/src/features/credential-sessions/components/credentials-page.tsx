import { Button } from "@parlance/ui";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { AccountFrame } from "../../account/components/account-frame.tsx";
import { type ConfigValues, cleanValues, emptyValues, problemsOf } from "../../connections/api/config-form.ts";
import { type Connector, connectorsQuery } from "../../connections/api/connectors.ts";
import { ConfigFields } from "../../connections/components/config-fields.tsx";
import { beginSession } from "../api/credential-sessions.ts";

const COMMONEST = "postgres";

/** Use with the credentials of a database and no account. */
export function CredentialsPage() {
  const connectors = useQuery(connectorsQuery);
  const databases = (connectors.data ?? []).filter(({ reach }) => reach === "remote");
  const [chosen, setChosen] = useState<string | null>(null);
  const id = useId();
  const connector = databases.find((one) => one.id === (chosen ?? COMMONEST)) ?? databases[0];
  return (
    <AccountFrame
      title="Connect a database"
      about="For eight hours at most. The credentials stay in this server's memory, encrypted; nothing you do is kept."
    >
      {connectors.isError ? <ErrorPanel error={connectors.error} /> : null}
      {connector === undefined ? null : (
        <>
          <div className="grid gap-1.5">
            <label htmlFor={id} className="text-sm font-medium">
              Kind of database
            </label>
            <select
              id={id}
              value={connector.id}
              onChange={(event) => setChosen(event.target.value)}
              className="h-10 rounded-field border border-edge bg-surface px-3 text-[15px]"
            >
              {databases.map(({ id: value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
          <CredentialsForm key={connector.id} connector={connector} />
        </>
      )}
    </AccountFrame>
  );
}

function CredentialsForm({ connector }: { connector: Connector }) {
  const [values, setValues] = useState<ConfigValues>(() => emptyValues(connector.config));
  const begin = useMutation({
    mutationFn: () => beginSession({ connector: connector.id, config: cleanValues(connector.config, values) }),
    onSuccess: () => window.location.assign("/"),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!begin.isPending) begin.mutate();
  };
  const problems = begin.isError ? problemsOf(problemOf(begin.error).details) : {};
  return (
    <form onSubmit={submit} className="grid gap-5">
      <ConfigFields
        schema={connector.config}
        values={values}
        problems={problems}
        keptSecrets={[]}
        onChange={(next) => {
          setValues(next);
          begin.reset();
        }}
      />
      {begin.isError && Object.keys(problems).length === 0 ? <ErrorPanel error={begin.error} /> : null}
      <Button type="submit" look="solid" className="h-10" disabled={begin.isPending || begin.isSuccess}>
        {begin.isPending ? "Connecting…" : "Connect"}
      </Button>
    </form>
  );
}
