/** Which kinds of source there are is no secret: it is the product's own list. */
export const canListConnectors = (): boolean => true;
