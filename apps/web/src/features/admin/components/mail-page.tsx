import { Button } from "@parlance/ui";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { AccountField } from "../../account/components/account-field.tsx";
import { AccountForm } from "../../account/components/account-form.tsx";
import { type Mail, mailsQuery, readMail, sendTestMail } from "../api/mails.ts";
import { type Column, PagedTable } from "./paged-table.tsx";
import { When } from "./when.tsx";

const STATES: Readonly<Record<Mail["state"], string>> = {
  kept: "Kept here",
  waiting: "Waiting",
  sending: "Being sent",
  sent: "Sent",
  bounced: "Refused",
  late: "Too late",
  unknown: "Perhaps sent",
};

const COLUMNS: readonly Column<Mail>[] = [
  { name: "To", cell: ({ to }) => to },
  { name: "Subject", cell: ({ subject }) => subject },
  { name: "State", cell: (mail) => <State mail={mail} /> },
  { name: "Written", cell: ({ createdAt }) => <When at={createdAt} /> },
  { name: "Text", cell: (mail) => (mail.state === "kept" ? <ReadButton mail={mail} /> : null) },
];

/** Letters of this server, what became of them, and a way to try whether mail works. */
export function MailPage() {
  const mails = useInfiniteQuery(mailsQuery);
  const isServerSet = mails.data?.pages[0]?.isServerSet;
  return (
    <div className="grid gap-8">
      {isServerSet === false ? (
        <p className="text-sm text-soft">
          No mail server is set, so letters are kept here. Whoever they are for does not get them: read them out, or set
          mail.host.
        </p>
      ) : null}
      <TestForm />
      <PagedTable
        label="Letters"
        pages={mails}
        columns={COLUMNS}
        keyOf={({ id }) => id}
        nothing="No letter has been written yet."
      />
    </div>
  );
}

function TestForm() {
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: sendTestMail,
    onSuccess: () => queries.invalidateQueries({ queryKey: mailsQuery.queryKey }),
  });
  return (
    <div className="grid max-w-md gap-3">
      <AccountForm
        onSubmit={(value) => send.mutate(value("to"))}
        isBusy={send.isPending}
        error={send.error}
        action="Send a test letter"
        busyAction="One moment…"
      >
        {(problem) => <AccountField label="To" name="to" type="email" autoComplete="email" problem={problem("to")} />}
      </AccountForm>
      {send.isSuccess ? (
        <p role="status" className="text-sm">
          The letter to {send.data.to} is {send.data.state === "kept" ? "kept below" : "on its way"}.
        </p>
      ) : null}
    </div>
  );
}

function State({ mail: { state, attempts, reply } }: { mail: Mail }) {
  const isTroubled = state === "bounced" || state === "late" || state === "unknown";
  return (
    <>
      <span className={isTroubled ? "text-bad" : ""}>
        {STATES[state]}
        {state === "waiting" && attempts > 0 ? ` after ${attempts} ${attempts === 1 ? "try" : "tries"}` : ""}
      </span>
      {reply === null || state === "sent" ? null : (
        <span className="block max-w-64 truncate text-[13px] text-soft" title={reply}>
          {reply}
        </span>
      )}
    </>
  );
}

/** Not shown before it is asked for: reading somebody's letter is recorded. */
function ReadButton({ mail: { id, to } }: { mail: Mail }) {
  const read = useMutation({ mutationFn: () => readMail(id) });
  if (read.isSuccess) return <pre className="max-w-md text-[13px] whitespace-pre-wrap">{read.data ?? "Gone."}</pre>;
  return (
    <Button
      size="small"
      disabled={read.isPending}
      onClick={() => read.mutate()}
      aria-label={`Read the letter to ${to}`}
    >
      Read
    </Button>
  );
}
