/** Small words between a noun and how often it occurs: "the method that is used most often". */
export const FREQUENCY_LINKS: ReadonlySet<string> = new Set(
  "that which is are was were has have been being the a of by used uses use appears appear appeared occurs occur occurred named listed chosen in with ,".split(
    " ",
  ),
);

/** "used the most", "appears the least": how often, when nothing is measured behind it. */
export const BARE_FREQUENCY: ReadonlyMap<string, "desc" | "asc"> = new Map([
  ["the most", "desc"],
  ["most", "desc"],
  ["the most times", "desc"],
  ["most times", "desc"],
  ["the most often", "desc"],
  ["the most frequently", "desc"],
  ["the most common", "desc"],
  ["the most frequent", "desc"],
  ["the most popular", "desc"],
  ["the least", "asc"],
  ["least", "asc"],
  ["the fewest times", "asc"],
  ["fewest times", "asc"],
  ["the least often", "asc"],
  ["the least common", "asc"],
  ["the least popular", "asc"],
  ["the least frequently", "asc"],
]);
