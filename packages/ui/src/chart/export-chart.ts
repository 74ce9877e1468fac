import type { ChartSpec } from "@parlance/core";
import { chartHeight } from "./chart.tsx";
import type { ChartData } from "./chart-data.ts";
import { chartOption } from "./chart-option.ts";
import { readChartTheme } from "./chart-theme.ts";

const WIDTH = 1000;

/** A picture of the chart for documents; null for kinds that are not drawn. */
export async function exportChart(spec: ChartSpec, data: ChartData, format: "png" | "svg"): Promise<Blob | null> {
  const theme = readChartTheme(document.body);
  const option = chartOption(spec, data, theme, WIDTH);
  if (option === null) return null;
  const { pictureOf } = await import("./draw-chart.ts");
  return pictureOf(option, { format, width: WIDTH, height: chartHeight(spec, data) + 40, background: theme.surface });
}
