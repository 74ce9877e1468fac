import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";

/** The module of a plugin: a path, or the name of a package that is installed where the server is started. */
export const pluginFile = (place: string, folder: string): string =>
  place.startsWith(".") || isAbsolute(place)
    ? resolve(folder, place)
    : createRequire(join(folder, "package.json")).resolve(place);
