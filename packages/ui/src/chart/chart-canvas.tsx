import type { ChartSpec } from "@parlance/core";
import { useEffect, useRef } from "react";
import type { ChartData } from "./chart-data.ts";
import { chartOption, describeChart } from "./chart-option.ts";
import { readChartTheme } from "./chart-theme.ts";
import { drawChart } from "./draw-chart.ts";

export interface ChartCanvasProps {
  readonly spec: ChartSpec;
  readonly data: ChartData;
  /** Any value that changes with the page's theme, so that the chart takes the new colours. */
  readonly themeName: string;
  readonly height: number;
}

/** Draws with ECharts. In a chunk of its own: pages without a chart never load the library. */
export function ChartCanvas({ spec, data, themeName, height }: ChartCanvasProps) {
  const holder = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme's name stands for the colours read from the page
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const chart = drawChart(element);
    const option = chartOption(spec, data, readChartTheme(element), element.clientWidth);
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (option !== null) chart.setOption({ ...option, animation: !isStill });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [spec, data, themeName]);
  return <div ref={holder} role="img" aria-label={describeChart(spec, data)} style={{ height }} className="w-full" />;
}
