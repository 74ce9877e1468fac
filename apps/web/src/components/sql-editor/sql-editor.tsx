import { lazy, Suspense, useMemo } from "react";
import type { CodeMirrorProps } from "./code-mirror.tsx";

const CodeMirror = lazy(async () => ({ default: (await import("./code-mirror.tsx")).CodeMirror }));

export interface SqlEditorProps extends Omit<CodeMirrorProps, "schema"> {
  /** Offered while typing. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[] | undefined;
}

const NONE: readonly never[] = [];

/** SQL with the source's tables and columns at hand. Ctrl or Cmd with Enter runs. */
export function SqlEditor({ tables = NONE, ...rest }: SqlEditorProps) {
  const schema = useMemo(() => Object.fromEntries(tables.map(({ name, columns }) => [name, columns])), [tables]);
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
