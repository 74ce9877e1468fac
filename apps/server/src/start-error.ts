/** The server cannot start as things are. The message is one sentence for the person who starts it, shown as it is. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}
