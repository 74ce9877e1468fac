import { problemOf } from "../../../http/problem.ts";

/** The text of a form's fields, by name. */
export const valuesOf = (form: HTMLFormElement): ((name: string) => string) => {
  const data = new FormData(form);
  return (name) => {
    const value = data.get(name);
    return typeof value === "string" ? value : "";
  };
};

/** What the server found wrong, by field; empty where it was something else. */
export function fieldProblems(error: unknown): Readonly<Record<string, string>> {
  const { fields } = problemOf(error).details;
  if (!Array.isArray(fields)) return {};
  return Object.fromEntries(
    fields.flatMap((one: unknown) => {
      if (typeof one !== "object" || one === null || !("field" in one) || !("problem" in one)) return [];
      return [[String(one.field), String(one.problem)]];
    }),
  );
}
