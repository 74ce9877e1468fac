import { type Business, drawing, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE departments (department_id INTEGER PRIMARY KEY, name TEXT, location TEXT, annual_budget REAL);
CREATE TABLE employees (employee_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, job_title TEXT, department_id INTEGER REFERENCES departments(department_id), hire_date DATE, birth_date DATE, salary REAL, gender TEXT);
CREATE TABLE leave_requests (leave_id INTEGER PRIMARY KEY, employee_id INTEGER REFERENCES employees(employee_id), leave_type TEXT, start_date DATE, days INTEGER, status TEXT);
CREATE TABLE courses (course_id INTEGER PRIMARY KEY, title TEXT, provider TEXT, price REAL);
CREATE TABLE course_attendance (employee_id INTEGER REFERENCES employees(employee_id), course_id INTEGER REFERENCES courses(course_id), attended_on DATE, score INTEGER, PRIMARY KEY (employee_id, course_id));
CREATE TABLE expenses (expense_id INTEGER PRIMARY KEY, employee_id INTEGER REFERENCES employees(employee_id), category TEXT, amount REAL, spent_on DATE);
`;

/** The people of a firm: departments, leave, courses and expenses. */
export const staff: Business = {
  ddl,
  rows: () => {
    const d = drawing(902);
    const employees = times(80, (i) => [
      i,
      ...personName(i),
      d.oneOf(["Engineer", "Analyst", "Clerk", "Manager"]),
      d.between(1, 5),
      d.day("2012-01-01", "2024-05-20"),
      d.day("1960-01-01", "2002-01-01"),
      2600 + d.between(0, 4500) + i,
      d.oneOf(["F", "M"]),
    ]);
    return {
      departments: ["Engineering", "Finance", "Sales", "Support", "Legal", "Design"].map((name, i) => [
        i + 1,
        name,
        ["Berlin", "Madrid", "Oslo"][i % 3] ?? "",
        200_000 + i * 37_000,
      ]),
      employees,
      leave_requests: times(260, (i) => [
        i,
        d.between(1, 74),
        d.oneOf(["Holiday", "Sick", "Parental"]),
        d.day("2023-01-01", "2024-06-01"),
        d.between(1, 15),
        d.oneOf(["Approved", "Pending", "Rejected"]),
      ]),
      courses: ["Safety", "Negotiation", "Spreadsheets", "First aid", "Writing"].map((title, i) => [
        i + 1,
        title,
        ["Learnwell", "Skillhouse"][i % 2] ?? "",
        120 + i * 45,
      ]),
      course_attendance: employees.flatMap(([employee = 0]) =>
        [1, 2, 3, 4, 5]
          .filter((course) => d.chance(0.55 - course * 0.07))
          .map((course) => [employee, course, d.day("2023-01-01", "2024-06-01"), d.between(40, 100)]),
      ),
      expenses: times(310, (i) => [
        i,
        d.between(1, 70),
        d.oneOf(["Travel", "Meals", "Equipment"]),
        d.between(15, 1900),
        d.day("2022-06-01", "2024-06-10"),
      ]),
    };
  },
};
