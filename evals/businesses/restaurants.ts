import { type Business, drawing, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE region (region_id INTEGER PRIMARY KEY, region_name TEXT, vp_name TEXT);
CREATE TABLE store (store_nbr INTEGER PRIMARY KEY, store_name TEXT, city TEXT, region_id INTEGER REFERENCES region(region_id), open_dt DATE, close_dt DATE, seat_cnt INTEGER, drive_thru_ind TEXT);
CREATE TABLE job (job_cd TEXT PRIMARY KEY, job_title TEXT);
CREATE TABLE staff (staff_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, store_nbr INTEGER REFERENCES store(store_nbr), job_cd TEXT REFERENCES job(job_cd), hire_dt DATE, term_dt DATE, hrly_rate REAL);
CREATE TABLE menu_cat (menu_cat_id INTEGER PRIMARY KEY, menu_cat_name TEXT);
CREATE TABLE menu_item (item_id INTEGER PRIMARY KEY, item_name TEXT, menu_cat_id INTEGER REFERENCES menu_cat(menu_cat_id), price_cents INTEGER, cost_cents INTEGER, is_vegan INTEGER, discontinued_dt DATE);
CREATE TABLE guest (guest_id INTEGER PRIMARY KEY, email TEXT, signup_dt DATE, opt_in INTEGER);
CREATE TABLE chk (chk_id INTEGER PRIMARY KEY, store_nbr INTEGER REFERENCES store(store_nbr), staff_id INTEGER REFERENCES staff(staff_id), guest_id INTEGER REFERENCES guest(guest_id), opened_ts DATETIME, closed_ts DATETIME, order_type TEXT, party_size INTEGER, subtotal_cents INTEGER, tip_cents INTEGER, voided INTEGER);
CREATE TABLE chk_item (chk_id INTEGER REFERENCES chk(chk_id), line_no INTEGER, item_id INTEGER REFERENCES menu_item(item_id), qty INTEGER, disc_cents INTEGER, PRIMARY KEY (chk_id, line_no));
CREATE TABLE review (review_id INTEGER PRIMARY KEY, store_nbr INTEGER REFERENCES store(store_nbr), review_dt DATE, stars INTEGER, comment TEXT);
`;

/** A restaurant chain: stores, staff, menu, checks and their lines, guests and reviews. */
export const restaurants: Business = {
  ddl,
  rows: () => {
    const d = drawing(108);
    const chk = times(1300, (i) => {
      const opened = d.moment("2023-01-01", "2024-06-13");
      const subtotal = d.between(700, 14_000);
      const closed = new Date(Date.parse(`${opened.replace(" ", "T")}Z`) + d.between(10, 110) * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace("T", " ");
      return [
        i,
        d.between(1, 13),
        d.between(1, 80),
        d.chance(0.6) ? d.between(1, 140) : null,
        opened,
        closed,
        d.oneOf(["Dine in", "Takeout", "Delivery"]),
        d.between(1, 7),
        subtotal,
        Math.round((subtotal * d.oneOf([18, 20, 15, 0])) / 100),
        d.chance(0.04) ? 1 : 0,
      ];
    });
    return {
      region: [
        [1, "Coastal", "Lena Marsh"],
        [2, "Inland", "Otto Kern"],
        [3, "Mountain", "Pia Wolfe"],
      ],
      store: times(14, (i) => [
        i,
        `${["Pier", "Market", "Canyon", "Depot", "Plaza", "Summit", "Orchard"][i % 7]} ${i}`,
        d.oneOf(["Salem", "Provo", "Fresno", "Aspen"]),
        d.between(1, 3),
        d.day("2010-01-01", "2023-01-01"),
        i === 12 ? "2024-02-01" : null,
        d.between(30, 180),
        d.chance(0.4) ? "Y" : "N",
      ]),
      job: [
        ["SRV", "Server"],
        ["CK", "Cook"],
        ["MGR", "Manager"],
        ["HST", "Host"],
      ],
      staff: times(95, (i) => [
        i,
        ...personName(i),
        d.between(1, 14),
        d.oneOf(["SRV", "CK", "HST", "MGR"]),
        d.day("2015-01-01", "2024-05-01"),
        d.chance(0.2) ? "2024-05-15" : null,
        d.between(1300, 3100) / 100,
      ]),
      menu_cat: [
        [1, "Starters"],
        [2, "Mains"],
        [3, "Desserts"],
        [4, "Drinks"],
      ],
      menu_item: [
        "Tomato Soup",
        "Spring Rolls",
        "Garlic Bread",
        "Veggie Burger",
        "Grilled Salmon",
        "Chicken Curry",
        "Beef Tacos",
        "Lemon Tart",
        "Chocolate Cake",
        "Iced Coffee",
        "Lemonade",
        "House Red",
      ].map((name, i) => [
        i + 1,
        name,
        i < 3 ? 1 : i < 7 ? 2 : i < 9 ? 3 : 4,
        d.between(4, 26) * 100 - 5,
        d.between(90, 900),
        [0, 1, 3, 10].includes(i) ? 1 : 0,
        i === 6 ? "2024-01-31" : null,
      ]),
      guest: times(160, (i) => [i, `guest${i}@mail.test`, d.day("2022-01-01", "2024-06-01"), d.chance(0.55) ? 1 : 0]),
      chk,
      chk_item: chk.flatMap((row) =>
        times(d.between(1, 4), (line) => [
          row[0] ?? 0,
          line,
          d.oneOf([5, 4, 10, 6, 1, 9, 8, 2, 3, 11, 7]),
          d.between(1, 3),
          d.oneOf([0, 0, 0, 100, 250]),
        ]),
      ),
      review: times(420, (i) => [
        i,
        d.between(1, 13),
        d.day("2023-01-01", "2024-06-12"),
        d.oneOf([4, 5, 3, 2, 1]),
        d.oneOf(["Great food and friendly staff", "Slow service", "Too noisy", "Cold food, slow service"]),
      ]),
    };
  },
};
