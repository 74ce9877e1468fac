import { z } from "zod";

/** Text that goes to the product database, which keeps no NUL. */
export const keptText = z.string().refine((text) => !text.includes("\0"), "It must not hold a NUL character.");
