import { CONNECTORS } from "../registry.ts";
import { serveSources } from "./serve-sources.ts";

/** The source process. */
serveSources(CONNECTORS);
