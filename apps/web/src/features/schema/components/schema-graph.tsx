import "@xyflow/react/dist/style.css";
import { Button } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Background, Controls, type Edge, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { Focus, Maximize, X } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { useTheme } from "../../../state/theme.ts";
import { edgesOf, inOrderOfKinship, MAP_FROM, NODE_WIDTH, neighbourhood, type TableFacts } from "../graph-of.ts";
import { layoutTables, type PlacedTable } from "../layout-tables.ts";
import { SchemaMap } from "./schema-map.tsx";
import { TableNode, type TableNodeType } from "./table-node.tsx";
import { TableSearch } from "./table-search.tsx";

export interface SchemaGraphProps {
  readonly sourceId: string;
  readonly version: string;
  readonly tables: readonly TableFacts[];
  readonly focus: string | undefined;
  readonly onFocus: (table: string | undefined) => void;
}

/**
 * Above this many tables a box shows its name only, since columns would be too small to read anyway, and all is drawn
 * on a canvas: elements of their own for each box would not follow the hand.
 */
const COMPACT_FROM = 80;
/** An overview of more boxes than this is a grey square. */
const OVERVIEW_UP_TO = 2_000;
const NODE_TYPES = { table: TableNode };

/** How tables hang together: drawn along their keys, searchable, with one table's surroundings on demand. */
export function SchemaGraph(props: SchemaGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ sourceId, version, tables, focus: chosen, onFocus }: SchemaGraphProps) {
  const isHuge = tables.length > OVERVIEW_UP_TO;
  // Thousands of boxes are a picture nobody can read: such a source opens on the surroundings of one table.
  const [isNearOnly, setIsNearOnly] = useState(isHuge || (tables.length > MAP_FROM && chosen !== undefined));
  const best = useMemo(() => (isHuge ? inOrderOfKinship(tables)[0]?.name : undefined), [tables, isHuge]);
  const focus = chosen ?? (isNearOnly ? best : undefined);
  const near = useMemo(() => (focus === undefined ? null : neighbourhood(tables, focus)), [tables, focus]);
  const drawn = useMemo(
    () => (isNearOnly && near !== null ? tables.filter(({ name }) => near.has(name)) : tables),
    [tables, near, isNearOnly],
  );
  const isCompact = drawn.length > COMPACT_FROM;
  const layout = useQuery({
    queryKey: ["schema-layout", sourceId, version, isNearOnly ? focus : null],
    queryFn: () => layoutTables(drawn, isCompact),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (layout.isError) return <ErrorPanel error={layout.error} />;
  if (layout.data === undefined) {
    return (
      <p role="status" className="grid h-full place-items-center text-soft">
        Arranging {drawn.length.toLocaleString("en")} tables…
      </p>
    );
  }
  const tools = <Tools {...{ tables, focus, onFocus, isNearOnly, setIsNearOnly }} />;
  const shown = { placed: layout.data, focus, near };
  return isCompact ? (
    <SchemaMap key={isNearOnly ? focus : "all"} {...shown} tables={tables} onFocus={onFocus}>
      {tools}
    </SchemaMap>
  ) : (
    <Canvas key={isNearOnly ? focus : "all"} {...shown} onFocus={onFocus} isNearOnly={isNearOnly}>
      {tools}
    </Canvas>
  );
}

interface ToolsProps extends Pick<SchemaGraphProps, "tables" | "focus" | "onFocus"> {
  readonly isNearOnly: boolean;
  readonly setIsNearOnly: (isNearOnly: boolean) => void;
}

/** Search, and what can be done with the chosen table. */
function Tools({ tables, focus, onFocus, isNearOnly, setIsNearOnly }: ToolsProps) {
  return (
    <>
      <TableSearch
        tables={tables}
        onPick={(name) => {
          // Who looks for one table among hundreds wants to see what it hangs together with.
          if (tables.length > MAP_FROM) setIsNearOnly(true);
          onFocus(name);
        }}
      />
      {focus === undefined ? null : (
        <>
          <Button
            className="bg-raised shadow-lift"
            onClick={() => setIsNearOnly(!isNearOnly)}
            aria-pressed={isNearOnly}
          >
            {isNearOnly ? <Maximize size={14} aria-hidden /> : <Focus size={14} aria-hidden />}
            {isNearOnly ? "All tables" : "Only its neighbours"}
          </Button>
          <Button
            className="bg-raised shadow-lift"
            aria-label={`Let go of ${focus}`}
            onClick={() => {
              setIsNearOnly(false);
              onFocus(undefined);
            }}
          >
            <X size={14} aria-hidden /> <span className="max-w-40 truncate">{focus}</span>
          </Button>
        </>
      )}
    </>
  );
}

interface CanvasProps {
  readonly placed: readonly PlacedTable[];
  readonly focus: string | undefined;
  readonly near: ReadonlySet<string> | null;
  readonly onFocus: (table: string | undefined) => void;
  readonly isNearOnly: boolean;
  readonly children: ReactNode;
}

function Canvas({ placed, near, focus, onFocus, isNearOnly, children }: CanvasProps) {
  const theme = useTheme();
  const flow = useReactFlow();
  const nodes = useMemo(
    () => placed.map((one) => toNode(one, closenessOf(one.table.name, focus, near))),
    [placed, focus, near],
  );
  const edges = useMemo(() => toEdges(placed, focus), [placed, focus]);
  useEffect(() => {
    if (focus === undefined) return;
    const ids = [...(near ?? [])].map((id) => ({ id }));
    void flow.fitView({ nodes: ids, padding: 0.3, maxZoom: 1, duration: motionMs(), minZoom: 0.3 });
  }, [focus, near, flow]);
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      colorMode={theme}
      fitView
      fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
      minZoom={0.03}
      maxZoom={2}
      nodesConnectable={false}
      nodesDraggable={false}
      edgesFocusable={false}
      disableKeyboardA11y={false}
      deleteKeyCode={null}
      onNodeClick={(_event, node) => onFocus(node.id)}
      onPaneClick={() => !isNearOnly && onFocus(undefined)}
      onSelectionChange={({ nodes: chosen }) => {
        // Enter on a box that has the keyboard's focus.
        const [first] = chosen;
        if (first !== undefined && first.id !== focus) onFocus(first.id);
      }}
      aria-label="Schema graph"
      className="[--xy-background-color:transparent]"
    >
      <Background color="var(--edge)" gap={22} size={1} />
      <Panel position="top-left" className="flex max-w-[calc(100%-2rem)] flex-wrap gap-2">
        {children}
      </Panel>
      <Controls
        showInteractive={false}
        className="[&_button]:!border-line [&_button]:!bg-raised [&_button]:!text-ink"
      />
    </ReactFlow>
  );
}

const motionMs = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 350);

