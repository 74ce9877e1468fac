import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { type FieldProblems, problemsOf } from "../../connections/api/config-form.ts";
import { type Changes, type Configuration, changeSettings, configurationQuery } from "../api/configuration.ts";
import { sectionsOf } from "../setting-words.ts";
import { SearchField } from "./search-field.tsx";
import { SettingRow } from "./setting-row.tsx";

/** Every setting of the server, where its value comes from, and changing it while the server runs. */
export function ConfigurationPage() {
  const configuration = useQuery(configurationQuery);
  if (configuration.isError) return <ErrorPanel error={configuration.error} />;
  return configuration.data === undefined ? null : <SettingList configuration={configuration.data} />;
}

function SettingList({ configuration }: { configuration: Configuration }) {
  const { items, file, revision } = configuration;
  const client = useQueryClient();
  const [search, setSearch] = useState("");
  const [isOnlySet, setIsOnlySet] = useState(false);
  const [isOnlyFixed, setIsOnlyFixed] = useState(false);
  const [changes, setChanges] = useState<Changes>({});
  const save = useMutation({
    mutationFn: () => changeSettings(changes, revision),
    onSuccess: (next) => {
      client.setQueryData(configurationQuery.queryKey, next);
      setChanges({});
      tell({ id: "configuration", text: "The settings are in force on every instance." });
      void client.invalidateQueries({ queryKey: ["providers"] });
    },
    onError: (error) => {
      // What somebody else did meanwhile is shown beneath what this person is about to do.
      if (problemOf(error).code === "EDIT_CONFLICT") void client.invalidateQueries(configurationQuery);
    },
  });
  const problem = save.isError ? problemOf(save.error) : undefined;
  const problems = problemsOf(problem?.details ?? {});
  const fixed = items.filter(({ isLive }) => !isLive);
  const shown = items.filter(
    ({ isSet, isLive, key }) => key in changes || ((!isOnlySet || isSet) && (!isOnlyFixed || !isLive)),
  );
  const sections = sectionsOf(shown, useDeferredValue(search));
  const change = (key: string, value: Changes[string] | undefined) => {
    save.reset();
    setChanges(withChange(changes, key, value));
  };
  return (
    <div className="grid gap-6">
      <p className="max-w-[65ch] text-soft">
        {file === null ? "No parlance.yaml was found. " : `Read from ${file}. `}
        What is set here comes before the command line, the environment and the file, counts at once on every instance,
        and stays until it is reset. {items.length - fixed.length} of {items.length} settings can be; the other{" "}
        {fixed.length} need a restart: what the server opens when it starts, and the walls around it, which nobody moves
        from a browser.
      </p>
      <div className="grid items-center gap-3 lg:grid-cols-[1fr_auto_auto]">
        <SearchField label="Find a setting" value={search} onChange={setSearch} />
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={isOnlyFixed} onChange={(event) => setIsOnlyFixed(event.target.checked)} />
          Only what needs a restart
        </label>
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={isOnlySet} onChange={(event) => setIsOnlySet(event.target.checked)} />
          Only what differs from the default
        </label>
      </div>
      {sections.length === 0 ? <p className="text-soft">No setting fits.</p> : null}
      {sections.map(({ name, settings }) => (
        <section key={name} aria-labelledby={`section-${name}`} className="grid gap-2">
          <h2 id={`section-${name}`} className="font-serif text-2xl tracking-[-0.01em] first-letter:uppercase">
            {name}
          </h2>
          <ul className="card divide-y divide-line">
            {settings.map((setting) => (
              <SettingRow
                // After a save every field is closed.
                key={`${setting.key} ${revision}`}
                setting={setting}
                change={changes[setting.key]}
                problem={problems[setting.key]}
                onChange={(value) => change(setting.key, value)}
              />
            ))}
          </ul>
        </section>
      ))}
      <SaveBar
        changes={changes}
        problems={problems}
        isBusy={save.isPending}
        onSave={() => save.mutate()}
        onForget={() => {
          save.reset();
          setChanges({});
        }}
      >
        {problem === undefined || Object.keys(problems).length > 0 ? null : <ErrorPanel problem={problem} />}
      </SaveBar>
    </div>
  );
}

/** Undefined takes the change back. */
function withChange(changes: Changes, key: string, value: Changes[string] | undefined): Changes {
  const { [key]: _before, ...others } = changes;
  return value === undefined ? others : { ...others, [key]: value };
}

interface SaveBarProps {
  readonly changes: Changes;
  readonly problems: FieldProblems;
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onForget: () => void;
  readonly children: React.ReactNode;
}

/** Several settings may only make sense together, so they are saved together. */
function SaveBar({ changes, problems, isBusy, onSave, onForget, children }: SaveBarProps) {
  const keys = Object.keys(changes);
  if (keys.length === 0) return null;
  return (
    <section
      aria-label="Changes to save"
      className="sticky bottom-4 z-20 grid gap-3 rounded-card border border-line bg-raised p-4 shadow-float"
    >
      {children}
      {Object.keys(problems).map((key) => (
        <p key={key} className="text-sm text-bad">
          <span className="font-mono">{key}</span>: {problems[key]}
        </p>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-sm break-words">
          {keys.length === 1 ? "One change: " : `${keys.length} changes: `}
          <span className="font-mono text-[13px]">{keys.join(", ")}</span>
        </p>
        <Button look="quiet" onClick={onForget} disabled={isBusy}>
          Forget
        </Button>
        <Button look="solid" onClick={onSave} disabled={isBusy}>
          {isBusy ? "Saving" : "Save"}
        </Button>
      </div>
    </section>
  );
}
