import { type Business, drawing, personName, times } from "./draw.ts";

const ddl = `
CREATE TABLE owners (owner_id INTEGER PRIMARY KEY, full_name TEXT, city TEXT, registered_on DATE);
CREATE TABLE pets (pet_id INTEGER PRIMARY KEY, pet_name TEXT, species TEXT, breed TEXT, birth_date DATE, owner_id INTEGER REFERENCES owners(owner_id));
CREATE TABLE vets (vet_id INTEGER PRIMARY KEY, full_name TEXT, speciality TEXT, hired_on DATE, salary REAL);
CREATE TABLE visits (visit_id INTEGER PRIMARY KEY, pet_id INTEGER REFERENCES pets(pet_id), vet_id INTEGER REFERENCES vets(vet_id), visit_date DATE, reason TEXT, fee REAL);
CREATE TABLE medicines (medicine_id INTEGER PRIMARY KEY, medicine_name TEXT, manufacturer TEXT, unit_price REAL);
CREATE TABLE prescriptions (prescription_id INTEGER PRIMARY KEY, visit_id INTEGER REFERENCES visits(visit_id), medicine_id INTEGER REFERENCES medicines(medicine_id), quantity INTEGER, price_charged REAL);
`;

const PETS = ["Bella", "Milo", "Luna", "Rocky", "Nala", "Simba", "Coco", "Oscar", "Ruby", "Toby", "Daisy"];

/** A veterinary practice: owners, their pets, visits, and the medicines given. */
export const vet: Business = {
  ddl,
  rows: () => {
    const d = drawing(904);
    const visits = times(500, (i) => [
      i,
      d.between(1, 120),
      d.between(1, 9),
      d.day("2022-01-02", "2024-06-13"),
      d.oneOf(["Checkup", "Vaccination", "Injury", "Surgery"]),
      d.between(25, 640),
    ]);
    return {
      owners: times(75, (i) => [
        i,
        personName(i * 7 + 3).join(" "),
        d.oneOf(["Delft", "Bruges", "Kassel"]),
        d.day("2020-01-01", "2024-06-01"),
      ]),
      pets: times(130, (i) => [
        i,
        PETS[i % PETS.length] ?? "",
        d.oneOf(["Dog", "Cat", "Rabbit"]),
        d.oneOf(["Mixed", "Terrier", "Siamese", "Persian"]),
        d.day("2010-01-01", "2024-01-01"),
        i > 120 ? i - 55 : d.between(1, 70),
      ]),
      vets: times(10, (i) => [
        i,
        personName(i * 3 + 50).join(" "),
        d.oneOf(["Dentistry", "Surgery", "General"]),
        d.day("2010-01-01", "2023-10-01"),
        4000 + d.between(0, 2500) + i,
      ]),
      visits,
      medicines: ["Amoxivet", "Wormex", "Calmadog", "Painaway", "Fleastop", "Otoclean"].map((name, i) => [
        i + 1,
        name,
        ["Zenvet", "Biopaw"][i % 2] ?? "",
        4 + i * 5,
      ]),
      prescriptions: visits
        .filter(() => d.chance(0.5))
        .map(([visit = 0], i) => {
          const quantity = d.between(1, 5);
          const medicine = d.between(1, 6);
          return [i + 1, visit, medicine, quantity, quantity * (4 + medicine * 6)];
        }),
    };
  },
};
