import { useState } from "react";
import type { Setting, SettingValue } from "../api/configuration.ts";
import { typedValue, valueText } from "../setting-words.ts";

export interface SettingFieldProps {
  readonly setting: Setting;
  readonly labelledBy: string;
  readonly describedBy: string;
  /** What was typed before the row was filtered away. */
  readonly change: SettingValue | undefined;
  readonly problem: string | undefined;
  /** Undefined while there is nothing to save. */
  readonly onChange: (value: SettingValue | undefined) => void;
}

const FIELD = "h-10 w-full max-w-lg rounded-field border border-edge bg-surface px-3 text-sm aria-invalid:border-bad";

export function SettingField({ setting, labelledBy, describedBy, change, problem, onChange }: SettingFieldProps) {
  const { kind, choices, isSecret, value, unit } = setting;
  const [text, setText] = useState(fieldText(change ?? (isSecret ? null : value)));
  const shared = {
    "aria-labelledby": labelledBy,
    "aria-describedby": describedBy,
    "aria-invalid": problem !== undefined,
    className: FIELD,
  };
  const choose = (next: string) => {
    setText(next);
    if (kind === "boolean") onChange(next === "" ? undefined : next === "true");
    else onChange(next.trim() === "" && kind !== "list" ? undefined : typedValue(setting, next));
  };
  const options = kind === "boolean" ? ["true", "false"] : choices;
  if (options.length > 0) {
    return (
      <select {...shared} value={text} onChange={(event) => choose(event.target.value)}>
        {text === "" ? <option value="">Choose</option> : null}
        {options.map((option) => (
          <option key={option} value={option}>
            {kind === "boolean" ? valueText(option === "true") : option}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...shared}
      type={isSecret ? "password" : "text"}
      autoComplete={isSecret ? "new-password" : "off"}
      inputMode={kind === "number" && unit === null ? "numeric" : "text"}
      placeholder={PLACEHOLDERS[unit ?? kind] ?? ""}
      value={text}
      onChange={(event) => choose(event.target.value)}
    />
  );
}

const fieldText = (value: Setting["value"]): string => (Array.isArray(value) ? value.join(", ") : String(value ?? ""));

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  ms: "30 s, 10 min, 24 h, 30 d",
  bytes: "512 MB, 2 GB",
  list: "One after another, with commas",
};