function closenessOf(name: string, focus: string | undefined, near: ReadonlySet<string> | null) {
  if (focus === undefined || near === null) return null;
  if (name === focus) return "focus";
  return near.has(name) ? "near" : "far";
}

const toNode = ({ table, x, y, height }: PlacedTable, closeness: "focus" | "near" | "far" | null): TableNodeType => ({
  id: table.name,
  type: "table",
  position: { x, y },
  width: NODE_WIDTH,
  height,
  ariaLabel: `Table ${table.name}, ${table.columns.length} columns`,
  data: { table, closeness },
});

function toEdges(placed: readonly PlacedTable[], focus: string | undefined): Edge[] {
  const edges = edgesOf(placed.map(({ table }) => table));
  return edges.map(({ id, from, to, label, isFound }) => {
    const isNear = focus === from || focus === to;
    return {
      id,
      source: from,
      target: to,
      ...(isNear ? { label } : {}),
      zIndex: isNear ? 1 : 0,
      style: {
        stroke: isNear ? "var(--accent)" : "var(--edge)",
        strokeWidth: isNear ? 1.8 : 1.2,
        opacity: focus === undefined || isNear ? 1 : 0.25,
        ...(isFound ? { strokeDasharray: "5 4" } : {}),
      },
      labelStyle: { fill: "var(--soft)", fontSize: 10 },
      labelBgStyle: { fill: "var(--canvas)" },
    };
  });
}
