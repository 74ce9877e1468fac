import { Button, formatRows } from "@parlance/ui";
import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, Database, PlugZap, Plus } from "lucide-react";
import { Menu, MenuItem, MenuLabel } from "../../../components/menu.tsx";
import type { Source } from "../../../http/api-types.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import type { SourceGroup } from "../api/sources.ts";
import { pickFiles } from "./pick-files.ts";

export interface SourcePickerProps {
  readonly groups: readonly SourceGroup[];
  readonly current: Source | undefined;
  readonly onPick: (source: Source) => void;
}

/** Which data a question is about. */
export function SourcePicker({ groups, current, onPick }: SourcePickerProps) {
  const navigate = useNavigate();
  const mayAdd = useMay("source.create");
  const mayConnect = useMay("connection.create");
  const trigger = (
    <Button
      look="quiet"
      size="small"
      className="min-w-0 shrink"
      aria-label={`Data: ${current?.name ?? "none"}. Change`}
    >
      <Database size={14} aria-hidden className="shrink-0" />
      <span className="truncate">{current?.name ?? "Choose data"}</span>
      <ChevronDown size={13} aria-hidden className="shrink-0" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="start">
      {groups
        .filter(({ sources }) => sources.length > 0)
        .map(({ workspace, sources }) => (
          <div key={workspace.id}>
            <MenuLabel>{workspace.kind === "demo" ? `${workspace.name} (demo)` : workspace.name}</MenuLabel>
            {sources.map((source) => (
              <MenuItem key={source.id} isCurrent={source.id === current?.id} onSelect={() => onPick(source)}>
                <span className="flex-1">{source.name}</span>
                <span className="text-xs text-faint tabular-nums">{formatRows(source.rowCount)}</span>
              </MenuItem>
            ))}
          </div>
        ))}
      {mayAdd ? (
        <>
          <MenuLabel>More data</MenuLabel>
          <MenuItem onSelect={() => pickFiles()}>
            <Plus size={15} aria-hidden /> Add files…
          </MenuItem>
        </>
      ) : null}
      {mayConnect ? (
        <MenuItem onSelect={() => void navigate({ to: "/sources/new" })}>
          <PlugZap size={15} aria-hidden /> Connect a source…
        </MenuItem>
      ) : null}
    </Menu>
  );
}
