import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { sourceGroupsQuery } from "../../sources/api/sources.ts";

export interface SourceChoiceProps {
  readonly value: string;
  readonly onChange: (sourceId: string) => void;
}

/** One of the sources that the person can see. */
export function SourceChoice({ value, onChange }: SourceChoiceProps) {
  const id = useId();
  const groups = useQuery(sourceGroupsQuery).data ?? [];
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        Source
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-10 w-full rounded-field border border-edge bg-surface px-3 text-sm"
      >
        <option value="">Choose</option>
        {groups.map(({ workspace, sources }) => (
          <optgroup key={workspace.id} label={workspace.name}>
            {sources.map((source) => (
              <option key={source.id} value={source.id}>
                {source.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
