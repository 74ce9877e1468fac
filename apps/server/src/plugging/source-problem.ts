/** What a plugin's connector says of its source, in words for whoever waits. No fault of the plugin. */
export class SourceProblem extends Error {
  override readonly name = "SourceProblem";
}
