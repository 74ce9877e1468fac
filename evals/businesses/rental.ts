import { type Business, drawing, later, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE brnch (brnch_id INTEGER PRIMARY KEY, brnch_nm TEXT, city TEXT, st TEXT, is_airport TEXT, opened_dt DATE);
CREATE TABLE veh_cat (cat_cd TEXT PRIMARY KEY, cat_desc TEXT, daily_rt REAL);
CREATE TABLE veh (vin TEXT PRIMARY KEY, plate_no TEXT, make TEXT, mdl TEXT, mdl_yr INTEGER, cat_cd TEXT REFERENCES veh_cat(cat_cd), home_brnch_id INTEGER REFERENCES brnch(brnch_id), odo_km INTEGER, acq_dt DATE, purch_cost REAL, veh_stat TEXT);
CREATE TABLE cust (cust_id INTEGER PRIMARY KEY, fname TEXT, lname TEXT, email TEXT, birth_dt DATE, lic_exp_dt DATE, loyalty_tier TEXT, join_dt DATE);
CREATE TABLE resv (resv_no INTEGER PRIMARY KEY, cust_id INTEGER REFERENCES cust(cust_id), cat_cd TEXT REFERENCES veh_cat(cat_cd), pickup_brnch_id INTEGER REFERENCES brnch(brnch_id), resv_dt DATE, exp_pickup_dt DATE, chnl TEXT, resv_stat TEXT);
CREATE TABLE rntl (rntl_id INTEGER PRIMARY KEY, resv_no INTEGER REFERENCES resv(resv_no), vin TEXT REFERENCES veh(vin), out_dt DATE, due_dt DATE, in_dt DATE, km_out INTEGER, km_in INTEGER, tot_chrg REAL, fuel_chrg REAL);
CREATE TABLE maint (maint_id INTEGER PRIMARY KEY, vin TEXT REFERENCES veh(vin), svc_dt DATE, svc_type TEXT, cost REAL, vendor TEXT);
CREATE TABLE dmg_rpt (rpt_id INTEGER PRIMARY KEY, rntl_id INTEGER REFERENCES rntl(rntl_id), sev_lvl INTEGER, est_cost REAL, rpt_dt DATE, notes TEXT);
`;

/** Car rental: branches, vehicles, reservations, rentals, maintenance and damage. */
export const rental: Business = {
  ddl,
  rows: () => {
    const d = drawing(104);
    const vins = times(130, (i) => `VIN${90_000 + i * 13}`);
    const resv = times(900, (i) => {
      const made = d.day("2022-10-01", "2024-06-05");
      return [
        i,
        d.between(1, 200),
        d.oneOf(["ECON", "MID", "SUV", "LUX"]),
        d.between(1, 8),
        made,
        later(made, d.between(1, 45)),
        d.oneOf(["Web", "App", "Phone", "Counter"]),
        d.oneOf(["Fulfilled", "Fulfilled", "Fulfilled", "Cancelled", "No-show"]),
      ] as const;
    });
    const rntl = resv
      .filter((row) => row[7] === "Fulfilled")
      .map((row, i) => {
        const due = later(row[5], d.between(1, 12));
        const km = d.between(4000, 80_000);
        const isOut = row[5] > "2024-05-28";
        return [
          i + 1,
          row[0],
          vins[d.between(0, 119)] ?? "",
          row[5],
          due,
          isOut ? null : later(due, d.oneOf([0, 0, 1, -1, 3])),
          km,
          isOut ? null : km + d.between(40, 1900),
          d.between(45, 1400),
          d.oneOf([0, 0, 25, 40]),
        ] as const;
      });
    return {
      brnch: [
        ["Downtown Reno", "Reno", "NV"],
        ["Reno Airport", "Reno", "NV"],
        ["Boise Center", "Boise", "ID"],
        ["Boise Airport", "Boise", "ID"],
        ["Spokane Main", "Spokane", "WA"],
        ["Tacoma South", "Tacoma", "WA"],
        ["Eugene West", "Eugene", "OR"],
        ["Portland Airport", "Portland", "OR"],
      ].map((row, i) => [i + 1, ...row, row[0]?.endsWith("Airport") ? "Y" : "N", `${2008 + i}-0${1 + i}-15`]),
      veh_cat: [
        ["ECON", "Economy", 38],
        ["MID", "Midsize", 52],
        ["SUV", "Sport utility", 79],
        ["LUX", "Luxury", 140],
      ],
      veh: vins.map((vin, i) => [
        vin,
        `PL${1000 + i * 7}`,
        d.oneOf(["Toyota", "Ford", "Kia", "Volvo"]),
        d.oneOf(["Alpha", "Bravo", "City"]),
        d.between(2016, 2024),
        d.oneOf(["ECON", "MID", "SUV", "LUX"]),
        d.between(1, 8),
        d.between(2000, 120_000),
        d.day("2017-01-01", "2024-03-01"),
        d.between(14, 70) * 1000,
        d.oneOf(["Available", "Rented", "In shop", "Retired"]),
      ]),
      cust: times(220, (i) => [
        i,
        ...personName(i),
        `user${i}@${d.oneOf(["mailbox.test", "post.test", "inbox.test"])}`,
        d.day("1945-01-01", "2004-01-01"),
        d.day("2023-10-01", "2030-01-01"),
        d.oneOf(["None", "Silver", "Gold"]),
        d.day("2018-01-01", "2024-06-01"),
      ]),
      resv,
      rntl,
      maint: times(420, (i) => [
        i,
        vins[d.between(0, 124)] ?? "",
        d.day("2022-01-01", "2024-06-10"),
        d.oneOf(["Oil change", "Tires", "Brakes", "Inspection"]),
        d.between(40, 1300),
        d.oneOf(["QuickLube", "Axle Works", "In-house"]),
      ]),
      dmg_rpt: rntl
        .filter(() => d.chance(0.1))
        .map((row, i) => [
          i + 1,
          row[0],
          d.between(1, 4),
          d.between(80, 4000),
          row[4],
          d.oneOf(["Scratch on left door", "Cracked windshield", "Dent in rear bumper"]),
        ]),
    };
  },
};
