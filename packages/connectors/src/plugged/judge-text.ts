import type { GuardPolicy, LiveDialect } from "@parlance/core";
import {
  asWritten,
  type JudgedText,
  judgeBigquery,
  judgeMysql,
  judgePostgres,
  judgeSqlite,
  judgeTrino,
} from "@parlance/sql";

type Judge = (sql: string, policy: GuardPolicy) => JudgedText | Promise<JudgedText>;

/** The guards that built-in sources of these dialects use, without what those know of their own server. */
const JUDGES: Readonly<Record<LiveDialect, Judge>> = {
  async postgres(sql, policy) {
    const judged = await judgePostgres(sql, policy);
    return "runs" in judged ? judged : { verdict: judged.verdict, runs: asWritten(sql) };
  },
  mysql: (sql, policy) => judgeMysql(sql, policy),
  sqlite: judgeSqlite,
  trino: (sql, policy) => judgeTrino(sql, policy),
  bigquery: (sql, policy) => judgeBigquery(sql, policy),
};

/** The verdict, and what must run in the statement's place. */
export const judgeLive = async (dialect: LiveDialect, sql: string, policy: GuardPolicy): Promise<JudgedText> =>
  JUDGES[dialect](sql, policy);
