import { createOutbound } from "@parlance/connectors";
import type { FastifyBaseLogger } from "fastify";
import { Outbox } from "../mailing/outbox.ts";
import { OutboxFolder } from "../mailing/outbox-folder.ts";
import { OutboxStore } from "../mailing/outbox-store.ts";
import { mailRoutes } from "../resources/mails/routes.ts";
import { MailService } from "../resources/mails/service.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";

/** Letters: written anywhere, sent from here. */
export interface ComposedMailing extends Composed {
  readonly mailer: Outbox;
}

export function composeMailing(
  needs: Omit<AppNeeds, "mailer" | "plugins" | "board">,
  log: FastifyBaseLogger,
): ComposedMailing {
  const { audit, clock, database, keys, options, settings } = needs;
  const store = new OutboxStore(database.db);
  const mailer = new Outbox({
    clock,
    log,
    store,
    folder: new OutboxFolder(options.dataDir),
    keys,
    settings,
    outbound: createOutbound({ allowedNetworks: [...options.allowedNetworks, ...options.mailNetworks] }),
  });
  const mails = new MailService({ outbox: mailer, store, settings, audit });
  return { mailer, routes: (api) => mailRoutes(api, mails) };
}
