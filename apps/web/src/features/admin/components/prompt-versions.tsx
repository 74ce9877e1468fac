import { Button } from "@parlance/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { problemOf } from "../../../http/problem.ts";
import { tell } from "../../../state/notes.ts";
import { activateVersion, type Prompt, type PromptVersion, promptsQuery, promptVersionsQuery } from "../api/prompts.ts";
import { PromptTest } from "./prompt-test.tsx";
import { TextDifference } from "./text-difference.tsx";
import { When } from "./when.tsx";

export interface PromptVersionsProps {
  readonly prompt: Prompt;
  readonly onEdit: (text: string) => void;
}

/** What has been written, the newest first; at the end what is built in. */
export function PromptVersions({ prompt, onEdit }: PromptVersionsProps) {
  const id = useId();
  const client = useQueryClient();
  const versions = useQuery(promptVersionsQuery(prompt.id));
  const activate = useMutation({
    mutationFn: (number: number | null) => activateVersion(prompt, number),
    onSuccess: (_prompt, number) => {
      const which = number === null ? "The built-in text" : `Version ${number}`;
      tell({ id: "prompt", text: `${which} is in use from the next question on.` });
    },
    onError: (error) => tell({ id: "prompt", text: problemOf(error).message, tone: "failed" }),
    onSettled: () =>
      Promise.all([client.invalidateQueries(promptsQuery), client.invalidateQueries(promptVersionsQuery(prompt.id))]),
  });
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <h2 id={id} className="font-serif text-2xl tracking-[-0.01em]">
        Versions
      </h2>
      {versions.isError ? <ErrorPanel error={versions.error} /> : null}
      <ul className="card divide-y divide-line">
        {(versions.data?.items ?? []).map((version) => (
          <VersionRow
            key={version.number}
            {...{ prompt, version, onEdit }}
            isBusy={activate.isPending}
            onActivate={() => activate.mutate(version.number)}
          />
        ))}
        <li className="flex flex-wrap items-center gap-3 px-5 py-4">
          <p className="min-w-0 flex-1 text-sm font-medium">
            Built in{prompt.activeVersion === null ? <InUse /> : null}
          </p>
          {prompt.activeVersion === null ? null : (
            <Button size="small" disabled={activate.isPending} onClick={() => activate.mutate(null)}>
              Use the built-in text
            </Button>
          )}
        </li>
      </ul>
    </section>
  );
}

interface VersionRowProps extends PromptVersionsProps {
  readonly version: PromptVersion;
  readonly isBusy: boolean;
  readonly onActivate: () => void;
}

type Opened = "difference" | "test";

function VersionRow({ prompt, version, isBusy, onActivate, onEdit }: VersionRowProps) {
  const id = useId();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { number, note, createdBy, createdAt, isActive, tokens, text } = version;
  const toggle = (what: Opened) => () => setOpened(opened === what ? null : what);
  return (
    <li className="grid gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p id={id} className="text-sm font-medium">
            Version {number}
            {isActive ? <InUse /> : null}
          </p>
          <p className="text-[13px] text-soft">
            {note === "" ? "" : `${note} · `}
            {createdBy ?? "somebody"}, <When at={createdAt} />, {tokens} tokens
          </p>
        </div>
        <div className="flex flex-wrap gap-1.5">
          <Button look="quiet" size="small" aria-describedby={id} onClick={() => onEdit(text)}>
            Edit
          </Button>
          <Button
            look="quiet"
            size="small"
            aria-describedby={id}
            aria-expanded={opened === "difference"}
            onClick={toggle("difference")}
          >
            Compare
          </Button>
          <Button size="small" aria-describedby={id} aria-expanded={opened === "test"} onClick={toggle("test")}>
            Test
          </Button>
          {isActive ? null : (
            <Button look="solid" size="small" aria-describedby={id} disabled={isBusy} onClick={onActivate}>
              Use
            </Button>
          )}
        </div>
      </div>
      {opened === "difference" ? (
        <TextDifference
          label={isActive ? "Compared with the built-in text" : "Compared with what is in use"}
          before={isActive ? prompt.builtIn : prompt.text}
          after={text}
        />
      ) : null}
      {opened === "test" ? <PromptTest promptId={prompt.id} number={number} /> : null}
    </li>
  );
}

const InUse = () => (
  <span className="ml-2 rounded-full bg-accent-wash px-2 py-0.5 text-xs font-normal text-accent">in use</span>
);
