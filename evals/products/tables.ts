import { seededRandom } from "../training/random.ts";

type Cell = string | number | boolean | null;

export interface ProductTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const FIRST_DAY = Date.UTC(2025, 7, 20);
const DAYS = 452;

/** Draws with weights that favour what stands first, so that no ranking ends in a tie. */
export function drawing(seed: number) {
  const random = seededRandom(seed);
  return {
    below: (n: number): number => Math.floor(random() * n),
    oneOf: <T extends Cell>(list: readonly T[]): T | undefined => list[Math.floor(random() ** 1.4 * list.length)],
    chance: (share: number): boolean => random() < share,
    moment: (fromHour: number, hours: number): string => {
      const day = Math.floor(random() ** 0.9 * DAYS);
      const minute = fromHour * 60 + Math.floor(((random() + random()) / 2) * hours * 60);
      return new Date(FIRST_DAY + day * 86_400_000 + minute * 60_000).toISOString().slice(0, 16).replace("T", " ");
    },
  };
}

export const rowsOf = (count: number, row: (i: number) => readonly (Cell | undefined)[]): (readonly Cell[])[] =>
  Array.from({ length: count }, (_, i) => row(i + 1).map((cell) => cell ?? null));

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function cafeSales(): ProductTable {
  const { below, oneOf, chance, moment } = drawing(21);
  const prices = new Map([
    ["Latte", 3.8],
    ["Espresso", 2.4],
    ["Muffin", 3.1],
    ["Iced Tea", 3.4],
    ["Bagel", 4.2],
    ["Cold Brew", 4.6],
  ]);
  const kinds: Readonly<Record<string, string>> = { Muffin: "Bakery", Bagel: "Bakery", "Iced Tea": "Tea" };
  return {
    columns: "sale_id sold_at store product category quantity unit_price discount_pct payment_method barista".split(
      " ",
    ),
    rows: rowsOf(3200, (i) => {
      const product = oneOf([...prices.keys()]) ?? "Latte";
      return [
        i,
        moment(6, 13),
        oneOf(["Old Town", "Harbor", "Airport", "Station"]),
        product,
        kinds[product] ?? "Coffee",
        1 + below(5),
        prices.get(product),
        chance(0.25) ? oneOf([10, 15, 20]) : 0,
        oneOf(["card", "cash", "mobile"]),
        oneOf(["Ana", "Bo", "Chen", "Dara"]),
      ];
    }),
  };
}

function hotelBookings(): ProductTable {
  const { below, oneOf, chance, moment } = drawing(22);
  const rates: Readonly<Record<string, number>> = { Single: 80, Double: 120, Suite: 240 };
  return {
    columns: "booking_id booked_on arrival hotel room_type nights guests nightly_rate channel country cancelled".split(
      " ",
    ),
    rows: rowsOf(1400, (i) => {
      const booked = moment(0, 24).slice(0, 10);
      const room = oneOf(["Double", "Single", "Suite"]) ?? "Double";
      return [
        5000 + i,
        booked,
        dayAfter(booked, 1 + below(60)),
        oneOf(["Lakeside", "Old Mill", "Grand Central"]),
        room,
        1 + below(9),
        1 + below(4),
        (rates[room] ?? 100) + below(30),
        oneOf(["Website", "Agency", "Phone"]),
        oneOf(["Germany", "Norway", "Italy", "Spain", "Poland", "Canada", "Japan"]),
        chance(0.14),
      ];
    }),
  };
}

function webOrders(): ProductTable {
  const { below, oneOf, chance, moment } = drawing(23);
  const prices = new Map([
    ["Headlamp", 34],
    ["Tent", 210],
    ["Stove", 55],
    ["Rope", 82],
    ["Mug", 9],
  ]);
  return {
    columns: "order_no order_date customer city item qty price shipping_cost status coupon".split(" "),
    rows: rowsOf(1100, (i) => {
      const item = oneOf([...prices.keys()]) ?? "Mug";
      return [
        `W-${10_000 + i}`,
        moment(0, 24).slice(0, 10),
        `customer${below(300)}@example.com`,
        oneOf(["Berlin", "Oslo", "Lyon", "Porto", "Graz"]),
        item,
        1 + below(4),
        prices.get(item),
        3 + below(9),
        oneOf(["shipped", "pending", "refunded"]),
        chance(0.2) ? oneOf(["SPRING", "WELCOME"]) : null,
      ];
    }),
  };
}

function supportTickets(): ProductTable {
  const { below, oneOf, chance, moment } = drawing(24);
  return {
    columns:
      "ticket_id opened_at closed_at customer product_area priority channel agent first_reply_minutes satisfaction".split(
        " ",
      ),
    rows: rowsOf(1500, (i) => {
      const opened = moment(7, 12);
      return [
        i,
        opened,
        chance(0.9) ? `${dayAfter(opened, 1 + below(6))} 12:00` : null,
        `Company ${below(120)}`,
        oneOf(["Billing", "Login", "Reports", "Imports"]),
        oneOf(["normal", "low", "urgent"]),
        oneOf(["email", "chat", "phone"]),
        oneOf(["Noor", "Pia", "Quentin", "Rosa", "Sam"]),
        2 + below(240),
        1 + below(5),
      ];
    }),
  };
}

function gymVisits(): ProductTable {
  const { below, oneOf, moment } = drawing(27);
  const burnt: Readonly<Record<string, number>> = { Spinning: 11, Weights: 7, Yoga: 4, Swimming: 9 };
  return {
    columns: "visit_id member visited_at club activity minutes calories membership_type".split(" "),
    rows: rowsOf(2600, (i) => {
      const activity = oneOf(["Weights", "Spinning", "Yoga", "Swimming"]) ?? "Yoga";
      const minutes = 20 + below(80);
      return [
        i,
        `Member ${below(150)}`,
        moment(6, 16),
        oneOf(["Riverside", "Uptown", "Park"]),
        activity,
        minutes,
        minutes * (burnt[activity] ?? 5) + below(40),
        oneOf(["basic", "premium", "student"]),
      ];
    }),
  };
}

/** Tables such as people upload: one file, one kind of event a row, no keys, no notes. The same rows every time. */
export const PRODUCT_TABLES: Readonly<Record<string, () => ProductTable>> = {
  cafe_sales: cafeSales,
  hotel_bookings: hotelBookings,
  web_orders: webOrders,
  support_tickets: supportTickets,
  gym_visits: gymVisits,
};

export function csvOf({ columns, rows }: ProductTable): string {
  return [columns, ...rows].map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
}
