import { type Business, drawing, later, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE dept (dept_id INTEGER PRIMARY KEY, dept_nm TEXT NOT NULL, flr INTEGER, is_actv INTEGER);
CREATE TABLE prov (prov_id INTEGER PRIMARY KEY, first_nm TEXT, last_nm TEXT, dept_id INTEGER REFERENCES dept(dept_id), spec_cd TEXT, dt_hired DATE, is_actv INTEGER, created_at DATETIME);
CREATE TABLE pat (pat_id INTEGER PRIMARY KEY, mrn TEXT, first_nm TEXT, last_nm TEXT, dob DATE, gender_cd TEXT, city TEXT, ins_plan_id INTEGER REFERENCES ins_plan(ins_plan_id), dt_registered DATE, created_at DATETIME, updated_at DATETIME);
CREATE TABLE ins_plan (ins_plan_id INTEGER PRIMARY KEY, plan_nm TEXT, payer_nm TEXT, copay_amt REAL);
CREATE TABLE appt_stat (stat_cd TEXT PRIMARY KEY, stat_desc TEXT);
CREATE TABLE appt (appt_id INTEGER PRIMARY KEY, pat_id INTEGER REFERENCES pat(pat_id), prov_id INTEGER REFERENCES prov(prov_id), sched_dt DATETIME, dt_booked DATE, dur_min INTEGER, stat_cd TEXT REFERENCES appt_stat(stat_cd), visit_type TEXT, is_new_pat INTEGER);
CREATE TABLE dx (dx_cd TEXT PRIMARY KEY, dx_desc TEXT, is_chronic INTEGER);
CREATE TABLE appt_dx (appt_id INTEGER REFERENCES appt(appt_id), dx_cd TEXT REFERENCES dx(dx_cd), seq_no INTEGER, PRIMARY KEY (appt_id, dx_cd));
CREATE TABLE rx (rx_id INTEGER PRIMARY KEY, appt_id INTEGER REFERENCES appt(appt_id), drug_nm TEXT, qty INTEGER, refills INTEGER, dt_issued DATE);
CREATE TABLE bill (bill_id INTEGER PRIMARY KEY, appt_id INTEGER REFERENCES appt(appt_id), billed_amt REAL, paid_amt REAL, dt_billed DATE, dt_paid DATE);
`;

/** An outpatient clinic: patients, providers, visits, diagnoses, prescriptions and bills. */
export const clinic: Business = {
  ddl,
  rows: () => {
    const d = drawing(101);
    const appt = times(900, (i) => {
      const sched = d.moment("2023-01-02", "2024-06-14");
      return [
        i,
        d.between(1, 240),
        d.between(1, 24),
        sched,
        later(sched.slice(0, 10), -d.between(0, 40)),
        d.oneOf([30, 20, 15, 45, 60]),
        d.oneOf(["CMP", "CMP", "CMP", "NSH", "CAN", "SCH"]),
        d.oneOf(["Office", "Telehealth", "Procedure"]),
        d.chance(0.2) ? 1 : 0,
      ] as const;
    });
    const done = appt.filter((row) => row[6] === "CMP");
    return {
      dept: ["Cardiology", "Pediatrics", "Dermatology", "Orthopedics", "Neurology", "Oncology"].map((name, i) => [
        i + 1,
        name,
        1 + (i % 3),
        i === 5 ? 0 : 1,
      ]),
      prov: times(26, (i) => [
        i,
        ...personName(i),
        d.between(1, 5),
        d.oneOf(["MD", "NP", "PA", "DO"]),
        d.day("2010-01-01", "2023-12-01"),
        d.chance(0.85) ? 1 : 0,
        d.moment("2020-01-01", "2023-12-01"),
      ]),
      ins_plan: [
        [1, "Gold PPO", "Northway", 20],
        [2, "Silver HMO", "Northway", 35],
        [3, "Basic", "Unity Health", 50],
        [4, "Senior Plus", "Unity Health", 10],
      ],
      pat: times(250, (i) => [
        i,
        `MR${10_000 + i}`,
        ...personName(i * 3 + 1),
        d.day("1940-01-01", "2018-12-31"),
        d.oneOf(["F", "M", "X"]),
        d.oneOf(["Ashford", "Brookside", "Cedar Falls", "Dunmore"]),
        d.chance(0.9) ? d.between(1, 4) : null,
        d.day("2021-01-01", "2024-06-01"),
        d.moment("2021-01-01", "2024-06-01"),
        d.moment("2024-01-01", "2024-06-01"),
      ]),
      appt_stat: [
        ["CMP", "Completed"],
        ["NSH", "No show"],
        ["CAN", "Cancelled"],
        ["SCH", "Scheduled"],
      ],
      appt,
      dx: [
        ["I10", "Essential hypertension", 1],
        ["E11", "Type 2 diabetes", 1],
        ["J06", "Upper respiratory infection", 0],
        ["L20", "Atopic dermatitis", 1],
        ["M54", "Back pain", 0],
        ["G43", "Migraine", 1],
        ["Z00", "General examination", 0],
      ],
      appt_dx: done.flatMap((row) => [
        [row[0], d.oneOf(["I10", "J06", "E11", "M54"]), 1],
        ...(d.chance(0.4) ? [[row[0], d.oneOf(["L20", "G43"]), 2]] : []),
      ]),
      rx: done
        .filter(() => d.chance(0.6))
        .map((row, i) => [
          i + 1,
          row[0],
          d.oneOf(["Lisinopril", "Metformin", "Amoxicillin", "Ibuprofen", "Sumatriptan"]),
          d.oneOf([30, 60, 90, 10]),
          d.between(0, 5),
          row[3].slice(0, 10),
        ]),
      bill: done.map((row, i) => {
        const billed = later(row[3].slice(0, 10), d.between(1, 9));
        const amount = d.between(60, 900);
        const isPaid = d.chance(0.8);
        return [
          i + 1,
          row[0],
          amount,
          isPaid ? Math.round(amount * (d.between(50, 100) / 100)) : 0,
          billed,
          isPaid ? later(billed, d.between(3, 75)) : null,
        ];
      }),
    };
  },
};
