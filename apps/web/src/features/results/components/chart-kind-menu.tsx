import type { ChartKind } from "@parlance/core";
import { Button } from "@parlance/ui";
import {
  AreaChart,
  BarChart3,
  BarChartBig,
  ChartColumnStacked,
  ChartPie,
  ChartScatter,
  ChevronDown,
  Grid3x3,
  Hash,
  LineChart,
  type LucideIcon,
  Table,
} from "lucide-react";
import { Menu, MenuItem } from "../../../components/menu.tsx";

const KINDS: Readonly<Record<ChartKind, { readonly label: string; readonly icon: LucideIcon }>> = {
  kpi: { label: "Figure", icon: Hash },
  line: { label: "Line", icon: LineChart },
  area: { label: "Area", icon: AreaChart },
  bar: { label: "Bars", icon: BarChart3 },
  stacked: { label: "Stacked bars", icon: ChartColumnStacked },
  pie: { label: "Shares", icon: ChartPie },
  scatter: { label: "Scatter", icon: ChartScatter },
  histogram: { label: "Histogram", icon: BarChartBig },
  heatmap: { label: "Heat map", icon: Grid3x3 },
  table: { label: "Table", icon: Table },
};

export interface ChartKindMenuProps {
  readonly kind: ChartKind;
  readonly choices: readonly ChartKind[];
  readonly onChange: (kind: ChartKind) => void;
}

export function ChartKindMenu({ kind, choices, onChange }: ChartKindMenuProps) {
  const all = [...new Set([kind, ...choices])].filter((choice) => choice !== "table");
  const { label, icon: Icon } = KINDS[kind];
  if (all.length < 2) return null;
  const trigger = (
    <Button look="quiet" size="small" aria-label={`Chart kind: ${label}`}>
      <Icon size={15} aria-hidden />
      <span className="max-sm:hidden">{label}</span>
      <ChevronDown size={13} aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      {all.map((choice) => {
        const { label: name, icon: ChoiceIcon } = KINDS[choice];
        return (
          <MenuItem key={choice} isCurrent={choice === kind} onSelect={() => onChange(choice)}>
            <ChoiceIcon size={16} aria-hidden />
            {name}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
