import type { ChartSpec, ExportFormat } from "@parlance/core";
import { Button, type ChartData, exportChart, isDrawn } from "@parlance/ui";
import { Download } from "lucide-react";
import { Menu, MenuItem, MenuLabel } from "../../../components/menu.tsx";
import { fileStem, saveAddress, saveBlob } from "../../../components/save-file.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { exportAddress } from "../api/results.ts";

const FORMATS: readonly { readonly format: ExportFormat; readonly label: string; readonly note: string }[] = [
  { format: "csv", label: "CSV", note: "safe to open in a spreadsheet" },
  { format: "xlsx", label: "Excel", note: ".xlsx" },
  { format: "json", label: "JSON", note: "one array of rows" },
  { format: "parquet", label: "Parquet", note: "exact types" },
];

export interface ExportMenuProps {
  readonly resultId: string;
  readonly title: string;
  readonly spec: ChartSpec | null;
  readonly data: ChartData;
}

export function ExportMenu({ resultId, title, spec, data }: ExportMenuProps) {
  const stem = fileStem(title);
  const mayExport = useMay("result.export");
  const isDrawing = spec !== null && isDrawn(spec.kind);
  const picture = async (format: "png" | "svg") => {
    const blob = spec === null ? null : await exportChart(spec, data, format);
    if (blob !== null) saveBlob(blob, `${stem}.${format}`);
  };
  const trigger = (
    <Button look="quiet" size="small" aria-label="Export">
      <Download size={15} aria-hidden />
      <span className="max-sm:hidden">Export</span>
    </Button>
  );
  if (!mayExport && !isDrawing) return null;
  return (
    <Menu trigger={trigger}>
      {mayExport ? <MenuLabel>All rows</MenuLabel> : null}
      {(mayExport ? FORMATS : []).map(({ format, label, note }) => (
        <MenuItem key={format} onSelect={() => saveAddress(exportAddress(resultId, format), `${stem}.${format}`)}>
          <span className="w-16 text-ink">{label}</span>
          <span className="text-xs text-faint">{note}</span>
        </MenuItem>
      ))}
      {isDrawing ? (
        <>
          <MenuLabel>This chart</MenuLabel>
          <MenuItem onSelect={() => void picture("png")}>
            <span className="w-16 text-ink">PNG</span>
            <span className="text-xs text-faint">picture, double size</span>
          </MenuItem>
          <MenuItem onSelect={() => void picture("svg")}>
            <span className="w-16 text-ink">SVG</span>
            <span className="text-xs text-faint">drawing, any size</span>
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
