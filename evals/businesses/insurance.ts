import { type Business, drawing, later, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE pol_holder (ph_id INTEGER PRIMARY KEY, f_name TEXT, l_name TEXT, dob DATE, st_cd TEXT, cr_score INTEGER, since_dt DATE, row_upd_ts DATETIME);
CREATE TABLE lob (lob_cd TEXT PRIMARY KEY, lob_desc TEXT);
CREATE TABLE agt (agt_id INTEGER PRIMARY KEY, agt_nm TEXT, agcy_id INTEGER REFERENCES agcy(agcy_id), appt_dt DATE, term_dt DATE);
CREATE TABLE agcy (agcy_id INTEGER PRIMARY KEY, agcy_nm TEXT, rgn_cd TEXT REFERENCES rgn(rgn_cd));
CREATE TABLE rgn (rgn_cd TEXT PRIMARY KEY, rgn_nm TEXT);
CREATE TABLE pol (pol_no TEXT PRIMARY KEY, ph_id INTEGER REFERENCES pol_holder(ph_id), agt_id INTEGER REFERENCES agt(agt_id), lob_cd TEXT REFERENCES lob(lob_cd), eff_dt DATE, exp_dt DATE, cxl_dt DATE, ann_prem REAL, ded_amt INTEGER, pol_stat_cd TEXT);
CREATE TABLE clm_stat (clm_stat_cd TEXT PRIMARY KEY, clm_stat_desc TEXT);
CREATE TABLE adj (adj_id INTEGER PRIMARY KEY, adj_nm TEXT, lic_lvl TEXT);
CREATE TABLE clm (clm_no INTEGER PRIMARY KEY, pol_no TEXT REFERENCES pol(pol_no), adj_id INTEGER REFERENCES adj(adj_id), loss_dt DATE, rpt_dt DATE, cls_dt DATE, clm_stat_cd TEXT REFERENCES clm_stat(clm_stat_cd), cause_desc TEXT, rsv_amt REAL, is_fraud_susp INTEGER);
CREATE TABLE clm_pmt (clm_pmt_id INTEGER PRIMARY KEY, clm_no INTEGER REFERENCES clm(clm_no), pmt_dt DATE, pmt_amt REAL, payee_typ TEXT);
CREATE TABLE clm_note (note_id INTEGER PRIMARY KEY, clm_no INTEGER REFERENCES clm(clm_no), note_ts DATETIME, note_txt TEXT);
`;

/** Insurance: policies by line of business, agents and agencies, claims and their payments. */
export const insurance: Business = {
  ddl,
  rows: () => {
    const d = drawing(107);
    const pol = times(480, (i) => {
      const from = d.day("2021-06-01", "2024-05-01");
      const status = d.oneOf(["A", "A", "L", "C"]);
      return [
        `P${200_000 + i * 3}`,
        d.between(1, 300),
        d.between(1, 24),
        d.oneOf(["AU", "HO", "RN", "UM"]),
        from,
        later(from, 365),
        status === "C" ? later(from, d.between(10, 300)) : null,
        d.between(240, 3900),
        d.oneOf([500, 250, 1000]),
        status,
      ] as const;
    });
    const clm = times(700, (i) => {
      const policy = pol[d.between(0, 399)] ?? pol[0];
      const loss = later(policy?.[4] ?? "2023-01-01", d.between(5, 330));
      const status = d.oneOf(["CL", "CL", "OP", "DN", "RO"]);
      const reported = later(loss, d.between(0, 35));
      return [
        i,
        policy?.[0] ?? "",
        d.between(1, 12),
        loss,
        reported,
        status === "CL" || status === "DN" ? later(reported, d.between(3, 160)) : null,
        status,
        d.oneOf(["Collision", "Water damage", "Hail", "Theft", "Fire"]),
        d.between(5, 240) * 100,
        d.chance(0.07) ? 1 : 0,
      ] as const;
    });
    return {
      rgn: [
        ["NE", "Northeast"],
        ["SE", "Southeast"],
        ["MW", "Midwest"],
        ["WS", "West"],
      ],
      agcy: ["Harbor Mutual", "Keystone Partners", "Lakeshore", "Meridian", "Old Mill", "Pioneer"].map((name, i) => [
        i + 1,
        name,
        ["NE", "SE", "MW", "WS"][i % 4] ?? "",
      ]),
      agt: times(26, (i) => [
        i,
        personName(i * 3).join(" "),
        d.between(1, 6),
        d.day("2012-01-01", "2023-01-01"),
        d.chance(0.15) ? d.day("2023-02-01", "2024-05-01") : null,
      ]),
      lob: [
        ["AU", "Auto"],
        ["HO", "Homeowners"],
        ["RN", "Renters"],
        ["UM", "Umbrella"],
      ],
      pol_holder: times(320, (i) => [
        i,
        ...personName(i),
        d.day("1940-01-01", "2003-12-31"),
        d.oneOf(["NY", "FL", "OH", "CO"]),
        d.between(480, 840),
        d.day("2005-01-01", "2024-04-01"),
        d.moment("2024-01-01", "2024-06-01"),
      ]),
      pol,
      clm_stat: [
        ["CL", "Closed"],
        ["OP", "Open"],
        ["DN", "Denied"],
        ["RO", "Reopened"],
      ],
      adj: times(12, (i) => [i, personName(i * 9 + 4).join(" "), d.oneOf(["Senior", "Junior", "Lead"])]),
      clm,
      clm_pmt: clm
        .filter((row) => row[6] !== "DN")
        .flatMap((row) => times(d.between(0, 2), () => row))
        .map((row, i) => [
          i + 1,
          row[0],
          later(row[4], d.between(5, 150)),
          d.between(2, 160) * 75,
          d.oneOf(["Insured", "Repair shop", "Medical"]),
        ]),
      clm_note: times(800, (i) => [
        i,
        d.between(1, 700),
        d.moment("2022-01-01", "2024-06-10"),
        d.oneOf(["Called insured, left voicemail", "Police report received", "Photos requested", "Attorney involved"]),
      ]),
    };
  },
};
