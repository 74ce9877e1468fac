export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly note?: string;
  readonly run: () => void;
}

/** Keeps commands whose label holds every typed word; words at the start of the label come first. */
export function matchCommands(commands: readonly Command[], text: string): Command[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const score = ({ label, group }: Command): number => {
    const name = label.toLowerCase();
    const whole = `${name} ${group.toLowerCase()}`;
    if (!words.every((word) => whole.includes(word))) return -1;
    return words.reduce((sum, word) => sum + (name.startsWith(word) ? 3 : name.includes(` ${word}`) ? 2 : 1), 0);
  };
  return commands
    .map((command, index) => ({ command, index, score: score(command) }))
    .filter((one) => one.score >= 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ command }) => command);
}
