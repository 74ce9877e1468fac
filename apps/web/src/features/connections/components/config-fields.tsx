import { Button } from "@parlance/ui";
import { ChevronRight, Plus, X } from "lucide-react";
import { useId, useState } from "react";
import {
  asValues,
  type ConfigValues,
  type FieldProblems,
  type FieldSchema,
  type FormField,
  fieldsOf,
  isShown,
  kindOf,
} from "../api/config-form.ts";
import { GoogleConsent } from "./google-consent.tsx";

export interface ConfigFieldsProps {
  readonly schema: FieldSchema;
  readonly values: ConfigValues;
  readonly problems: FieldProblems;
  /** Settings whose secret is kept and need not be typed again. */
  readonly keptSecrets: readonly string[];
  readonly onChange: (values: ConfigValues) => void;
  /** Path of the group that these settings belong to. */
  readonly path?: string;
}

/** A form made from nothing but what the connector says about its settings. */
export function ConfigFields(props: ConfigFieldsProps) {
  const { schema, values, problems, path = "" } = props;
  const fields = fieldsOf(schema);
  const shown = fields.filter((field) => isShown(field, values, fields));
  const plain = shown.filter((field) => field.schema.isAdvanced !== true);
  const advanced = shown.filter((field) => field.schema.isAdvanced === true);
  const hasHiddenProblem = advanced.some(({ name }) =>
    Object.keys(problems).some((at) => isWithin(at, join(path, name))),
  );
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {plain.map((field) => (
        <ConfigField key={field.name} field={field} {...props} />
      ))}
      {advanced.length === 0 ? null : (
        <MoreSettings key={hasHiddenProblem ? "open" : "closed"} isOpenAtFirst={hasHiddenProblem}>
          {advanced.map((field) => (
            <ConfigField key={field.name} field={field} {...props} />
          ))}
        </MoreSettings>
      )}
    </div>
  );
}

function MoreSettings({ isOpenAtFirst, children }: { isOpenAtFirst: boolean; children: React.ReactNode }) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  return (
    <div className="grid gap-5 sm:col-span-2">
      <Button
        look="quiet"
        size="small"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="-ml-2.5 justify-self-start"
      >
        <ChevronRight size={14} aria-hidden className={`transition-transform ${isOpen ? "rotate-90" : ""}`} />
        More settings
      </Button>
      {isOpen ? <div className="grid gap-5 sm:grid-cols-2">{children}</div> : null}
    </div>
  );
}

const INPUT =
  "w-full min-w-0 rounded-field border border-edge bg-surface px-3 text-sm aria-invalid:border-bad placeholder:text-faint";

function ConfigField({
  field,
  values,
  problems,
  keptSecrets,
  onChange,
  path = "",
}: ConfigFieldsProps & { field: FormField }) {
  const id = useId();
  const { name, schema, isRequired } = field;
  const at = join(path, name);
  const kind = kindOf(schema);
  const value = values[name];
  const problem = problems[at];
  const set = (next: unknown) => onChange({ ...values, [name]: next });
  const isWide = kind === "long" || kind === "rows" || kind === "group" || kind === "lines";
  const label = schema.label ?? name;
  if (kind === "rows" || kind === "group") {
    return (
      <fieldset className="grid min-w-0 gap-2.5 sm:col-span-2">
        <legend className="mb-1 text-sm font-medium">{label}</legend>
        <p className="-mt-1 text-[13px] text-soft">{schema.help}</p>
        {kind === "rows" ? (
          <Rows schema={schema} value={value} {...{ problems, keptSecrets, onChange: set, path: at }} />
        ) : (
          <ConfigFields
            schema={schema}
            values={asValues(value)}
            {...{ problems, keptSecrets, onChange: set, path: at }}
          />
        )}
        {problem === undefined ? null : <p className="text-[13px] text-bad">{problem}</p>}
      </fieldset>
    );
  }
  if (kind === "consent") {
    return (
      <GoogleConsent
        {...{ label, problem, value }}
        help={schema.help ?? ""}
        isKept={keptSecrets.includes(at)}
        clientId={String(values.clientId ?? "")}
        clientSecret={String(values.clientSecret ?? "")}
        onGranted={set}
      />
    );
  }
  return (
    <div className={`grid min-w-0 content-start gap-1.5 ${isWide ? "sm:col-span-2" : ""}`}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {isRequired ? null : <span className="font-normal text-soft"> {optionalNote(schema)}</span>}
      </label>
      <Control
        {...{ id, schema, kind, value, onChange: set }}
        isInvalid={problem !== undefined}
        isRequired={isRequired && !keptSecrets.includes(at)}
        isKept={keptSecrets.includes(at)}
      />
      {problem === undefined ? null : (
        <p id={`${id}-problem`} role="alert" className="text-[13px] text-bad">
          {problem}
        </p>
      )}
      <p id={`${id}-help`} className="text-[13px] text-soft">
        {schema.help}
      </p>
    </div>
  );
}

