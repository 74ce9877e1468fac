import { Link } from "@tanstack/react-router";
import { Check, Database, FileSpreadsheet, Lock, MessageCircleQuestion, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { SpecimenAnswer } from "./specimen-answer.tsx";

export interface WelcomePageProps {
  /** Whether anybody may make an account here. */
  readonly isRegistrationOpen: boolean;
}

/** What a person sees who comes to a server that answers only to people it knows. */
export function WelcomePage({ isRegistrationOpen }: WelcomePageProps) {
  return (
    <div className="page-wide grid gap-20 pt-14 pb-24 max-sm:gap-14 max-sm:pt-8">
      <section className="grid items-center gap-10 lg:grid-cols-[1fr_1.05fr]">
        <div className="grid gap-5">
          <h1 className="font-serif text-[3.1rem] leading-[1.05] tracking-[-0.025em] max-sm:text-4xl">
            Ask your data. <span className="text-accent">Believe the answer.</span>
          </h1>
          <p className="max-w-[46ch] text-[1.05rem] text-soft">
            Put a question in plain words to your files and databases. You get the number, the table, the chart, the SQL
            that made it, and what was checked before you saw it.
          </p>
          <Doors isRegistrationOpen={isRegistrationOpen} />
        </div>
        <SpecimenAnswer />
      </section>
      <section aria-labelledby="why" className="grid gap-6">
        <h2 id="why" className="font-serif text-3xl tracking-[-0.02em]">
          Why people rely on it
        </h2>
        <ul className="grid gap-4 md:grid-cols-3">
          {REASONS.map((reason) => (
            <Reason key={reason.title} {...reason} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="what" className="grid gap-6">
        <h2 id="what" className="font-serif text-3xl tracking-[-0.02em]">
          What you can ask
        </h2>
        <dl className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
          {SOURCES.map(({ name, what, icon }) => (
            <div key={name} className="grid grid-cols-[auto_1fr] gap-x-3.5 border-t border-line pt-4">
              <span className="mt-0.5 text-accent">{icon}</span>
              <div>
                <dt className="font-medium">{name}</dt>
                <dd className="text-sm text-soft">{what}</dd>
              </div>
            </div>
          ))}
        </dl>
      </section>
      <section className="card grid justify-items-start gap-4 p-8 max-sm:p-5">
        <h2 className="font-serif text-2xl">Three steps to the first answer</h2>
        <ol className="grid gap-2 text-soft">
          <Step>Sign in, and land in your team’s data.</Step>
          <Step>Drop a file, or let somebody connect a database.</Step>
          <Step>Ask. Where a question can be read in two ways, you are asked which you mean.</Step>
        </ol>
        <Doors isRegistrationOpen={isRegistrationOpen} />
      </section>
    </div>
  );
}

function Doors({ isRegistrationOpen }: WelcomePageProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Link
        to="/sign-in"
        className="inline-flex h-11 items-center rounded-field bg-accent px-6 font-medium text-on-accent hover:bg-accent-strong"
      >
        Sign in
      </Link>
      {isRegistrationOpen ? (
        <Link
          to="/sign-up"
          className="inline-flex h-11 items-center rounded-field border border-edge bg-surface px-6 hover:border-faint hover:bg-sunken"
        >
          Make an account
        </Link>
      ) : (
        <p className="text-sm text-soft">No account yet? Ask whoever runs this server for an invitation.</p>
      )}
    </div>
  );
}

const REASONS = [
  {
    title: "It answers by itself",
    text: "An embedded engine reads the question in milliseconds, without a model, a key or a network. It says when it does not know. A language model can help, if you want one.",
    icon: <MessageCircleQuestion size={20} aria-hidden />,
  },
  {
    title: "It shows its work",
    text: "Every answer brings its SQL, how each word was read, the rows it rests on, and a badge made from checks, never from a model’s praise of itself.",
    icon: <ShieldCheck size={20} aria-hidden />,
  },
  {
    title: "It only reads, and only what you may see",
    text: "Each statement passes a guard made from the database’s own grammar. Roles, row rules and masked columns hold for questions, SQL, exports and models alike.",
    icon: <Lock size={20} aria-hidden />,
  },
] as const;

const Reason = ({ title, text, icon }: { title: string; text: string; icon: ReactNode }) => (
  <li className="card grid content-start gap-2.5 p-6">
    <span className="text-accent">{icon}</span>
    <h3 className="font-medium">{title}</h3>
    <p className="text-sm text-soft">{text}</p>
  </li>
);

const SOURCES = [
  {
    name: "Files",
    what: "CSV, Excel, JSON, Parquet, SQLite and DuckDB, as large as your disk allows.",
    icon: <FileSpreadsheet size={18} aria-hidden />,
  },
  {
    name: "Databases",
    what: "PostgreSQL, MySQL, MariaDB, Trino, BigQuery and MongoDB, asked where they are.",
    icon: <Database size={18} aria-hidden />,
  },
  {
    name: "Services",
    what: "Google Sheets and JSON APIs, brought up to date on a schedule.",
    icon: <FileSpreadsheet size={18} aria-hidden />,
  },
  {
    name: "Several at once",
    what: "One question over a file and a database, joined for you.",
    icon: <Database size={18} aria-hidden />,
  },
] as const;

const Step = ({ children }: { children: ReactNode }) => (
  <li className="flex gap-2.5">
    <Check size={17} aria-hidden className="mt-1 shrink-0 text-accent" />
    <span>{children}</span>
  </li>
);
