import { admissions } from "./admissions.ts";
import { clinic } from "./clinic.ts";
import type { Business } from "./draw.ts";
import { freight } from "./freight.ts";
import { insurance } from "./insurance.ts";
import { rental } from "./rental.ts";
import { restaurants } from "./restaurants.ts";
import { saas } from "./saas.ts";
import { shop } from "./shop.ts";
import { staff } from "./staff.ts";
import { subscriptions } from "./subscriptions.ts";
import { utility } from "./utility.ts";
import { vet } from "./vet.ts";

type Named = Readonly<Record<string, Business>>;

export const HALVES = ["open", "held", "plain open", "plain held"] as const;
export type Half = (typeof HALVES)[number];

/** What is open may be read by whoever improves the engine; of what is held only the rates are told. "plain" are those with plain names. */
export const BUSINESSES: Readonly<Record<Half, Named>> = {
  open: { clinic, saas, admissions, insurance },
  held: { freight, rental, utility, restaurants },
  "plain open": { shop, staff },
  "plain held": { subscriptions, vet },
};
