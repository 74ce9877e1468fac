/** What a plugin can do wrong. The request that met it goes on without the plugin. */
export type FaultKind = "threw" | "hung" | "died" | "flooded" | "answered-nonsense";

export class PluginFault extends Error {
  override readonly name = "PluginFault";
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
