import type { ChartSpec } from "@parlance/core";
import { lazy, Suspense } from "react";
import type { ChartData } from "./chart-data.ts";
import { isDrawn } from "./chart-option.ts";
import { Kpi } from "./kpi.tsx";

const ChartCanvas = lazy(async () => ({ default: (await import("./chart-canvas.tsx")).ChartCanvas }));

const ROW_HEIGHT = 30;

/** Lying bars need room for every label; everything else reads best in one fixed shape. */
export function chartHeight(spec: ChartSpec, data: ChartData): number {
  if (spec.isHorizontal === true && (spec.kind === "bar" || spec.kind === "stacked")) {
    const bars = Math.min(data.rows.length, spec.maxCategories ?? Number.POSITIVE_INFINITY);
    return Math.min(960, Math.max(180, bars * ROW_HEIGHT + 60));
  }
  return 340;
}

export function Chart({ spec, data, themeName }: { spec: ChartSpec; data: ChartData; themeName: string }) {
  if (spec.kind === "kpi") return <Kpi spec={spec} data={data} />;
  if (!isDrawn(spec.kind)) return null;
  const height = chartHeight(spec, data);
  return (
    <Suspense fallback={<div style={{ height }} className="animate-pulse-bar rounded-field bg-sunken" aria-hidden />}>
      <ChartCanvas spec={spec} data={data} themeName={themeName} height={height} />
    </Suspense>
  );
}
