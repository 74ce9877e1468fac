import { Button } from "@parlance/ui";
import type { FormEvent, ReactNode } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { fieldProblems, valuesOf } from "./form-values.ts";

export interface AccountFormProps {
  readonly onSubmit: (value: (name: string) => string) => void;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly action: string;
  readonly busyAction: string;
  readonly look?: "solid" | "danger";
  readonly children: ReactNode | ((problem: (field: string) => string | undefined) => ReactNode);
}

/** A form that is sent as a whole, and tells at each field or below what was wrong. */
export function AccountForm({
  onSubmit,
  isBusy,
  error,
  action,
  busyAction,
  look = "solid",
  children,
}: AccountFormProps) {
  const problems = error === null ? {} : fieldProblems(error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBusy) onSubmit(valuesOf(event.currentTarget));
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      {typeof children === "function" ? children((field) => problems[field]) : children}
      {error === null || Object.keys(problems).length > 0 ? null : <ErrorPanel error={error} />}
      <Button type="submit" look={look} className="h-10" disabled={isBusy}>
        {isBusy ? busyAction : action}
      </Button>
    </form>
  );
}
