import type { SpiderQuestion } from "../spider/dataset.ts";
import { seededRandom } from "./random.ts";

const SHARE = 0.3;
const KEPT = new Set("the of and or for in on to by all name id number count".split(" "));

/**
 * Copies of some questions with one word of a column's name left out, as people do: "how many singers are older than
 * 30" for "have an age over 30". Only words that occur in columns the right answer uses are dropped.
 */
export function dropColumnWords(questions: readonly SpiderQuestion[]): SpiderQuestion[] {
  const random = seededRandom(11);
  return questions.flatMap((question) => {
    if (random() > SHARE) return [];
    const goldWords = new Set(
      (question.gold ?? "")
        .toLowerCase()
        .replace(/'[^']*'|"[^"]*"/g, " ")
        .match(/[a-z]+/g) ?? [],
    );
    const words = question.text.split(" ");
    const droppable = words.flatMap((word, index) => {
      const plain = word.toLowerCase().replace(/[^a-z]/g, "");
      return index > 2 && plain.length > 2 && goldWords.has(plain) && !KEPT.has(plain) ? [index] : [];
    });
    const dropped = droppable[Math.floor(random() * droppable.length)];
    if (dropped === undefined) return [];
    return [{ ...question, text: words.filter((_, index) => index !== dropped).join(" ") }];
  });
}
