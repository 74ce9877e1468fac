import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { CopyButton } from "../../../components/copy-button.tsx";
import { AccountField } from "../../account/components/account-field.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import { ACCESS_WORDS, ACCESSES } from "../access-words.ts";
import { type ApiKeyCreated, apiKeysQuery, type KeyAccess, makeApiKey } from "../api/api-keys.ts";

const LIFETIMES = [
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "A year" },
  { days: null, label: "No end" },
] as const;

const FIELD = "h-10 rounded-field border border-edge bg-surface px-2.5 text-sm";

export function MakeKey() {
  const client = useQueryClient();
  const [access, setAccess] = useState<KeyAccess>("ask");
  const [days, setDays] = useState<number | null>(90);
  const make = useMutation({
    mutationFn: (name: string) => makeApiKey({ name, access, expiresInDays: days }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  return (
    <>
      <AccountForm
        key={make.data?.apiKey.id ?? ""}
        onSubmit={(value) => make.mutate(value("name"))}
        isBusy={make.isPending}
        error={make.error}
        action="Make a key"
        busyAction="Making it…"
      >
        {(problem) => (
          <>
            <AccountField
              label="Name"
              name="name"
              maxLength={100}
              autoComplete="off"
              placeholder="What it is for"
              problem={problem("name")}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Choice
                label="May"
                value={access}
                options={ACCESSES.map((one) => ({ value: one, label: ACCESS_WORDS[one].name }))}
                onChange={(value) => setAccess(ACCESSES.find((one) => one === value) ?? "read")}
              />
              <Choice
                label="Lasts"
                value={String(days)}
                options={LIFETIMES.map((one) => ({ value: String(one.days), label: one.label }))}
                onChange={(value) => setDays(LIFETIMES.find((one) => String(one.days) === value)?.days ?? null)}
              />
            </div>
            <p className="text-[13px] text-soft">{ACCESS_WORDS[access].may}.</p>
          </>
        )}
      </AccountForm>
      {make.data === undefined ? null : <MadeKey made={make.data} />}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={FIELD}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

const MadeKey = ({ made: { apiKey, key } }: { made: ApiKeyCreated }) => (
  <div role="status" className="card grid grid-cols-1 gap-2 border-accent p-4">
    <p>
      <strong className="font-medium">{apiKey.name}</strong> is made. Copy it now: it is not shown again.
    </p>
    <div className="flex items-center gap-2">
      <code className="min-w-0 flex-1 truncate rounded-field bg-sunken px-3 py-2 font-mono text-[12.5px]">{key}</code>
      <CopyButton text={key} label="Copy the key" />
    </div>
  </div>
);
