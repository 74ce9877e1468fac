/** Demos belong to nobody and are not administered. */
export const ADMINISTERED_KINDS = ["team", "anonymous"] as const;
