import type { components } from "@parlance/client";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";

type Wire = components["schemas"];
export type Mail = Wire["Mail"];
export type MailList = Wire["MailList"];

export const mailsQuery = infiniteQueryOptions({
  queryKey: ["instance", "mails"],
  initialPageParam: "",
  queryFn: ({ signal, pageParam }): Promise<MailList> =>
    bodyOf(
      api.GET("/api/v1/instance/mails", {
        params: { query: pageParam === "" ? {} : { cursor: pageParam } },
        signal,
      }),
    ),
  getNextPageParam: ({ nextCursor }) => nextCursor,
});

export const sendTestMail = async (to: string): Promise<Mail> =>
  (await bodyOf(api.POST("/api/v1/instance/mails", { body: { to } }))).mail;

export const readMail = async (id: string): Promise<string | null> =>
  (await bodyOf(api.GET("/api/v1/instance/mails/{id}", { params: { path: { id } } }))).mail.text;
