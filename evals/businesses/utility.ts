import { type Business, drawing, later, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE SVC_AREA (AREA_CD TEXT PRIMARY KEY, AREA_NM TEXT, POP_CNT INTEGER);
CREATE TABLE RATE_PLN (RATE_CD TEXT PRIMARY KEY, RATE_DESC TEXT, PRICE_KWH REAL, EFF_DT DATE, EXP_DT DATE);
CREATE TABLE CUST_ACCT (ACCT_NO INTEGER PRIMARY KEY, CUST_FNAME TEXT, CUST_LNAME TEXT, CUST_TYP TEXT, RATE_CD TEXT REFERENCES RATE_PLN(RATE_CD), OPEN_DT DATE, CLOSE_DT DATE, AUTOPAY_FLG TEXT, PAPERLESS_FLG TEXT);
CREATE TABLE PREM (PREM_ID INTEGER PRIMARY KEY, ACCT_NO INTEGER REFERENCES CUST_ACCT(ACCT_NO), ADDR_LN TEXT, CITY TEXT, AREA_CD TEXT REFERENCES SVC_AREA(AREA_CD), SQ_FT INTEGER, HAS_SOLAR INTEGER);
CREATE TABLE MTR (MTR_ID INTEGER PRIMARY KEY, PREM_ID INTEGER REFERENCES PREM(PREM_ID), MTR_TYP TEXT, INST_DT DATE, MTR_STAT TEXT);
CREATE TABLE MTR_RDG (RDG_ID INTEGER PRIMARY KEY, MTR_ID INTEGER REFERENCES MTR(MTR_ID), RDG_DT DATE, KWH REAL, EST_FLG TEXT);
CREATE TABLE BILL (BILL_NO INTEGER PRIMARY KEY, ACCT_NO INTEGER REFERENCES CUST_ACCT(ACCT_NO), BILL_DT DATE, DUE_DT DATE, TOT_AMT REAL, BAL_DUE REAL);
CREATE TABLE PMT (PMT_ID INTEGER PRIMARY KEY, BILL_NO INTEGER REFERENCES BILL(BILL_NO), PMT_DT DATE, PMT_AMT REAL, PMT_MTHD TEXT);
CREATE TABLE OUTAGE (OUTG_ID INTEGER PRIMARY KEY, AREA_CD TEXT REFERENCES SVC_AREA(AREA_CD), START_TS DATETIME, RESTORE_TS DATETIME, CAUSE_CD TEXT REFERENCES CAUSE(CAUSE_CD), CUST_AFF INTEGER);
CREATE TABLE CAUSE (CAUSE_CD TEXT PRIMARY KEY, CAUSE_DESC TEXT, IS_WEATHER INTEGER);
`;

/** A power company: accounts, premises, meters, readings, bills, payments and outages. */
export const utility: Business = {
  ddl,
  rows: () => {
    const d = drawing(106);
    const bill = times(1000, (i) => {
      const at = d.day("2022-12-01", "2024-06-08");
      const total = d.between(2500, 39_000) / 100;
      return [i, 5000 + d.between(1, 150), at, later(at, 21), total, d.chance(0.78) ? 0 : total] as const;
    });
    return {
      SVC_AREA: [
        ["NO", "North", 41_000],
        ["SO", "South", 58_500],
        ["EA", "East", 23_200],
        ["WE", "West", 12_900],
      ],
      RATE_PLN: [
        ["R1", "Residential standard", 0.141, "2021-01-01", null],
        ["R2", "Time of use", 0.118, "2022-06-01", null],
        ["C1", "Small business", 0.127, "2021-01-01", null],
        ["L0", "Legacy flat", 0.099, "2015-01-01", "2023-12-31"],
      ],
      CUST_ACCT: times(160, (i) => {
        const opened = d.day("2016-01-01", "2024-05-01");
        return [
          5000 + i,
          ...personName(i),
          d.oneOf(["RES", "RES", "COM"]),
          d.oneOf(["R1", "R2", "C1", "L0"]),
          opened,
          d.chance(0.12) ? later(opened, d.between(90, 1500)) : null,
          d.chance(0.45) ? "Y" : "N",
          d.chance(0.6) ? "Y" : "N",
        ];
      }),
      PREM: times(190, (i) => [
        i,
        5000 + (((i - 1) % 160) + 1),
        `${10 + i} ${d.oneOf(["Elm", "Harbor", "Mill", "Ridge"])} ${d.oneOf(["St", "Ave", "Rd"])}`,
        d.oneOf(["Granby", "Holt", "Ironton"]),
        d.oneOf(["SO", "NO", "EA", "WE"]),
        d.between(6, 48) * 100,
        d.chance(0.22) ? 1 : 0,
      ]),
      MTR: times(200, (i) => [
        i,
        ((i - 1) % 190) + 1,
        d.oneOf(["Smart", "Digital", "Analog"]),
        d.day("2009-01-01", "2024-02-01"),
        d.oneOf(["Active", "Active", "Removed", "Faulty"]),
      ]),
      MTR_RDG: times(1600, (i) => [
        i,
        d.between(1, 192),
        d.day("2023-01-01", "2024-06-12"),
        d.between(800, 21_000) / 10,
        d.chance(0.13) ? "Y" : "N",
      ]),
      BILL: bill,
      PMT: bill
        .filter((row) => row[5] === 0)
        .map((row, i) => [
          i + 1,
          row[0],
          later(row[2], d.between(3, 40)),
          row[4],
          d.oneOf(["Web", "Auto", "Check", "Phone"]),
        ]),
      CAUSE: [
        ["TR", "Fallen tree", 1],
        ["EQ", "Equipment failure", 0],
        ["AN", "Animal contact", 0],
        ["LI", "Lightning", 1],
        ["VE", "Vehicle accident", 0],
      ],
      OUTAGE: times(140, (i) => {
        const start = d.moment("2022-06-01", "2024-06-10");
        return [
          i,
          d.oneOf(["NO", "SO", "WE", "EA"]),
          start,
          later(start, d.between(1, 60) / 24),
          d.oneOf(["TR", "EQ", "AN", "LI", "VE"]),
          d.between(10, 2400),
        ];
      }),
    };
  },
};
