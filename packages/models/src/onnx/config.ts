import { z } from "zod";

/** Nothing to fill in: folders and the library are the administrator's choice, as both decide what code and files are read. */
export const onnxConfig = z.strictObject({});

export type OnnxConfig = z.output<typeof onnxConfig>;
