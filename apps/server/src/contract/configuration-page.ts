import { KNOWN_SETTINGS, type KnownSetting } from "../configuration/known-settings.ts";
import { settingText } from "../configuration/setting-text.ts";
import { defaultOf } from "../configuration/settings.ts";

const HEAD = `# Configuration

Everything has a default; \`npm start\` needs no setting. What is said in more than one place counts in this order, the
last first:

1. defaults
2. \`parlance.yaml\`: the file that \`--config\` or \`PARLANCE_CONFIG\` names, else the one beside the data folder
3. \`PARLANCE_*\` variables of the environment
4. options of the command line
5. what an administrator has overridden while the server runs, on the page Configuration of the administration or with
   \`PATCH /api/v1/configuration\`

\`\`\`yaml
server:
  host: 0.0.0.0
  secretKey: a-key-from-openssl-rand-base64-32
access:
  publicUrl: https://data.example.com
uploads:
  maxSize: 5 GB
  keepFor: 48 h
models:
  baseUrl: http://localhost:11434/v1
  apiKeyFile: /run/secrets/model-key
\`\`\`

Durations and sizes carry their unit: \`30 s\`, \`10 min\`, \`24 h\`, \`30 d\`; \`512 MB\`, \`2 GB\`. Lists are YAML lists in
the file and separated by commas in the environment. A key that is not known is an error, with its line and the nearest
name.

**Secrets** may stand in a file of their own: \`PARLANCE_X_FILE\` names it in the environment, the key with \`File\` at its
end in \`parlance.yaml\`. They are never shown, logged or sent, only whether they are set and from where. Those that are
overridden are sealed in the product database with the server's key. A secret follows to no other address: whoever
changes where it is sent enters it again.

**Live** settings count at once, on every instance: when they are overridden, when \`parlance.yaml\` changes, and on
\`SIGHUP\`. The others count after a restart, and cannot be overridden: what the server opens when it starts (addresses,
databases, folders, plugins, the clocks of its jobs), and the walls around it (origins, networks, sign-in elsewhere), which nobody should be able
to move from a browser.

\`parlance config check\` tells everything that is wrong at once and starts nothing; \`parlance config show\` prints every
value with what said so.

## When the server refuses to start

- A secret is an example such as \`changeme\`, or the secret key is short.
- It would listen beyond this machine, and there is neither a proxy with TLS in front (\`access.publicUrl\` with https, or
  \`access.behindProxy\`) nor \`access.plainHttp\`.
- The system cannot limit the memory of query processes (no \`prlimit\`), others could reach the server, and
  \`access.withoutSandbox\` does not accept that.
- The data folder cannot be written, or the product database cannot be reached.

## Settings

This part is made from the schema in \`apps/server/src/configuration\`; a test compares the two.
`;

/** docs/configuration.md */
export function configurationPage(): string {
  const sections = new Map<string, KnownSetting[]>();
  for (const setting of KNOWN_SETTINGS) {
    const name = setting.key.split(".")[0] ?? "";
    sections.set(name, [...(sections.get(name) ?? []), setting]);
  }
  return HEAD + [...sections].map(([name, settings]) => `\n### ${name}\n\n${table(settings)}`).join("");
}

function table(settings: readonly KnownSetting[]): string {
  const rows = [["setting", "environment", "default", "live", "meaning"], ...settings.map(cellsOf)];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => line(widths.map((width, column) => (row[column] ?? "").padEnd(width))));
  return [lines[0], line(widths.map((width) => "-".repeat(width))), ...lines.slice(1)].join("");
}

function cellsOf(setting: KnownSetting): string[] {
  const { key, env, isLive, isSecret, choices, description } = setting;
  const usual = defaultOf(setting);
  const one = choices.length === 0 ? "" : ` One of ${choices.join(", ")}.`;
  const secret = isSecret === true ? " Secret." : "";
  return [
    `\`${key}\``,
    `\`${env}\``,
    usual === undefined ? "" : settingText(setting, usual),
    isLive === true ? "yes" : "",
    `${description}${one}${secret}`.replaceAll("|", "\\|"),
  ];
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
