import type { Catalog } from "@parlance/core";
import { formatBytes } from "@parlance/ui";
import type { Source, SourceFile } from "../../../http/api-types.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { ChangeFile } from "./change-file.tsx";
import { parseFacts } from "./parse-facts.ts";
import { ParseForm } from "./parse-form.tsx";

/** The files of a source: what was recognised in them, and the means to correct it. */
export function FileList({ source, catalog }: { source: Source; catalog: Catalog }) {
  return (
    <section aria-labelledby="files" className="grid gap-3">
      <h2 id="files" className="font-medium">
        How {source.files.length === 1 ? "the file was" : "the files were"} read
      </h2>
      {source.files.map((file) => (
        <FileCard key={`${file.id}-${catalog.version}`} source={source} file={file} catalog={catalog} />
      ))}
    </section>
  );
}

function FileCard({ source, file, catalog }: { source: Source; file: SourceFile; catalog: Catalog }) {
  const mayChange = useMay("source.change");
  return (
    <article className="card grid gap-4 p-5">
      <header>
        <h3 className="font-medium">{file.name}</h3>
        <p className="text-[13px] text-faint">
          {file.kind.toUpperCase()} · {formatBytes(file.bytes)} · became {file.tables.join(", ")}
        </p>
      </header>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {parseFacts(file.parsed).map(([name, value]) => (
          <div key={name}>
            <dt className="text-[13px] text-faint">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {file.warnings.length === 0 ? null : (
        <ul className="grid gap-1 rounded-field bg-warn-wash px-4 py-3 text-sm">
          {file.warnings.slice(0, 10).map((warning) => (
            <li key={`${warning.table}-${warning.row}-${warning.column}-${warning.message}`}>
              {warning.row === undefined ? "" : `Row ${warning.row}: `}
              {warning.column === undefined ? "" : `${warning.column}: `}
              {warning.message}
            </li>
          ))}
          {file.warnings.length > 10 ? <li className="text-soft">and {file.warnings.length - 10} more</li> : null}
        </ul>
      )}
      {mayChange ? (
        <>
          <ChangeFile source={source} file={file} />
          <ParseForm source={source} file={file} catalog={catalog} />
        </>
      ) : null}
    </article>
  );
}
