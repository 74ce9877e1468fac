import { Button } from "@parlance/ui";
import { problemOf } from "../../../http/problem.ts";

/** Offered where the source expects a statement to cost more than the budget: the person has read how much. */
export const RunAnyway = ({ error, onRun }: { error: unknown; onRun: () => void }) =>
  problemOf(error).code === "QUERY_OVER_BUDGET" ? (
    <Button size="small" className="justify-self-start" onClick={onRun}>
      Run it all the same
    </Button>
  ) : null;
