/** Colours and type that the chart takes from the page, so that one set of tokens serves light, dark and print. */
export interface ChartTheme {
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly line: string;
  readonly surface: string;
  readonly wash: string;
  readonly palette: readonly string[];
  readonly font: string;
}

const PALETTE_SIZE = 8;

export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token("--ink"),
    soft: token("--soft"),
    faint: token("--faint"),
    line: token("--line"),
    surface: token("--raised"),
    wash: token("--accent-wash"),
    palette: Array.from({ length: PALETTE_SIZE }, (_, index) => token(`--chart-${index + 1}`)),
    font: style.fontFamily,
  };
}
