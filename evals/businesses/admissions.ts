import { type Business, drawing, later, personName, times } from "./draw.ts";

type TermSpan = readonly [code: string, from: string, to: string];

const ddl = `
CREATE TABLE Term (termCode TEXT PRIMARY KEY, termName TEXT, startDt DATE, endDt DATE);
CREATE TABLE School (schoolId INTEGER PRIMARY KEY, schoolName TEXT, deanName TEXT);
CREATE TABLE Program (progId INTEGER PRIMARY KEY, progName TEXT, schoolId INTEGER REFERENCES School(schoolId), degreeLvl TEXT, capacity INTEGER, annualTuition INTEGER, isOpen INTEGER);
CREATE TABLE HighSchool (hsCode INTEGER PRIMARY KEY, hsName TEXT, hsState TEXT, isPublic INTEGER);
CREATE TABLE Applicant (applicantId INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, birthDt DATE, residency TEXT, hsCode INTEGER REFERENCES HighSchool(hsCode), gpa REAL, satTotal INTEGER, firstGenFlg TEXT, createdTs DATETIME);
CREATE TABLE DecisionCode (decCode TEXT PRIMARY KEY, decDesc TEXT, isFinal INTEGER);
CREATE TABLE Reader (readerId INTEGER PRIMARY KEY, readerName TEXT, region TEXT);
CREATE TABLE Application (appId INTEGER PRIMARY KEY, applicantId INTEGER REFERENCES Applicant(applicantId), progId INTEGER REFERENCES Program(progId), termCode TEXT REFERENCES Term(termCode), submittedDt DATE, decisionDt DATE, decCode TEXT REFERENCES DecisionCode(decCode), enrolledFlg TEXT, feeWaivedFlg TEXT);
CREATE TABLE AppReview (appId INTEGER REFERENCES Application(appId), readerId INTEGER REFERENCES Reader(readerId), reviewDt DATE, rating INTEGER, PRIMARY KEY (appId, readerId));
CREATE TABLE FinAidAward (awardId INTEGER PRIMARY KEY, appId INTEGER REFERENCES Application(appId), awardType TEXT, awardAmt INTEGER, offeredDt DATE, acceptedDt DATE);
`;

/** University admissions: applicants, applications, reviews, decisions and awards. */
export const admissions: Business = {
  ddl,
  rows: () => {
    const d = drawing(105);
    const terms: readonly [TermSpan, ...TermSpan[]] = [
      ["F24", "2023-09-01", "2024-04-01"],
      ["F23", "2022-09-01", "2023-04-01"],
      ["F22", "2021-09-01", "2022-04-01"],
    ];
    const app = times(850, (i) => {
      const [term, from, to] = d.oneOf(terms);
      const submitted = d.day(from, to);
      const decision = d.oneOf(["AD", "RJ", "WL", "PD"]);
      return [
        i,
        d.between(1, 420),
        d.between(1, 13),
        term,
        submitted,
        decision === "PD" ? null : later(submitted, d.between(10, 95)),
        decision,
        decision === "AD" && d.chance(0.5) ? "Y" : "N",
        d.chance(0.2) ? "Y" : "N",
      ] as const;
    });
    return {
      Term: [
        ["F22", "Fall 2022", "2022-08-25", "2022-12-18"],
        ["F23", "Fall 2023", "2023-08-24", "2023-12-17"],
        ["F24", "Fall 2024", "2024-08-22", "2024-12-15"],
      ],
      School: [
        [1, "Engineering", "Helena Park"],
        [2, "Arts and Sciences", "Marcus Reed"],
        [3, "Business", "Olga Stein"],
        [4, "Nursing", "Paul Onyango"],
      ],
      Program: [
        "Computer Engineering",
        "Civil Engineering",
        "Robotics",
        "History",
        "Biology",
        "Mathematics",
        "Psychology",
        "Accounting",
        "Marketing",
        "Finance",
        "Nursing Practice",
        "Public Health",
        "Midwifery",
        "Data Science",
      ].map((name, i) => [
        i + 1,
        name,
        1 + Math.min(3, Math.floor(i / 3.6)),
        d.oneOf(["BS", "BA", "MS"]),
        d.between(20, 140),
        d.between(18, 52) * 1000,
        i === 13 ? 0 : 1,
      ]),
      HighSchool: times(45, (i) => [
        100 + i,
        `${["Lincoln", "Riverside", "Mesa", "Oakridge", "Harbor"][i % 5]} High ${i}`,
        d.oneOf(["OR", "ID", "NV", "UT"]),
        d.chance(0.75) ? 1 : 0,
      ]),
      Applicant: times(450, (i) => [
        i,
        ...personName(i * 7),
        d.day("1998-01-01", "2006-12-31"),
        d.oneOf(["In-state", "Out-of-state", "International"]),
        100 + d.between(1, 45),
        d.between(210, 400) / 100,
        d.between(80, 160) * 10,
        d.chance(0.3) ? "Y" : "N",
        d.moment("2021-08-01", "2024-03-30"),
      ]),
      DecisionCode: [
        ["AD", "Admitted", 1],
        ["RJ", "Rejected", 1],
        ["WL", "Waitlisted", 0],
        ["PD", "Pending", 0],
      ],
      Reader: times(9, (i) => [
        i,
        [
          "Amir Nolan",
          "Beth Cole",
          "Cyrus Hart",
          "Dina Frost",
          "Evan Shah",
          "Fay Moss",
          "Gil Tran",
          "Hope Lane",
          "Ivy Boone",
        ][i - 1] ?? "",
        d.oneOf(["West", "East", "Abroad"]),
      ]),
      Application: app,
      AppReview: app.flatMap((row) =>
        times(d.between(1, 3), (r) => [
          row[0],
          ((row[0] + r * 2) % 9) + 1,
          later(row[4], d.between(3, 40)),
          d.between(1, 10),
        ]),
      ),
      FinAidAward: app
        .filter((row) => row[6] === "AD")
        .flatMap((row, i) =>
          d.chance(0.65)
            ? [
                [
                  i + 1,
                  row[0],
                  d.oneOf(["Merit", "Need", "Athletic"]),
                  d.between(2, 30) * 500,
                  later(row[5] ?? row[4], 7),
                  d.chance(0.6) ? later(row[5] ?? row[4], d.between(9, 40)) : null,
                ],
              ]
            : [],
        ),
    };
  },
};
