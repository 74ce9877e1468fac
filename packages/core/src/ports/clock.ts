/** Time as the product sees it; injected so that answers about "last month" can be tested. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
}