const optionalNote = (schema: FieldSchema): string =>
  schema.default === undefined && schema.type !== "boolean" ? "optional" : "";

interface ControlProps {
  readonly id: string;
  readonly schema: FieldSchema;
  readonly kind: ReturnType<typeof kindOf>;
  readonly value: unknown;
  readonly isInvalid: boolean;
  readonly isRequired: boolean;
  readonly isKept: boolean;
  readonly onChange: (value: unknown) => void;
}

function Control({ id, schema, kind, value, isInvalid, isRequired, isKept, onChange }: ControlProps) {
  const described = `${id}-help${isInvalid ? ` ${id}-problem` : ""}`;
  const shared = { id, "aria-describedby": described, "aria-invalid": isInvalid, required: isRequired } as const;
  const text = value === undefined ? "" : Array.isArray(value) ? value.join("\n") : String(value);
  const placeholder = isKept ? "Kept. Type to replace it." : (schema.placeholder ?? defaultText(schema));
  if (kind === "choice") {
    return (
      <select
        {...shared}
        className={`${INPUT} h-10`}
        value={text || String(schema.default ?? "")}
        onChange={(event) => onChange(event.target.value)}
      >
        {schema.default === undefined && text === "" ? <option value="">Choose…</option> : null}
        {schema.enum?.map((option) => (
          <option key={option} value={option}>
            {choiceText(option)}
          </option>
        ))}
      </select>
    );
  }
  if (kind === "switch") {
    const isOn = value === undefined ? schema.default === true : value === true;
    return (
      <input
        {...shared}
        type="checkbox"
        required={false}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-5 justify-self-start accent-accent"
      />
    );
  }
  if (kind === "long" || kind === "lines") {
    return (
      <textarea
        {...shared}
        rows={kind === "long" ? 5 : 3}
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        className={`${INPUT} py-2 font-mono text-[13px]`}
      />
    );
  }
  return (
    <input
      {...shared}
      type={kind === "secret" ? "password" : "text"}
      autoComplete={kind === "secret" ? "new-password" : "off"}
      inputMode={kind === "number" ? "numeric" : undefined}
      spellCheck={false}
      placeholder={placeholder}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      className={`${INPUT} h-10`}
    />
  );
}

const defaultText = (schema: FieldSchema): string => (schema.default === undefined ? "" : String(schema.default));

/** "link-header" as "Link header". */
const choiceText = (option: string): string => {
  const words = option.replaceAll(/[-_]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface RowsProps {
  readonly schema: FieldSchema;
  readonly value: unknown;
  readonly problems: FieldProblems;
  readonly keptSecrets: readonly string[];
  readonly path: string;
  readonly onChange: (rows: readonly unknown[]) => void;
}

/** A list of small groups, such as the tables of an API. */
function Rows({ schema, value, problems, keptSecrets, path, onChange }: RowsProps) {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const noun = (schema.label ?? "row").toLowerCase().replace(/s$/, "");
  return (
    <div className="grid gap-3">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are typed
        <div key={index} className="relative rounded-field border border-line bg-sunken p-4 pr-12">
          <ConfigFields
            schema={schema.items ?? {}}
            values={asValues(row)}
            path={`${path}.${index}`}
            {...{ problems, keptSecrets }}
            onChange={(next) => onChange(rows.map((one, at) => (at === index ? next : one)))}
          />
          <Button
            look="quiet"
            size="icon"
            aria-label={`Remove ${noun} ${index + 1}`}
            className="absolute top-2 right-2"
            onClick={() => onChange(rows.filter((_one, at) => at !== index))}
          >
            <X size={15} aria-hidden />
          </Button>
        </div>
      ))}
      <Button size="small" className="justify-self-start" onClick={() => onChange([...rows, {}])}>
        <Plus size={14} aria-hidden /> Add {noun}
      </Button>
    </div>
  );
}

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
const isWithin = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}.`);
