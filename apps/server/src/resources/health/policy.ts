/** Health is for load balancers and people alike, hence public; it says only whether each part works, never why not. */
export const canReadHealth = (): boolean => true;
