import { admissions } from "./admissions.ts";
import { clinic } from "./clinic.ts";
import type { Business } from "./draw.ts";
import { freight } from "./freight.ts";
import { insurance } from "./insurance.ts";
import { rental } from "./rental.ts";
import { restaurants } from "./restaurants.ts";
import { saas } from "./saas.ts";
import { utility } from "./utility.ts";

type Named = Readonly<Record<string, Business>>;

/** "open" may be read by whoever improves the engine; of "held" only the rates are told. */
export const BUSINESSES: Readonly<Record<"open" | "held", Named>> = {
  open: { clinic, saas, admissions, insurance },
  held: { freight, rental, utility, restaurants },
};
