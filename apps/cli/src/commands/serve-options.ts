export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly demo: boolean;
  /** CIDR ranges of private networks that sources may be in. */
  readonly allowNetwork: readonly string[];
}
