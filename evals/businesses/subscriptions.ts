import { type Business, drawing, later, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE sales_reps (rep_id INTEGER PRIMARY KEY, full_name TEXT, region TEXT, hired_on DATE);
CREATE TABLE accounts (account_id INTEGER PRIMARY KEY, company_name TEXT, industry TEXT, country TEXT, rep_id INTEGER REFERENCES sales_reps(rep_id), created_on DATE);
CREATE TABLE plans (plan_id INTEGER PRIMARY KEY, plan_name TEXT, monthly_price REAL);
CREATE TABLE subscriptions (subscription_id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES accounts(account_id), plan_id INTEGER REFERENCES plans(plan_id), start_date DATE, end_date DATE, seats INTEGER);
CREATE TABLE invoices (invoice_id INTEGER PRIMARY KEY, subscription_id INTEGER REFERENCES subscriptions(subscription_id), issued_on DATE, amount REAL, status TEXT);
CREATE TABLE payments (payment_id INTEGER PRIMARY KEY, invoice_id INTEGER REFERENCES invoices(invoice_id), paid_on DATE, amount_paid REAL, method TEXT);
CREATE TABLE tickets (ticket_id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES accounts(account_id), opened_on DATE, priority TEXT, satisfaction INTEGER);
`;

/** A software firm with subscribers: accounts, plans, invoices, payments and support tickets. */
export const subscriptions: Business = {
  ddl,
  rows: () => {
    const d = drawing(903);
    const invoices = times(600, (i) => [
      i,
      d.between(1, 110),
      d.day("2022-02-01", "2024-06-10"),
      d.between(40, 2400),
      d.oneOf(["Paid", "Open", "Overdue"]),
    ]);
    return {
      sales_reps: times(8, (i) => [
        i,
        personName(i * 5 + 2).join(" "),
        d.oneOf(["North", "South", "East", "West"]),
        d.day("2015-01-01", "2023-09-01"),
      ]),
      accounts: times(70, (i) => [
        i,
        `${["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gingko"][i % 7]} ${["Works", "Labs", "Foods", "Media", "Tools"][i % 5]} ${i}`,
        d.oneOf(["Retail", "Health", "Media", "Energy"]),
        d.oneOf(["Spain", "Norway", "Poland", "Italy"]),
        d.between(1, 8),
        d.day("2021-01-01", "2024-06-01"),
      ]),
      plans: [
        [1, "Starter", 29],
        [2, "Team", 99],
        [3, "Enterprise", 420],
      ],
      subscriptions: times(120, (i) => {
        const start = d.day("2021-06-01", "2024-05-01");
        return [
          i,
          d.between(1, 64),
          d.oneOf([1, 2, 3]),
          start,
          d.chance(0.3) ? later(start, d.between(30, 40)) : null,
          d.between(1, 60),
        ];
      }),
      invoices,
      payments: invoices
        .filter((row) => row[4] === "Paid")
        .map(([invoice = 0, , issued = "", amount = 0], i) => [
          i + 1,
          invoice,
          later(String(issued), d.between(1, 4)),
          amount,
          d.oneOf(["Card", "Transfer", "Debit"]),
        ]),
      tickets: times(240, (i) => [
        i,
        d.between(1, 60),
        d.day("2023-01-01", "2024-06-12"),
        d.oneOf(["Low", "High", "Urgent"]),
        d.between(1, 5),
      ]),
    };
  },
};
