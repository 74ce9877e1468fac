import { Button } from "@parlance/ui";
import { useId, useState } from "react";
import type { Changes, Setting } from "../api/configuration.ts";
import { ORIGIN_WORDS, shownValue, valueText } from "../setting-words.ts";
import { SettingField } from "./setting-field.tsx";

export interface SettingRowProps {
  readonly setting: Setting;
  /** What is about to be saved; null: a reset, undefined: nothing. */
  readonly change: Changes[string] | undefined;
  readonly problem: string | undefined;
  /** Undefined takes the change back. */
  readonly onChange: (value: Changes[string] | undefined) => void;
}

export function SettingRow({ setting, change, problem, onChange }: SettingRowProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(change !== undefined && change !== null);
  const { key, description, isLive, origin } = setting;
  const close = () => {
    setIsOpen(false);
    onChange(undefined);
  };
  const hasField = isOpen && change !== null;
  return (
    <li className="grid gap-2 px-5 py-4">
      <div className="grid gap-x-6 gap-y-2 md:grid-cols-[minmax(0,1fr)_minmax(0,15rem)_8.5rem]">
        <div className="min-w-0">
          <p id={id} className="font-mono text-sm break-all">
            {key}
          </p>
          <p id={`${id}-about`} className="text-[13px] text-soft">
            {description}
          </p>
        </div>
        <div className="grid min-w-0 content-start justify-items-start gap-1">
          <p className="max-w-full text-sm break-words">{shownValue(setting)}</p>
          <OriginBadge setting={setting} />
        </div>
        <div className="flex items-start gap-1.5 md:justify-end">
          {!isLive || isOpen ? null : (
            <Button size="small" onClick={() => setIsOpen(true)} aria-describedby={id}>
              Change
            </Button>
          )}
          {origin === "override" && !isOpen && change === undefined ? (
            <Button look="quiet" size="small" onClick={() => onChange(null)} aria-describedby={id}>
              Reset
            </Button>
          ) : null}
          {isOpen || change === null ? (
            <Button look="quiet" size="small" onClick={close} aria-describedby={id}>
              Undo
            </Button>
          ) : null}
        </div>
      </div>
      {hasField ? (
        <SettingField
          setting={setting}
          labelledBy={id}
          describedBy={`${id}-about`}
          {...{ change, problem, onChange }}
        />
      ) : null}
      {change === null ? <p className="text-sm">{resetText(setting)}</p> : null}
      {problem === undefined ? null : (
        <p role="alert" className="text-[13px] text-bad">
          {problem}
        </p>
      )}
      <Notes setting={setting} />
    </li>
  );
}

const resetText = ({ isSecret, underneath: { origin, value } }: Setting): string => {
  if (isSecret)
    return origin === "default" ? "Will not be set." : `Will be what the ${ORIGIN_WORDS[origin].toLowerCase()} says.`;
  return `Will be ${valueText(value)} again (${ORIGIN_WORDS[origin].toLowerCase()}).`;
};

const BADGE_LOOKS = { override: "bg-accent-wash text-accent", default: "text-soft" } as const;

function OriginBadge({ setting: { origin, place, changedBy } }: { setting: Setting }) {
  const look = origin === "override" || origin === "default" ? BADGE_LOOKS[origin] : "bg-sunken text-ink";
  const from = origin === "override" ? changedBy : place;
  return (
    <p className="flex max-w-full flex-wrap items-center gap-1.5 text-xs text-soft">
      <span className={`rounded-full py-0.5 ${origin === "default" ? "" : "px-2"} ${look}`}>
        {ORIGIN_WORDS[origin]}
      </span>
      {from === null ? null : <span className="font-mono break-all">{from}</span>}
    </p>
  );
}

function Notes({ setting: { isLive, isRestartNeeded, env } }: { setting: Setting }) {
  if (isRestartNeeded) {
    return <p className="text-[13px] text-warn">Was changed since the start, and counts after the next.</p>;
  }
  if (isLive) return null;
  return (
    <p className="text-[13px] text-soft">
      Set in parlance.yaml or with <span className="font-mono break-all">{env}</span>; counts after a restart.
    </p>
  );
}
