import { Button, Segments } from "@parlance/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { type ConfigValues, cleanValues, problemsOf } from "../../connections/api/config-form.ts";
import { ConfigFields } from "../../connections/components/config-fields.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { forgetProvider, type Provider, type ProviderSetting, type Scope, saveProvider } from "../api/providers.ts";
import { ModelField } from "./model-field.tsx";
import { faceOf } from "./provider-faces.tsx";
import { TestResult } from "./test-result.tsx";
import { useModelTest } from "./use-model-test.ts";

const SCOPES = [
  { value: "mine", label: "Only me" },
  { value: "workspace", label: "Everybody in this workspace" },
] as const;

const settingOf = ({ settings }: Provider, scope: Scope): ProviderSetting | undefined =>
  settings.find(({ by }) => by === (scope === "mine" ? "you" : "workspace"));

/** One provider: whose settings, which, and whether they work. */
export function ProviderPage({ provider }: { provider: Provider }) {
  const [scope, setScope] = useState<Scope>(
    settingOf(provider, "mine") === undefined && settingOf(provider, "workspace") !== undefined ? "workspace" : "mine",
  );
  const mayShare = useMay("provider.changeShared");
  const { icon: Icon, about } = faceOf(provider.id);
  return (
    <div className="page grid gap-8 pt-8 pb-20">
      <header className="grid gap-3">
        <p className="text-[13px] text-faint">
          <Link to="/settings/models" className="underline decoration-edge underline-offset-4 hover:text-ink">
            Models
          </Link>
        </p>
        <div className="flex items-center gap-4">
          <span className="grid size-12 shrink-0 place-items-center rounded-[13px] bg-accent-wash text-accent">
            <Icon size={24} aria-hidden />
          </span>
          <div>
            <h1 className="font-serif text-4xl tracking-[-0.02em]">{provider.label}</h1>
            <p className="text-soft">{about}</p>
          </div>
        </div>
      </header>
      {mayShare ? (
        <div className="grid justify-items-start gap-2">
          <p className="text-sm font-medium">Who uses it</p>
          <Segments label="Who uses it" value={scope} options={SCOPES} onChange={setScope} />
          <p className="text-[13px] text-soft">Your own settings go before those of the workspace.</p>
        </div>
      ) : (
        <p className="text-sm text-soft">
          What you set here is for you alone, and goes before the workspace's own. Owners and admins set that.
        </p>
      )}
      <ProviderForm key={mayShare ? scope : "mine"} provider={provider} scope={mayShare ? scope : "mine"} />
    </div>
  );
}

function ProviderForm({ provider, scope }: { provider: Provider; scope: Scope }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const kept = settingOf(provider, scope);
  const [values, setValues] = useState<ConfigValues>(kept?.config ?? {});
  const [model, setModel] = useState(kept?.model ?? "");
  const { test, start, forget } = useModelTest();
  const request = { id: provider.id, scope, config: cleanValues(provider.config, values), model: model.trim() };
  const readAgain = () =>
    Promise.all(
      ["providers", "disclosures", "model-usage"].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  const leave = async () => {
    await readAgain();
    await navigate({ to: "/settings/models" });
  };
  const save = useMutation({ mutationFn: () => saveProvider(request), onSuccess: leave });
  const remove = useMutation({ mutationFn: () => forgetProvider(provider.id, scope), onSuccess: leave });
  const changed = () => {
    save.reset();
    if (test.state !== "idle") forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (test.state === "passed" || (await start(request))) save.mutate();
  };
  const problem =
    save.isError || remove.isError
      ? problemOf(save.error ?? remove.error)
      : test.state === "failed"
        ? test.problem
        : undefined;
  const fieldProblems = problemsOf(problem?.details ?? {});
  const isBusy = test.state === "running" || save.isPending || remove.isPending;
  return (
    <form onSubmit={(event) => void submit(event)} className="card grid gap-6 p-5 sm:p-7">
      <ConfigFields
        schema={provider.config}
        values={values}
        problems={fieldProblems}
        keptSecrets={kept?.isReadable === true ? kept.secretFields : []}
        onChange={(next) => {
          setValues(next);
          changed();
        }}
      />
      <ModelField
        request={request}
        canList={provider.listsModels}
        value={model}
        onChange={(next) => {
          setModel(next);
          changed();
        }}
      />
      <TestResult test={test} />
      {problem === undefined ? null : <ErrorPanel problem={problem} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="solid" disabled={isBusy}>
          {test.state === "running" ? "Trying…" : save.isPending ? "Saving…" : "Save and use"}
        </Button>
        <Button disabled={isBusy || request.model === ""} onClick={() => void start(request)}>
          Test
        </Button>
        {test.state === "failed" && Object.keys(fieldProblems).length === 0 ? (
          <Button look="quiet" disabled={isBusy} onClick={() => save.mutate()}>
            Save anyway
          </Button>
        ) : null}
        <span className="flex-1" />
        {kept === undefined ? null : <Forget isBusy={isBusy} onForget={() => remove.mutate()} />}
      </div>
    </form>
  );
}

/** Asked twice: the key cannot be brought back. */
function Forget({ isBusy, onForget }: { isBusy: boolean; onForget: () => void }) {
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <Button look="quiet" disabled={isBusy} onClick={() => setIsAsked(true)}>
        Forget this
      </Button>
    );
  }
  return (
    <Button look="danger" disabled={isBusy} autoFocus onBlur={() => setIsAsked(false)} onClick={onForget}>
      Forget settings and key
    </Button>
  );
}
