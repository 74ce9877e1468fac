import { Button } from "@parlance/ui";
import type { ReactNode } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";

export interface Column<Item> {
  readonly name: string;
  readonly isNumber?: boolean;
  readonly cell: (item: Item) => ReactNode;
}

/** What useInfiniteQuery gives, as far as a table needs it. */
interface Pages<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
  readonly isError: boolean;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
}

export interface PagedTableProps<Item> {
  readonly label: string;
  readonly pages: Pages<Item>;
  readonly columns: readonly Column<Item>[];
  readonly keyOf: (item: Item) => string;
  readonly nothing: string;
}

/** Rows of an endless list; the first cell of each names it. Scrolls sideways on narrow screens. */
export function PagedTable<Item>({ label, pages, columns, keyOf, nothing }: PagedTableProps<Item>) {
  if (pages.isError) return <ErrorPanel error={pages.error} />;
  if (pages.isPending) return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  const items = (pages.data?.pages ?? []).flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <p className="rounded-card border border-dashed border-edge px-6 py-10 text-center text-sm text-soft">
        {nothing}
      </p>
    );
  return (
    <div className="grid gap-3">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="card overflow-x-auto" tabIndex={0} aria-label={label}>
        {/* Addresses and times are not broken in the middle to make a column narrower. */}
        <table className="w-full min-w-[44rem] text-left text-sm wrap-break-word">
          <thead className="text-[13px] text-soft">
            <tr>
              {columns.map(({ name, isNumber }) => (
                <th
                  key={name}
                  scope="col"
                  className={`px-4 py-2.5 font-normal whitespace-nowrap first:pl-5 last:pr-5 ${isNumber ? "text-right" : ""}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={keyOf(item)} className="border-t border-line align-top">
                {columns.map(({ name, isNumber, cell }, index) =>
                  index === 0 ? (
                    <th key={name} scope="row" className="py-3 pr-4 pl-5 font-normal">
                      {cell(item)}
                    </th>
                  ) : (
                    <td key={name} className={`px-4 py-3 last:pr-5 ${isNumber ? "text-right tabular-nums" : ""}`}>
                      {cell(item)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pages.hasNextPage ? (
        <Button
          className="justify-self-start"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  );
}
