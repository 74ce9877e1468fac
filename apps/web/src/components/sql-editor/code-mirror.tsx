import { Compartment, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { SchemaNames } from "./complete-names.ts";
import { editorExtensions, markFault, sqlLanguage } from "./editor-setup.ts";

export interface CodeMirrorProps {
  readonly value: string;
  readonly label: string;
  readonly schema: SchemaNames;
  readonly faultAt: number | null;
  readonly hasFocus: boolean;
  readonly minHeight: number;
  readonly onChange: (sql: string) => void;
  readonly onRun: () => void;
}

/** The editor itself, in a chunk of its own. */
export function CodeMirror(props: CodeMirrorProps) {
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const language = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;
  const { value, schema, faultAt, minHeight } = props;

  useEffect(() => {
    if (holder.current === null) return;
    const { label, hasFocus, value: doc, schema: names } = latest.current;
    const events = { onChange: (sql: string) => latest.current.onChange(sql), onRun: () => latest.current.onRun() };
    const editor = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc,
        extensions: [language.current.of(sqlLanguage(names)), editorExtensions(events, label)],
      }),
    });
    view.current = editor;
    if (hasFocus) editor.focus();
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(sqlLanguage(schema)) });
  }, [schema]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: markFault.of(faultAt) });
  }, [faultAt]);

  return <div ref={holder} style={{ minHeight }} className="[&_.cm-editor]:min-h-[inherit]" />;
}
