// A plugin that uses every hook there is, small enough to start one's own from.
import { definePlugin } from "@parlance/plugin";

const counts = { requests: 0, statements: 0, refused: 0 };
let from = 22;
let until = 6;
let say = () => {};

/** From 22 to 6 o'clock passes midnight. */
const isQuiet = (hour) => (from <= until ? hour >= from && hour < until : hour >= from || hour < until);

export default definePlugin({
  id: "quiet-hours",
  label: "Quiet hours",
  description: "Keeps large tables from being read at night, and counts what happens by day.",

  setup({ settings, log }) {
    from = Number(settings.FROM ?? from);
    until = Number(settings.UNTIL ?? until);
    say = log;
    log(`quiet from ${from} to ${until} o'clock UTC`);
  },

  beforeRequest({ method, role }) {
    counts.requests++;
    if (method === "DELETE" && role === "viewer") return { refuse: "Viewers delete nothing here." };
  },

  afterRequest({ route }, { status }) {
    if (status >= 500) say(`${route} answered ${status}`);
  },

  beforeQuery({ sql }) {
    counts.statements++;
    if (!isQuiet(new Date().getUTCHours())) return undefined;
    if (/\bcross join\b/i.test(sql)) {
      counts.refused++;
      return { refuse: `Cross joins wait until ${until} o'clock.` };
    }
    return { note: "asked in the quiet hours, so the figures may still change until morning" };
  },

  afterQuery(_query, { elapsedMs }) {
    if (elapsedMs > 10_000) say(`a statement took ${elapsedMs} ms`);
  },

  routes: [
    { method: "GET", path: "/counts", permission: "source.read", handle: () => ({ body: counts }) },
    {
      method: "GET",
      path: "/quiet/:hour",
      permission: "source.read",
      handle: ({ params }) => ({ body: { isQuiet: isQuiet(Number(params.hour)) } }),
    },
  ],

  // A source made of thin air; a real one would fetch.
  connectors: [
    {
      id: "calendar",
      label: "Calendar",
      fields: [{ name: "year", label: "Year", help: "The year whose days are wanted." }],
      probe({ year }) {
        if (!/^\d{4}$/.test(year)) throw new Error("Write a year with four digits.");
      },
      pull({ year }) {
        const first = Date.UTC(Number(year), 0, 1);
        const last = Date.UTC(Number(year) + 1, 0, 1);
        const rows = [];
        for (let day = first; day < last; day += 86_400_000) {
          const date = new Date(day);
          rows.push({ day: date.toISOString().slice(0, 10), weekday: date.getUTCDay(), month: date.getUTCMonth() + 1 });
        }
        return [{ name: "days", rows }];
      },
    },
  ],

  // A "model" that knows one answer; a real one would ask its server.
  models: [
    {
      id: "parrot",
      label: "Parrot",
      fields: [{ name: "apiKey", label: "Key", help: "Any text will do.", isSecret: true, isRequired: false }],
      generate: ({ messages }) => ({
        text: messages.at(-1)?.content ?? "",
        inputTokens: 1,
        outputTokens: 1,
      }),
    },
  ],

  chartRules: [
    {
      name: "shares of up to three parts as a pie",
      draw({ columns }, rowCount) {
        const [label, figure, ...more] = columns;
        if (label?.type.kind !== "text" || figure === undefined || more.length > 0 || rowCount > 3) return null;
        return { kind: "pie", x: label.name, y: [figure.name], alternatives: ["bar", "table"] };
      },
    },
  ],

  shutdown() {
    say(`${counts.statements} statements seen`);
  },
});
