import { displayWidth, fitTo, padEnd, padStart } from "./display-width.ts";
import type { Paint } from "./paint.ts";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as the table shows it. */
  readonly text: string;
}

export interface ChartSize {
  readonly width: number;
  readonly paint: Paint;
}

const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const MAX_LABEL = 28;
const MIN_BAR = 10;
const MAX_BAR = 60;

/** One lying bar per row. Bars of negative values are drawn from the same edge, in red and with a minus in the figure. */
export function renderBars(bars: readonly Bar[], { width, paint }: ChartSize): string {
  const longest = Math.max(...bars.map((bar) => Math.abs(bar.value)));
  const labelWidth = Math.min(MAX_LABEL, Math.max(...bars.map((bar) => displayWidth(bar.label))));
  const textWidth = Math.max(...bars.map((bar) => displayWidth(bar.text)));
  const room = Math.min(MAX_BAR, Math.max(MIN_BAR, width - labelWidth - textWidth - 4));
  return bars
    .map((bar) => {
      const drawn = longest === 0 ? "" : block((Math.abs(bar.value) / longest) * room);
      const label = padEnd(fitTo(bar.label, labelWidth), labelWidth);
      return `${label}  ${paint(bar.value < 0 ? "red" : "cyan", padEnd(drawn, room))}  ${padStart(bar.text, textWidth)}`;
    })
    .join("\n");
}

/** A bar to an eighth of a cell; anything above zero is at least visible. */
function block(cells: number): string {
  const eighths = Math.max(cells > 0 ? 1 : 0, Math.round(cells * 8));
  return "█".repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? "");
}
