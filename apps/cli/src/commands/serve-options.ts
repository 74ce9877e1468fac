import type { LayerSources } from "@parlance/server";

/** The options of `parlance serve` and of the commands about its settings; absent: not given. */
export interface ServeOptions {
  readonly config?: string;
  readonly port?: number;
  readonly host?: string;
  readonly dataDir?: string;
  /** False where --no-demo was given. */
  readonly demo?: boolean;
  /** CIDR ranges of private networks that sources may be in. */
  readonly allowNetwork?: readonly string[];
}

/** Everything that says how the server is to be. */
export function layerSources(options: ServeOptions, env: LayerSources["env"]): LayerSources {
  const { config, port, host, dataDir, demo, allowNetwork = [] } = options;
  return {
    env,
    configPath: config,
    flags: {
      port,
      host,
      dataDir,
      ...(demo === false ? { isDemoEnabled: false } : {}),
      ...(allowNetwork.length === 0 ? {} : { allowedNetworks: [...allowNetwork] }),
    },
    places: {
      port: "--port",
      host: "--host",
      dataDir: "--data-dir",
      isDemoEnabled: "--no-demo",
      allowedNetworks: "--allow-network",
    },
  };
}
