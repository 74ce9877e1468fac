/**
 * Words that questions are made of in the languages people try most, and that English does not have. Names of tables,
 * columns and values are never among the words tested: those were understood.
 */
const QUESTION_WORDS: ReadonlySet<string> = new Set(
  `wie viele wieviel wieviele welche welcher welches welchen wer wann wo zeige zeig mir alle pro je nach und oder von vom mit ohne
   für im letzten letzter letztes diesen dieses höchste höchsten niedrigste niedrigsten durchschnitt durchschnittliche
   durchschnittlicher anzahl summe gesamt monat monaten jahr jahre quartal woche tag tage umsatz kunde kunden
   combien quel quelle quels quelles qui quand où montre moi tous toutes par et ou du des les dans avec sans dernier dernière
   mois année trimestre semaine jour moyenne nombre somme chiffre moins élevé
   cuántos cuántas cuantos cuantas cuál cuáles quién cuándo dónde muestra todos todas por los las con sin último última
   mes año trimestre semana día promedio número suma menor
   quanti quante quale quali chi quando dove mostra tutti tutte ogni il gli nel ultimo ultima mese anno settimana giorno
   numero somma
   quantos quantas qual quais quem onde mostre os mês ano semana dia média número soma último última
   hoeveel welke wie wanneer waar toon alle en van met zonder laatste maand jaar kwartaal dag gemiddelde aantal`.split(
    /\s+/,
  ),
);

/** Words that only an English question would hold. */
const ENGLISH =
  /\b(the|of|by|in|for|how|many|much|what|which|who|show|list|with|and|is|are|was|were|each|per|all|from|to)\b/i;

/** Whether the words that were not understood are those of another language than the one the engine reads. */
export function isOtherLanguage(question: string, unknown: readonly string[]): boolean {
  return !ENGLISH.test(question) && unknown.some((word) => QUESTION_WORDS.has(word.toLowerCase()));
}

/** What a person is told then; a model that is set up is asked without a word. */
export const OTHER_LANGUAGE =
  "Without a language model I read English questions only; the data may be in any language. Ask in English, or set up a model.";
