import { seededRandom } from "../training/random.ts";

type Cell = string | number | undefined;

export interface HeldTable {
  readonly name: string;
  readonly columns: string;
  readonly rows: readonly (readonly Cell[])[];
}

const LAST_DAY = Date.UTC(2026, 10, 15);
const DAY = 86_400_000;

/** Draws that favour what stands first, so that few rankings end in a tie. */
function drawing(seed: number) {
  const random = seededRandom(seed);
  const day = (from: number, to: number): string =>
    new Date(LAST_DAY - Math.floor(to + random() ** 1.2 * (from - to)) * DAY).toISOString().slice(0, 10);
  return {
    below: (n: number): number => Math.floor(random() * n),
    between: (low: number, high: number, digits: number): number =>
      Number((low + random() * (high - low)).toFixed(digits)),
    oneOf: <T extends Cell>(list: readonly T[]): T | undefined => list[Math.floor(random() ** 1.4 * list.length)],
    chance: (share: number): boolean => random() < share,
    /** A day, so many days back at most and at least. */
    day,
  };
}

const rowsOf = (count: number, row: (i: number) => readonly Cell[]): (readonly Cell[])[] =>
  Array.from({ length: count }, (_, i) => row(i + 1));

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const FIRST = "Ada Bruno Chiara Dmitri Elif Farid Greta Hugo Ines Jonas Keiko Liam Mona Nils Olga Pavel".split(" ");
const LAST = "Abbott Brandt Cruz Dahl Eriksen Fontaine Gruber Haddad Ivanov Jansen Kowalski".split(" ");
const nameOf = (i: number): string =>
  `${FIRST[i % FIRST.length]} ${LAST[Math.floor(i / FIRST.length + i) % LAST.length]}`;

const STATIONS = [
  "Market Square",
  "Old Mill",
  "Riverside Park",
  "Union Station",
  "Castle Hill",
  "Harbour Gate",
  "Botanic Garden",
  "City Hall",
  "Stadium East",
  "Library Lane",
  "Tannery Yard",
  "Lakeside",
  "Airport Road",
  "Science Campus",
  "Cathedral",
  "West Docks",
];
const DISTRICTS = ["Centre", "North Bank", "Southside", "Westfield", "Harbourside"];

function bikes(): readonly HeldTable[] {
  const { below, between, oneOf, chance, day } = drawing(81);
  const stations = rowsOf(STATIONS.length, (i) => [
    i,
    STATIONS[i - 1],
    DISTRICTS[i % DISTRICTS.length],
    8 + below(30),
    day(2200, 900),
  ]);
  const riders = rowsOf(150, (i) => [
    i,
    nameOf(i),
    oneOf(["Monthly", "Yearly", "Pay as you go"]),
    oneOf(DISTRICTS),
    1950 + below(57),
    day(900, 20),
  ]);
  const rides = rowsOf(2800, (i) => {
    const minutes = 3 + below(70);
    const type = oneOf(["classic", "electric", "cargo"]);
    return [
      i,
      1 + Math.floor(below(140) ** 2 / 140),
      oneOf(stations.map((row) => row[0])),
      day(640, 0),
      minutes,
      Number((minutes * between(0.1, 0.3, 3)).toFixed(1)),
      Number((1 + minutes * (type === "classic" ? 0.05 : 0.15)).toFixed(2)),
      type,
    ];
  });
  const repairs = rowsOf(230, (i) => {
    const reported = day(640, 3);
    return [
      i,
      oneOf(stations.slice(0, 14).map((row) => row[0])),
      reported,
      chance(0.85) ? dayAfter(reported, 1 + below(12)) : undefined,
      oneOf(["tyre", "brake", "chain", "lock", "battery"]),
      between(5, 140, 2),
    ];
  });
  return [
    { name: "stations", columns: "station_id,station_name,district,docks,opened_on", rows: stations },
    { name: "riders", columns: "rider_id,full_name,plan,home_district,birth_year,joined_on", rows: riders },
    { name: "rides", columns: "ride_id,rider_id,station_id,ride_date,minutes,distance_km,fare,bike_type", rows: rides },
    { name: "repairs", columns: "repair_id,station_id,reported_on,fixed_on,part,cost", rows: repairs },
  ];
}

const PETS =
  "Biscuit Coco Dexter Flora Gizmo Hazel Indie Jasper Luna Mochi Nala Oscar Pepper Rufus Sushi Tilly Whisky Ziggy".split(
    " ",
  );
const TOWNS = ["Ashford", "Brookfield", "Cresswell", "Dunmore", "Easton", "Fairlea"];

function vetPractice(): readonly HeldTable[] {
  const { below, between, oneOf, day } = drawing(82);
  const breeds: Readonly<Record<string, readonly string[]>> = {
    dog: ["Labrador", "Beagle", "Poodle", "Terrier"],
    cat: ["Siamese", "Persian", "Maine Coon"],
    rabbit: ["Lop", "Angora"],
    parrot: ["Macaw", "Cockatoo"],
  };
  const owners = rowsOf(90, (i) => [i, nameOf(i * 3), oneOf(TOWNS), day(1500, 30)]);
  const pets = rowsOf(140, (i) => {
    const species = oneOf(Object.keys(breeds)) ?? "dog";
    return [
      i,
      `${PETS[i % PETS.length]}${i > PETS.length ? ` ${Math.ceil(i / PETS.length)}` : ""}`,
      species,
      oneOf(breeds[species] ?? []),
      species === "dog" ? between(6, 45, 1) : between(0.4, 8, 1),
      day(4200, 60),
      1 + below(84),
    ];
  });
  const vets = [
    [1, "Dr. Amara Osei", "Surgery", 120],
    [2, "Dr. Lukas Weiss", "Dentistry", 95],
    [3, "Dr. Priya Nair", "General practice", 80],
    [4, "Dr. Tom Ferrari", "General practice", 78],
    [5, "Dr. Yuki Sato", "Exotic animals", 110],
    [6, "Dr. Eva Lind", "Dermatology", 105],
  ];
  const visits = rowsOf(1200, (i) => [
    i,
    1 + Math.floor(below(130) ** 2 / 130),
    1 + below(5),
    day(680, 0),
    oneOf(["vaccination", "check-up", "injury", "dental cleaning", "surgery"]),
    between(25, 480, 2),
    10 + below(80),
  ]);
  const prescriptions = rowsOf(620, (i) => [
    i,
    1 + below(1200),
    oneOf(["Amoxicillin", "Meloxicam", "Prednisone", "Apoquel", "Gabapentin"]),
    1 + below(30),
    between(4, 90, 2),
  ]);
  return [
    { name: "owners", columns: "owner_id,owner_name,town,registered_on", rows: owners },
    { name: "pets", columns: "pet_id,pet_name,species,breed,weight_kg,born_on,owner_id", rows: pets },
    { name: "vets", columns: "vet_id,vet_name,speciality,hourly_rate", rows: vets },
    { name: "visits", columns: "visit_id,pet_id,vet_id,visit_date,reason,fee,minutes", rows: visits },
    { name: "prescriptions", columns: "prescription_id,visit_id,medicine,doses,price", rows: prescriptions },
  ];
}

/** Tables of our own that no rule was written against: a bicycle hire and a veterinary practice. The same rows every time. */
export const HELD_SOURCES: Readonly<Record<string, () => readonly HeldTable[]>> = { bikes, vets: vetPractice };

export const csvOf = ({ columns, rows }: HeldTable): string =>
  [columns, ...rows.map((row) => row.map((cell) => cell ?? "").join(","))].join("\n");
