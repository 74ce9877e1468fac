import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { PostgreSQL, schemaCompletionSource } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { styleNonce } from "../style-nonce.ts";
import { completeNames, type SchemaNames } from "./complete-names.ts";

const COMPLETIONS_SHOWN = 10;

const look = EditorView.theme({
  "&": { fontSize: "13px", backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono, monospace)", lineHeight: "1.65" },
  ".cm-content": { padding: "12px 0", caretColor: "var(--accent)" },
  ".cm-gutters": { backgroundColor: "transparent", border: "none", color: "var(--faint)", paddingLeft: "6px" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--accent-wash)",
  },
  ".cm-matchingBracket": { background: "var(--accent-wash) !important" },
  ".cm-fault": {
    textDecoration: "underline wavy var(--bad)",
    textUnderlineOffset: "4px",
    backgroundColor: "var(--bad-wash)",
  },
  ".cm-tooltip": {
    background: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "10px",
    overflow: "hidden",
    boxShadow: "var(--float)",
  },
  // One page at a time, turned with the arrow keys: a list that scrolls would have to be reached by Tab.
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    maxHeight: "none",
    overflow: "hidden",
    fontFamily: "var(--font-mono, monospace)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 10px", color: "var(--soft)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    background: "var(--accent-wash)",
    color: "var(--ink)",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600", color: "var(--ink)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--faint)", marginLeft: "1.25em" },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--role-measure)", fontWeight: "500" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--role-value)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--role-order)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.typeName, tags.standard(tags.name)], color: "var(--role-thing)" },
]);

/** Underlines where a statement was refused or could not be read; null clears the mark. */
export const markFault = StateEffect.define<number | null>();

const faultField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const effect = transaction.effects.find((one) => one.is(markFault));
    if (effect === undefined) return transaction.docChanged ? Decoration.none : marks;
    if (effect.value === null) return Decoration.none;
    const { doc } = transaction.state;
    const from = Math.min(effect.value, Math.max(0, doc.length - 1));
    const word = /^[\w".]+/.exec(doc.sliceString(from, from + 200))?.[0].length ?? 1;
    const to = Math.min(doc.length, from + word);
    return to > from ? Decoration.set([Decoration.mark({ class: "cm-fault" }).range(from, to)]) : Decoration.none;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export interface EditorEvents {
  readonly onChange: (sql: string) => void;
  readonly onRun: () => void;
}

/** DuckDB's language is closest to PostgreSQL's; names of the source complete as they are typed. */
export function sqlLanguage(schema: SchemaNames): Extension {
  const tables = Object.fromEntries(Object.entries(schema).map(([table, columns]) => [table, [...columns]]));
  const { language } = PostgreSQL;
  return new LanguageSupport(language, [
    language.data.of({ autocomplete: schemaCompletionSource({ dialect: PostgreSQL, schema: tables }) }),
    language.data.of({ autocomplete: completeNames(schema) }),
  ]);
}

export const editorExtensions = ({ onChange, onRun }: EditorEvents, label: string): Extension => [
  keymap.of([
    {
      key: "Mod-Enter",
      run: () => {
        onRun();
        return true;
      },
    },
  ]),
  lineNumbers(),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false, maxRenderedOptions: COMPLETIONS_SHOWN }),
  // Tab is left alone so that the keyboard can leave the editor.
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...searchKeymap]),
  syntaxHighlighting(colours),
  look,
  faultField,
  EditorView.lineWrapping,
  EditorView.cspNonce.of(styleNonce()),
  EditorView.contentAttributes.of({ "aria-label": label }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  }),
];
