import { type Business, drawing, later, times } from "./draw.ts";

const ddl = `
CREATE TABLE Carrier (carrierId INTEGER PRIMARY KEY, carrierName TEXT, mcNumber TEXT, homeState TEXT, safetyRating TEXT, onboardedOn DATE, isActive INTEGER);
CREATE TABLE Shipper (shipperId INTEGER PRIMARY KEY, shipperName TEXT, industry TEXT, hqCity TEXT, creditLimit INTEGER, createdOn DATE);
CREATE TABLE EquipType (equipCode TEXT PRIMARY KEY, equipDesc TEXT);
CREATE TABLE Broker (brokerId INTEGER PRIMARY KEY, fullName TEXT, officeCity TEXT, startDate DATE, mgrBrokerId INTEGER REFERENCES Broker(brokerId));
CREATE TABLE Load (loadId INTEGER PRIMARY KEY, refNo TEXT, shipperId INTEGER REFERENCES Shipper(shipperId), carrierId INTEGER REFERENCES Carrier(carrierId), brokerId INTEGER REFERENCES Broker(brokerId), equipCode TEXT REFERENCES EquipType(equipCode), origState TEXT, destState TEXT, miles INTEGER, weightLbs INTEGER, bookedAt DATETIME, pickupDate DATE, dueDate DATE, deliveredDate DATE, loadStatus TEXT, custRate INTEGER, carrierRate INTEGER);
CREATE TABLE LoadStop (loadId INTEGER REFERENCES Load(loadId), stopSeq INTEGER, city TEXT, stopType TEXT, waitMins INTEGER, PRIMARY KEY (loadId, stopSeq));
CREATE TABLE Claim (claimId INTEGER PRIMARY KEY, loadId INTEGER REFERENCES Load(loadId), filedOn DATE, closedOn DATE, claimAmt INTEGER, claimReason TEXT);
CREATE TABLE CheckCall (callId INTEGER PRIMARY KEY, loadId INTEGER REFERENCES Load(loadId), calledAt DATETIME, note TEXT);
`;

const STATES = ["TX", "CA", "IL", "GA", "OH", "FL", "PA", "WA"] as const;

/** A freight brokerage: shippers' loads, the carriers that haul them, and claims. */
export const freight: Business = {
  ddl,
  rows: () => {
    const d = drawing(102);
    const load = times(1100, (i) => {
      const booked = d.moment("2022-09-01", "2024-06-10");
      const pickup = later(booked.slice(0, 10), d.between(0, 6));
      const due = later(pickup, d.between(1, 6));
      const status = d.oneOf(["Delivered", "Delivered", "Delivered", "Cancelled", "In Transit"]);
      const rate = d.between(700, 5200);
      return [
        i,
        `LD-${40_000 + i}`,
        d.between(1, 38),
        d.between(1, 55),
        d.between(1, 11),
        d.oneOf(["V", "R", "F", "S"]),
        d.oneOf(STATES),
        d.oneOf(STATES),
        d.between(90, 2400),
        d.between(4, 44) * 1000,
        booked,
        pickup,
        due,
        status === "Delivered" ? later(due, d.oneOf([0, -1, 1, 2, 4])) : null,
        status,
        rate,
        Math.round(rate * (d.between(72, 98) / 100)),
      ] as const;
    });
    const delivered = load.filter((row) => row[14] === "Delivered");
    return {
      Carrier: times(60, (i) => [
        i,
        `${["Blue", "Iron", "Swift", "Prairie", "Summit", "Coastal"][i % 6]} ${["Haul", "Freight", "Lines", "Express", "Trucking"][i % 5]} ${i}`,
        `MC${700_000 + i * 37}`,
        d.oneOf(STATES),
        d.oneOf(["Satisfactory", "Conditional", "Unrated"]),
        d.day("2018-01-01", "2024-05-01"),
        d.chance(0.8) ? 1 : 0,
      ]),
      Shipper: times(42, (i) => [
        i,
        `${["Acorn", "Birch", "Copper", "Delta", "Ember", "Falcon", "Granite"][i % 7]} ${["Foods", "Steel", "Paper", "Retail", "Chemicals"][i % 5]} ${i}`,
        d.oneOf(["Food", "Manufacturing", "Retail", "Chemicals"]),
        d.oneOf(["Dallas", "Chicago", "Atlanta", "Seattle"]),
        d.between(1, 20) * 25_000,
        d.day("2019-01-01", "2024-04-01"),
      ]),
      EquipType: [
        ["V", "Dry Van"],
        ["R", "Reefer"],
        ["F", "Flatbed"],
        ["S", "Step Deck"],
      ],
      Broker: times(12, (i) => [
        i,
        [
          "Mara Voss",
          "Niles Okafor",
          "Petra Lund",
          "Quinn Asher",
          "Rosa Ibarra",
          "Sam Teller",
          "Tess Moran",
          "Uri Levin",
          "Vera Chu",
          "Will Pratt",
          "Yara Saad",
          "Zane Holt",
        ][i - 1] ?? "",
        d.oneOf(["Chicago", "Denver", "Tampa"]),
        d.day("2015-01-01", "2023-06-01"),
        i > 3 ? 1 + (i % 3) : null,
      ]),
      Load: load,
      LoadStop: load.flatMap((row) =>
        times(d.between(2, 4), (s) => [
          row[0],
          s,
          d.oneOf(["Houston", "Fresno", "Joliet", "Macon", "Toledo", "Tampa"]),
          s === 1 ? "Pickup" : "Drop",
          d.between(5, 240),
        ]),
      ),
      Claim: delivered
        .filter(() => d.chance(0.12))
        .map((row, i) => {
          const filed = later(row[13] ?? row[12], d.between(1, 20));
          return [
            i + 1,
            row[0],
            filed,
            d.chance(0.7) ? later(filed, d.between(4, 90)) : null,
            d.between(1, 60) * 100,
            d.oneOf(["Damage", "Shortage", "Late delivery", "Theft"]),
          ];
        }),
      CheckCall: times(900, (i) => [
        i,
        d.between(1, 1100),
        d.moment("2022-09-05", "2024-06-12"),
        d.oneOf(["On schedule", "Running late due to weather", "Driver at shipper", "Flat tire, delayed"]),
      ]),
    };
  },
};
