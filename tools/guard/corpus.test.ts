import { beforeAll, describe, expect, it } from "vitest";
import { type CorpusResult, HAS_CORPUS, judgeCorpus } from "./corpus-table.ts";

describe.skipIf(!HAS_CORPUS)(
  "the shared corpus through the command (skipped where ../shared/attacks is absent)",
  () => {
    let results: readonly CorpusResult[];
    beforeAll(async () => {
      results = await judgeCorpus();
    }, 120_000);

    it("covers every dialect", () => {
      expect(results.filter(({ attacks, reads }) => attacks === 0 || reads === 0)).toEqual([]);
    });

    it("lets no attack through that is not only a matter of time and memory", () => {
      expect(results.map(({ dialect, through }) => [dialect, through])).toEqual(
        results.map(({ dialect }) => [dialect, []]),
      );
    });

    it("refuses no legitimate read", () => {
      const refused = results.map(({ dialect, readsRefused }) => [dialect, readsRefused]);
      expect(refused).toEqual(results.map(({ dialect }) => [dialect, []]));
    });
  },
);
