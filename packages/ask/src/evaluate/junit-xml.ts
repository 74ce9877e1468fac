/** One question put to one drafter. */
export interface JUnitCase {
  readonly suite: string;
  readonly name: string;
  readonly seconds: number;
  /** What was wrong; absent where it was right. */
  readonly failure?: string;
}

/** A report that build servers read: one suite for each drafter, one case for each question. */
export function junitXml(cases: readonly JUnitCase[]): string {
  const suites = [...new Set(cases.map(({ suite }) => suite))].map((suite) =>
    suiteXml(
      suite,
      cases.filter((each) => each.suite === suite),
    ),
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...suites, "</testsuites>", ""].join("\n");
}

function suiteXml(suite: string, cases: readonly JUnitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
  const head = `  <testsuite name="${escaped(suite)}" tests="${cases.length}" failures="${failures}" time="${seconds.toFixed(3)}">`;
  return [head, ...cases.map(caseXml), "  </testsuite>"].join("\n");
}

function caseXml({ suite, name, seconds, failure }: JUnitCase): string {
  const head = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`;
  return failure === undefined ? `${head}/>` : `${head}><failure message="${escaped(failure)}"/></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML has no place for most control characters, not even written as entities. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\n\r\t]|[\ufffe\uffff]/gu, "")
    .replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll(/[\n\r\t]/g, " ");
