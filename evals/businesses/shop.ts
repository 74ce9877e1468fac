import { type Business, drawing, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, name TEXT, city TEXT, country TEXT, segment TEXT, signup_date DATE);
CREATE TABLE products (product_id INTEGER PRIMARY KEY, name TEXT, category TEXT, unit_cost REAL, list_price REAL);
CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(customer_id), order_date DATE, status TEXT, channel TEXT);
CREATE TABLE order_lines (order_line_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id), product_id INTEGER REFERENCES products(product_id), quantity INTEGER, line_total REAL);
CREATE TABLE returns (return_id INTEGER PRIMARY KEY, order_line_id INTEGER REFERENCES order_lines(order_line_id), returned_on DATE, reason TEXT, refund REAL);
`;

const PRODUCTS = ["Desk", "Chair", "Lamp", "Shelf", "Sofa", "Rug", "Mirror", "Stool", "Clock", "Vase"];

/** A furniture shop: customers, orders, their lines, products and what came back. */
export const shop: Business = {
  ddl,
  rows: () => {
    const d = drawing(901);
    const orders = times(420, (i) => [
      i,
      d.between(1, 55),
      d.day("2022-01-03", "2024-06-14"),
      d.oneOf(["Delivered", "Shipped", "Cancelled"]),
      d.oneOf(["Web", "Store", "Phone"]),
    ]);
    const products = times(PRODUCTS.length, (i) => [
      i,
      PRODUCTS[i - 1] ?? "",
      ["Office", "Living", "Decor"][i % 3] ?? "",
      8 + i * 7,
      19 + i * 13,
    ]);
    const lines = orders
      .flatMap(([order]) => times(d.between(1, 3), () => order))
      .map((order, i) => {
        const product = d.between(1, PRODUCTS.length);
        const quantity = d.between(1, 6);
        return [i + 1, order ?? 0, product, quantity, quantity * (19 + product * 13 - d.between(0, 3))];
      });
    return {
      customers: times(60, (i) => [
        i,
        personName(i).join(" "),
        d.oneOf(["Lyon", "Porto", "Graz", "Ghent"]),
        d.oneOf(["France", "Portugal", "Austria", "Belgium"]),
        d.oneOf(["Consumer", "Business", "Public"]),
        d.day("2021-01-01", "2024-05-01"),
      ]),
      products,
      orders,
      order_lines: lines,
      returns: lines
        .filter(() => d.chance(0.12))
        .map(([line = 0, , , , total = 0], i) => [
          i + 1,
          line,
          d.day("2023-01-01", "2024-06-10"),
          d.oneOf(["Damaged", "Too late", "Wrong item"]),
          Number(total) - d.between(0, 9),
        ]),
    };
  },
};
