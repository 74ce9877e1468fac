/** Neighbours on keyboards, and the alphabet: runs along these lines are typed, not thought of. */
const LINES = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
];
const RUN_LENGTH = 3;

const RUNS = LINES.flatMap((line) => [line, [...line].reverse().join("")]).flatMap((line) =>
  Array.from({ length: line.length - RUN_LENGTH + 1 }, (_, i) => line.slice(i, i + RUN_LENGTH)),
);

/** What is left without every character that belongs to a run, overlapping ones too: "12345" leaves nothing. */
export function keyboardRest(text: string): string {
  const inRun = new Set<number>();
  for (const run of RUNS) {
    for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1))
      for (let i = 0; i < run.length; i++) inRun.add(at + i);
  }
  return Array.from({ length: text.length }, (_, i) => (inRun.has(i) ? "" : text.charAt(i))).join("");
}
