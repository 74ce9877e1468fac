import type { DroppedNulls, Receipt, ReceiptCondition, ReceiptJoin } from "@parlance/core";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { DateWindowForm } from "./date-window-form.tsx";
import {
  DRAFTED_BY,
  disclosedWords,
  droppedWords,
  freshnessWords,
  joinWords,
  keepWords,
  limitWords,
  modelWords,
} from "./receipt-words.ts";

export interface ReceiptEdits {
  /** Absent where the answer cannot be edited. */
  readonly onRemoveCondition?: (condition: ReceiptCondition) => void;
  readonly onSetWindow?: (from: string | null, to: string | null) => void;
  readonly onKeepMissing?: (dropped: DroppedNulls) => void;
  /** With the place of the join in the receipt: j1 is the first. */
  readonly onSetJoin?: (id: string, join: "inner" | "left") => void;
}

export interface ReceiptViewProps extends ReceiptEdits {
  readonly receipt: Receipt;
  /** Where the team's definitions are changed. */
  readonly definitionsLink?: ReactNode;
}

/** Line by line what went into an answer; lines that can be changed say so. */
export function ReceiptView({
  receipt,
  definitionsLink,
  onRemoveCondition,
  onSetWindow,
  onSetJoin,
  onKeepMissing,
}: ReceiptViewProps) {
  const { conditions, dateWindow, joins, droppedNulls, definitions, freshness } = receipt;
  const others = conditions.filter((condition) => !dateWindow?.conditionIds.includes(condition.id));
  return (
    <dl className="grid grid-cols-[6.5rem_1fr] gap-x-4 gap-y-2.5 text-sm max-sm:grid-cols-1 max-sm:gap-y-1">
      <Line name="Tables">{receipt.tables.join(", ") || "none"}</Line>
      <Line name="Conditions">
        {others.length === 0 ? (
          <span className="text-soft">{dateWindow === null ? "none: all rows count" : "none but the dates"}</span>
        ) : (
          <ul className="grid gap-1">
            {others.map((condition) => (
              <Condition key={condition.id} condition={condition} onRemove={onRemoveCondition} />
            ))}
          </ul>
        )}
      </Line>
      {dateWindow === null ? null : (
        <Line name="Dates">
          <DateWindowForm key={`${dateWindow.from} ${dateWindow.to}`} window={dateWindow} onSet={onSetWindow} />
        </Line>
      )}
      {joins.length === 0 ? null : (
        <Line name="Joins">
          <ul className="grid gap-1">
            {joins.map((join, index) => (
              <Join
                key={`${join.table} ${join.on}`}
                join={join}
                onSet={onSetJoin === undefined ? undefined : (kind) => onSetJoin(`j${index + 1}`, kind)}
              />
            ))}
          </ul>
        </Line>
      )}
      {droppedNulls === null ? null : (
        <Line name="Missing values">
          {droppedNulls.length === 0 ? (
            <span className="text-soft">none left out</span>
          ) : (
            <ul>
              {droppedNulls.map((dropped) => (
                <li key={`${dropped.by} ${dropped.of}`}>
                  {droppedWords(dropped)}
                  {onKeepMissing === undefined ? null : (
                    <Change label={keepWords(dropped)} onPress={() => onKeepMissing(dropped)} />
                  )}
                </li>
              ))}
            </ul>
          )}
        </Line>
      )}
      {definitions.length === 0 ? null : (
        <Line name="Definitions">
          <ul className="grid gap-1">
            {definitions.map(({ kind, name, meaning }) => (
              <li key={`${kind} ${name}`}>
                <span className="font-medium">{name}</span> <span className="text-soft">{meaning}</span>
              </li>
            ))}
          </ul>
          {definitionsLink}
        </Line>
      )}
      {receipt.limits === undefined || receipt.limits.length === 0 ? null : (
        <Line name="Rules">
          <ul className="grid gap-1">
            {receipt.limits.map((limit) => (
              <li key={limit.table}>{limitWords(limit)}</li>
            ))}
          </ul>
        </Line>
      )}
      <Line name="Data">
        {freshnessWords(freshness)}
        {freshness.dataFrom === null ? null : (
          <span className="block text-[13px] text-soft">
            {freshness.dataColumn} goes from {freshness.dataFrom} to {freshness.dataTo}
          </span>
        )}
        {receipt.isTruncated ? <span className="block text-warn">The result was cut at a limit.</span> : null}
      </Line>
      <Line name="Written by">
        {DRAFTED_BY[receipt.draftedBy]}
        {receipt.isFromCache ? ", rows from the cache" : ""}
      </Line>
      <Line name="Sent out">
        {receipt.models.length === 0 ? (
          "Nothing left this server."
        ) : (
          <ul className="grid gap-1">
            {receipt.models.map((use) => (
              <li key={`${use.provider} ${use.model}`}>
                {modelWords(use)}
                <span className="block text-[13px] text-soft">It was told {disclosedWords(use)}.</span>
              </li>
            ))}
          </ul>
        )}
      </Line>
    </dl>
  );
}

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-faint">{name}</dt>
    <dd className="min-w-0 max-sm:mb-2">{children}</dd>
  </>
);

interface JoinProps {
  readonly join: ReceiptJoin;
  readonly onSet: ((kind: "inner" | "left") => void) | undefined;
}

/** Rows that meet none of the joined table's can be kept or left out; other kinds of join stay as they are. */
function Join({ join, onSet }: JoinProps) {
  const isKeeping = join.kind === "left";
  const canChange = onSet !== undefined && (isKeeping || join.kind === "inner");
  const words = isKeeping ? "Leave out rows without a match" : "Keep rows without a match";
  return (
    <li>
      <span className="font-mono text-[13px] break-all">{join.on || join.table}</span>
      <span className="block text-[13px] text-soft">{joinWords(join)}</span>
      {canChange ? (
        <Change label={`${words} in ${join.table}`} onPress={() => onSet(isKeeping ? "inner" : "left")} />
      ) : null}
    </li>
  );
}

/** Runs the statement with one item changed. */
const Change = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <button
    type="button"
    onClick={onPress}
    className="block cursor-pointer text-left text-[13px] text-accent underline underline-offset-4"
  >
    {label}
  </button>
);

interface ConditionProps {
  readonly condition: ReceiptCondition;
  readonly onRemove: ReceiptEdits["onRemoveCondition"];
}

const Condition = ({ condition, onRemove }: ConditionProps) => (
  <li className="flex items-start gap-1.5">
    <span className="min-w-0 break-words">{condition.words}</span>
    {onRemove === undefined ? null : (
      <button
        type="button"
        aria-label={`Run without: ${condition.words}`}
        title="Run without it"
        onClick={() => onRemove(condition)}
        className="grid size-6 shrink-0 cursor-pointer place-items-center rounded text-faint hover:bg-sunken hover:text-ink"
      >
        <X size={14} aria-hidden />
      </button>
    )}
  </li>
);
