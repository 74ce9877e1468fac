import { Button, formatBytes, formatCount } from "@parlance/ui";
import { useMutation } from "@tanstack/react-query";
import { Route } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { api, bodyOf } from "../../../http/api.ts";

/** Shows how the source would go about a statement, and what it expects it to cost. Nothing is run. */
export function QueryPlan({ sourceId, sql }: { sourceId: string; sql: string }) {
  const plan = useMutation({
    mutationFn: (text: string) =>
      bodyOf(api.POST("/api/v1/queries/estimate", { body: { sourceId, sql: text } })).then((cost) => ({ cost, text })),
  });
  const shown = plan.data?.text === sql ? plan.data.cost : undefined;
  return (
    <div className="grid gap-3">
      <Button
        look="quiet"
        size="small"
        className="justify-self-start"
        disabled={sql.trim() === "" || plan.isPending}
        onClick={() => plan.mutate(sql)}
      >
        <Route size={14} aria-hidden /> {plan.isPending ? "Asking the source…" : "Show the plan"}
      </Button>
      {plan.isError ? <ErrorPanel error={plan.error} /> : null}
      {shown === undefined ? null : (
        <section aria-label="Plan" className="grid gap-2 rounded-field bg-sunken p-4 text-sm">
          <p>{costWords(shown.estimate)}</p>
          {shown.estimate?.plan === undefined ? null : (
            <pre className="max-h-80 overflow-auto font-mono text-[12.5px] whitespace-pre-wrap">
              {shown.estimate.plan}
            </pre>
          )}
        </section>
      )}
    </div>
  );
}

type Estimate = { readonly rows?: number | undefined; readonly bytes?: number | undefined } | null;

function costWords(estimate: Estimate): string {
  const parts = [
    estimate?.rows === undefined ? "" : `${formatCount(Math.round(estimate.rows))} rows`,
    estimate?.bytes === undefined ? "" : formatBytes(estimate.bytes),
  ].filter(Boolean);
  return parts.length === 0
    ? "The source does not tell what this would cost."
    : `The source expects to read about ${parts.join(", ")}.`;
}
