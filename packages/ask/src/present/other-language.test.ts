import { expect, test } from "vitest";
import { isOtherLanguage } from "./other-language.ts";

test.each<[string, string[], boolean]>([
  ["Umsatz pro Stadt", ["pro"], true],
  ["Wie viele Bestellungen pro Monat?", ["Wie", "viele", "pro", "Monat"], true],
  ["top 3 Artikel nach Menge", ["nach"], true],
  ["nombre de ventes par mois", ["nombre", "par", "mois"], true],
  ["ventas por año", ["por", "año"], true],
  ["number of pro customers", ["pro"], false],
  ["revenue by mes", ["mes"], false],
  ["asdf qwer", ["asdf", "qwer"], false],
  ["distribution of price", ["distribution"], false],
])("%s", (question, unknown, expected) => {
  expect(isOtherLanguage(question, unknown)).toBe(expected);
});
