import { type Business, drawing, later, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE acct (acct_no INTEGER PRIMARY KEY, acct_nm TEXT, industry_cd TEXT REFERENCES industry(industry_cd), country_cd TEXT, dt_opened DATE, dt_closed DATE, is_actv INTEGER, owner_emp_id INTEGER REFERENCES emp(emp_id), created_by TEXT, modified_at DATETIME);
CREATE TABLE industry (industry_cd TEXT PRIMARY KEY, industry_desc TEXT);
CREATE TABLE emp (emp_id INTEGER PRIMARY KEY, first_nm TEXT, last_nm TEXT, team_nm TEXT, dt_hired DATE);
CREATE TABLE plan (plan_id INTEGER PRIMARY KEY, plan_nm TEXT, mo_fee_cents INTEGER, is_legacy INTEGER);
CREATE TABLE sub (sub_id INTEGER PRIMARY KEY, acct_no INTEGER REFERENCES acct(acct_no), plan_id INTEGER REFERENCES plan(plan_id), dt_start DATE, dt_end DATE, seats INTEGER, stat_cd TEXT, cancel_reason TEXT);
CREATE TABLE inv (inv_no INTEGER PRIMARY KEY, acct_no INTEGER REFERENCES acct(acct_no), dt_issued DATE, dt_due DATE, dt_paid DATE, amt_cents INTEGER, tax_cents INTEGER, stat_cd TEXT);
CREATE TABLE pmt (pmt_id INTEGER PRIMARY KEY, inv_no INTEGER REFERENCES inv(inv_no), pmt_dt DATE, pmt_amt_cents INTEGER, method_cd TEXT);
CREATE TABLE ticket (ticket_id INTEGER PRIMARY KEY, acct_no INTEGER REFERENCES acct(acct_no), assigned_emp_id INTEGER REFERENCES emp(emp_id), opened_at DATETIME, resolved_at DATETIME, priority_cd TEXT, subj TEXT, csat INTEGER);
CREATE TABLE feature (feature_id INTEGER PRIMARY KEY, feature_nm TEXT, released_on DATE);
CREATE TABLE plan_feature (plan_id INTEGER REFERENCES plan(plan_id), feature_id INTEGER REFERENCES feature(feature_id), PRIMARY KEY (plan_id, feature_id));
`;

/** Billing of a software company: accounts, subscriptions, invoices in cents, payments and tickets. */
export const saas: Business = {
  ddl,
  rows: () => {
    const d = drawing(103);
    const acct = times(180, (i) => {
      const opened = d.day("2020-01-01", "2024-05-20");
      const isActive = d.chance(0.8);
      return [
        i,
        `${["Nimbus", "Orchid", "Pinnacle", "Quarry", "Redwood", "Sable", "Tundra"][i % 7]} ${["Labs", "Group", "Media", "Logistics", "Health"][i % 5]} ${i}`,
        d.oneOf(["HC", "RT", "FN", "MF"]),
        d.oneOf(["US", "DE", "GB", "CA"]),
        opened,
        isActive ? null : later(opened, d.between(30, 700)),
        isActive ? 1 : 0,
        d.between(1, 9),
        d.oneOf(["import", "web", "sales"]),
        d.moment("2024-01-01", "2024-06-10"),
      ] as const;
    });
    const inv = times(1200, (i) => {
      const issued = d.day("2022-07-01", "2024-06-10");
      const due = later(issued, 30);
      const status = d.oneOf(["PD", "PD", "PD", "OV", "OP"]);
      const amount = d.between(49, 4200) * 100;
      return [
        i,
        d.between(1, 168),
        issued,
        due,
        status === "PD" ? later(issued, d.between(2, 50)) : null,
        amount,
        Math.round(amount * 0.08),
        status,
      ] as const;
    });
    return {
      industry: [
        ["HC", "Healthcare"],
        ["RT", "Retail"],
        ["FN", "Financial services"],
        ["MF", "Manufacturing"],
      ],
      emp: times(14, (i) => [
        i,
        ...personName(i),
        d.oneOf(["Tier 1", "Tier 2", "Success", "Sales"]),
        d.day("2017-01-01", "2024-02-01"),
      ]),
      plan: [
        [1, "Starter", 4900, 0],
        [2, "Growth", 14900, 0],
        [3, "Scale", 49900, 0],
        [4, "Classic", 9900, 1],
      ],
      acct,
      sub: times(320, (i) => {
        const start = d.day("2021-01-01", "2024-06-01");
        const status = d.oneOf(["A", "A", "C", "P"]);
        return [
          i,
          d.between(1, 180),
          d.between(1, 4),
          start,
          status === "C" ? later(start, d.between(20, 600)) : null,
          d.between(1, 120),
          status,
          status === "C" ? d.oneOf(["Price", "Missing feature", "Closed business"]) : null,
        ];
      }),
      inv,
      pmt: inv
        .filter((row) => row[7] === "PD")
        .map((row, i) => [i + 1, row[0], row[4], row[5] + row[6], d.oneOf(["CARD", "ACH", "WIRE"])]),
      ticket: times(1000, (i) => {
        const opened = d.moment("2023-01-01", "2024-06-13");
        const isOpen = d.chance(0.1);
        return [
          i,
          d.between(1, 180),
          d.between(1, 14),
          opened,
          isOpen ? null : later(opened, d.between(1, 90) / 12),
          d.oneOf(["P3", "P2", "P1"]),
          d.oneOf(["Login problem", "Invoice question", "API error", "Feature request"]),
          isOpen || d.chance(0.4) ? null : d.oneOf([5, 4, 3, 2, 1]),
        ];
      }),
      feature: [
        [1, "Audit log", "2021-03-01"],
        [2, "Single sign-on", "2022-02-15"],
        [3, "Webhooks", "2022-09-30"],
        [4, "Custom roles", "2023-05-10"],
        [5, "Sandbox", "2024-01-20"],
      ],
      plan_feature: [
        [1, 3],
        [2, 1],
        [2, 3],
        [3, 1],
        [3, 2],
        [3, 3],
        [3, 4],
        [3, 5],
        [4, 1],
      ],
    };
  },
};
