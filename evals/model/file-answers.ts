import { type Answerer, wholeAnswerer } from "./answerer.ts";
import { chosenModel } from "./chosen-model.ts";
import { Tally } from "./tally.ts";
import { openWholePath, type WholePath } from "./whole-path.ts";

/** How questions over files are answered: by the engine alone, or by the whole path with a model. */
export interface FileAnswers {
  /** Undefined: the engine alone. */
  answererFor(from: Parameters<typeof openWholePath>[0]): Promise<Answerer | undefined>;
  /** What the model took; nothing where none was asked. */
  printReport(): void;
  close(): Promise<void>;
}

export function fileAnswers(withModel: boolean): FileAnswers {
  if (!withModel)
    return { answererFor: async () => undefined, printReport: () => undefined, close: async () => undefined };
  const chosen = chosenModel();
  const tally = new Tally();
  let open: WholePath | undefined;
  return {
    // One source is open at a time: each has a process of its own.
    async answererFor(from) {
      await open?.close();
      open = await openWholePath(from, chosen);
      return wholeAnswerer(open, tally);
    },
    printReport: () => console.log(tally.report()),
    close: async () => open?.close(),
  };
}
