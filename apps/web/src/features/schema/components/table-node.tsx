import { formatCompact } from "@parlance/ui";
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { KeyRound, Link2 } from "lucide-react";
import { memo } from "react";
import { shownColumns, type TableFacts } from "../graph-of.ts";

export type TableNodeData = {
  readonly table: TableFacts;
  /** Null while no table is chosen. */
  readonly closeness: "focus" | "near" | "far" | null;
};

export type TableNodeType = Node<TableNodeData, "table">;

const LOOKS = {
  focus: "border-accent ring-2 ring-accent",
  near: "border-accent",
  far: "border-line opacity-25",
} as const;

/** A table as a box: its name, and the columns that join it to others first. */
export const TableNode = memo(function TableNode({ data }: NodeProps<TableNodeType>) {
  const { table, closeness } = data;
  const { names, hidden } = shownColumns(table);
  const keys = new Set(table.primaryKey);
  const links = new Set(table.foreignKeys.flatMap(({ columns }) => columns));
  return (
    <div
      className={`size-full overflow-hidden rounded-[11px] border bg-surface text-ink shadow-lift transition-opacity ${closeness === null ? "border-edge" : LOOKS[closeness]}`}
    >
      <Handle
        type="target"
        position={Position.Left}
        className="!size-1 !min-w-0 !border-0 !bg-edge"
        isConnectable={false}
      />
      <div className="flex h-[41px] items-center justify-between gap-2 border-b border-line bg-sunken px-3">
        <span className="truncate text-[13px] font-medium">{table.name}</span>
        <span className="shrink-0 text-[11px] text-soft tabular-nums">
          {table.kind === "view" ? "view" : table.rowCount === undefined ? "" : formatCompact(table.rowCount)}
        </span>
      </div>
      <ul className="py-1 font-mono text-[11px]">
        {names.map((name) => (
          <li key={name} className="flex h-[22px] items-center gap-1.5 px-3 text-soft">
            {keys.has(name) ? <KeyRound size={10} aria-label="key" className="shrink-0 text-role-value" /> : null}
            {links.has(name) && !keys.has(name) ? (
              <Link2 size={10} aria-label="link" className="shrink-0 text-accent" />
            ) : null}
            <span className="truncate">{name}</span>
          </li>
        ))}
        {hidden > 0 ? <li className="flex h-[22px] items-center px-3 text-faint">and {hidden} more</li> : null}
      </ul>
      <Handle
        type="source"
        position={Position.Right}
        className="!size-1 !min-w-0 !border-0 !bg-edge"
        isConnectable={false}
      />
    </div>
  );
});
