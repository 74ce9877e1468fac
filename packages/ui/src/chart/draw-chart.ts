import { BarChart, HeatmapChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

use([
  BarChart,
  HeatmapChart,
  LineChart,
  PieChart,
  ScatterChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
  SVGRenderer,
]);

export const drawChart = (element: HTMLElement): EChartsType => init(element, null, { renderer: "canvas" });

export interface ChartPicture {
  readonly format: "png" | "svg";
  readonly width: number;
  readonly height: number;
  readonly background: string;
}

/** Draws the same option off screen, at a fixed size, without animation. */
export async function pictureOf(option: EChartsCoreOption, picture: ChartPicture): Promise<Blob> {
  const still = { ...option, animation: false, backgroundColor: picture.background };
  return picture.format === "svg" ? svgOf(still, picture) : pngOf(still, picture);
}

function svgOf(option: EChartsCoreOption, { width, height }: ChartPicture): Blob {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(option);
  const text = chart.renderToSVGString();
  chart.dispose();
  return new Blob([text], { type: "image/svg+xml" });
}

async function pngOf(option: EChartsCoreOption, { width, height }: ChartPicture): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const chart = init(canvas, null, { renderer: "canvas", width, height, devicePixelRatio: 2 });
  chart.setOption(option);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  chart.dispose();
  if (blob === null) throw new Error("The browser could not make a picture of this chart.");
  return blob;
}
