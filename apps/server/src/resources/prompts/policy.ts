export { assertAdministers } from "../configuration/policy.ts";
