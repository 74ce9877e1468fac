export { CheckList } from "./answer/check-list.tsx";
export { FollowUpList } from "./answer/follow-up-list.tsx";
export { InsightList } from "./answer/insight-list.tsx";
export { FAMILY_STYLE, QuestionSpans, SPAN_FAMILY, type SpanFamily } from "./answer/question-spans.tsx";
export { type ReceiptEdits, ReceiptView } from "./answer/receipt-view.tsx";
export { RemedyList } from "./answer/remedy-list.tsx";
export { TrustBadge } from "./answer/trust-badge.tsx";
export { TrustDrawer, type TrustDrawerProps } from "./answer/trust-drawer.tsx";
export { TRUST_WORDS } from "./answer/trust-words.ts";
export { Chart } from "./chart/chart.tsx";
export type { ChartData } from "./chart/chart-data.ts";
export { isDrawn } from "./chart/chart-option.ts";
export { exportChart } from "./chart/export-chart.ts";
export { largestFirst } from "./chart/largest-first.ts";
export { Button, type ButtonProps } from "./controls/button.tsx";
export { type Segment, Segments } from "./controls/segments.tsx";
export { formatCell, formatNamedCell, fullText } from "./format/format-cell.ts";
export {
  formatBytes,
  formatCompact,
  formatCount,
  formatDouble,
  formatDuration,
  formatRows,
} from "./format/format-number.ts";
export { ColumnFigures, TopValues } from "./result-table/column-figures.tsx";
export {
  fixedRows,
  type LoadPage,
  PagedRows,
  PLAIN_VIEW,
  type TableFilter,
  type TableSort,
  type TableView,
} from "./result-table/paged-rows.ts";
export { ResultTable } from "./result-table/result-table.tsx";
