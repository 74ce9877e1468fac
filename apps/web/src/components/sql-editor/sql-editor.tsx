import type { Catalog } from "@parlance/core";
import { lazy, Suspense, useMemo } from "react";
import type { CodeMirrorProps } from "./code-mirror.tsx";

const CodeMirror = lazy(async () => ({ default: (await import("./code-mirror.tsx")).CodeMirror }));

export interface SqlEditorProps extends Omit<CodeMirrorProps, "schema"> {
  readonly catalog: Catalog | undefined;
}

/** SQL with the source's tables and columns at hand. Ctrl or Cmd with Enter runs. */
export function SqlEditor({ catalog, ...rest }: SqlEditorProps) {
  const schema = useMemo(
    () =>
      Object.fromEntries((catalog?.tables ?? []).map((table) => [table.name, table.columns.map(({ name }) => name)])),
    [catalog],
  );
  return (
    <div className="overflow-hidden rounded-field border border-edge bg-surface focus-within:border-accent focus-within:ring-2 focus-within:ring-accent/25">
      <Suspense
        fallback={
          <pre className="p-3 font-mono text-[13px] leading-relaxed whitespace-pre-wrap text-soft">{rest.value}</pre>
        }
      >
        <CodeMirror {...rest} schema={schema} />
      </Suspense>
    </div>
  );
}
