// What a plugin's JavaScript imports at run time; the types are in src.
export const definePlugin = (plugin) => plugin;

export class SourceProblem extends Error {
  name = "SourceProblem";
}
