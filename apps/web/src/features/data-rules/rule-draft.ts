import type { AppliesTo, ColumnMask, DataRule, Member, RuleBody, RuleWrite } from "./api/data-rules.ts";

export type Role = Member["role"];
export type Action = "rows" | "hide" | "mask" | "hash" | "open";
export type Keep = ColumnMask["keep"];

/** A rule as a form holds it. */
export interface RuleDraft {
  readonly table: string;
  readonly action: Action;
  readonly filter: string;
  readonly column: string;
  readonly keep: Keep;
  readonly characters: number;
  readonly isEveryone: boolean;
  readonly except: readonly string[];
  readonly roles: readonly Role[];
  readonly members: readonly string[];
  readonly note: string;
}

export const EMPTY_DRAFT: RuleDraft = {
  table: "",
  action: "rows",
  filter: "",
  column: "",
  keep: "last",
  characters: 4,
  isEveryone: false,
  except: [],
  roles: ["analyst", "viewer"],
  members: [],
  note: "",
};

export function draftOf({ table, rule, appliesTo, note }: DataRule): RuleDraft {
  const whom =
    appliesTo.kind === "everyone"
      ? { isEveryone: true, except: appliesTo.except, roles: [], members: [] }
      : { isEveryone: false, except: [], roles: appliesTo.roles, members: appliesTo.members };
  return { ...EMPTY_DRAFT, ...whom, table, note, ...what(rule) };
}

function what(rule: RuleBody): Partial<RuleDraft> {
  if (rule.kind === "row") return { action: "rows", filter: rule.filter };
  if (rule.kind === "open") return { action: "open" };
  if (rule.action !== "mask") return { action: rule.action, column: rule.column };
  const characters = "characters" in rule.mask ? { characters: rule.mask.characters } : {};
  return { action: "mask", column: rule.column, keep: rule.mask.keep, ...characters };
}

/** Null while something is missing. */
export function ruleOf({ action, filter, column, keep, characters }: RuleDraft): RuleBody | null {
  if (action === "rows") return filter.trim() === "" ? null : { kind: "row", filter };
  if (action === "open") return { kind: "open" };
  if (column === "") return null;
  if (action !== "mask") return { kind: "column", column, action };
  const mask: ColumnMask = keep === "last" || keep === "first" ? { keep, characters } : { keep };
  return { kind: "column", column, action, mask };
}

export function writeOf(draft: RuleDraft): RuleWrite | null {
  const rule = ruleOf(draft);
  const { table, isEveryone, except, roles, members, note } = draft;
  if (rule === null || table === "" || (!isEveryone && roles.length + members.length === 0)) return null;
  const appliesTo: AppliesTo = isEveryone
    ? { kind: "everyone", except: [...except] }
    : { kind: "some", roles: [...roles], members: [...members] };
  return { table, rule, appliesTo, note };
}

const MASK_WORDS: Readonly<Record<Keep, (characters: number) => string>> = {
  last: (characters) => `only the last ${characters} characters`,
  first: (characters) => `only the first ${characters} characters`,
  year: () => "only the year",
  null: () => "nothing of it",
};

/** What a rule does, in a few words. */
export function ruleWords(rule: RuleBody): string {
  if (rule.kind === "row") return `Only rows where ${rule.filter}`;
  if (rule.kind === "open") return "Opened: shown as it is";
  if (rule.action === "mask") {
    const { mask } = rule;
    return `${rule.column} shows ${MASK_WORDS[mask.keep]("characters" in mask ? mask.characters : 0)}`;
  }
  return `${rule.column} is ${rule.action === "hide" ? "hidden" : "hashed"}`;
}

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  owner: "owners",
  admin: "admins",
  analyst: "analysts",
  viewer: "viewers",
};

/** Whom a rule is about; members who have left are counted and not named. */
export function whomWords(to: AppliesTo, members: readonly Pick<Member, "userId" | "name">[]): string {
  const named = (ids: readonly string[]): string[] =>
    ids.map((id) => members.find(({ userId }) => userId === id)?.name ?? "a former member");
  if (to.kind === "everyone") return to.except.length === 0 ? "everyone" : `everyone but ${listed(named(to.except))}`;
  return listed([...to.roles.map((role) => ROLE_WORDS[role]), ...named(to.members)]);
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "nobody") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
