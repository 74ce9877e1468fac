/** Just enough of ONNX's protocol buffers to write a graph of a few operators; field numbers are those of onnx.proto. */
type Field = readonly [number: number, value: Uint8Array | string | number];

const FLOAT = 1;
const INT64 = 7;
/** Operators as of this version of the standard set: ReduceMean still takes its axes as attributes. */
const OPERATOR_SET = 13;
const FILE_FORMAT = 8;

function message(fields: readonly Field[]): Uint8Array {
  const parts = fields.flatMap(([number, value]) => {
    if (typeof value === "number") return [varint(number * 8), varint(value)];
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    return [varint(number * 8 + 2), varint(bytes.length), bytes];
  });
  return Uint8Array.from(Buffer.concat(parts));
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}

export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly integers?: Readonly<Record<string, number | readonly number[]>>;
}

export interface GraphTable {
  readonly name: string;
  readonly rows: readonly (readonly number[])[];
}

export interface GraphPort {
  readonly name: string;
  readonly type: "float" | "int64";
  /** A name for a length that is not fixed. */
  readonly shape: readonly (number | string)[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly tables: readonly GraphTable[];
  readonly inputs: readonly GraphPort[];
  readonly outputs: readonly GraphPort[];
}

/** The bytes of an .onnx file. */
export function writeOnnx({ nodes, tables, inputs, outputs }: Graph): Uint8Array {
  const graph = message([
    ...nodes.map((node): Field => [1, nodeMessage(node)]),
    [2, "graph"],
    ...tables.map((table): Field => [5, tableMessage(table)]),
    ...inputs.map((port): Field => [11, portMessage(port)]),
    ...outputs.map((port): Field => [12, portMessage(port)]),
  ]);
  return message([
    [1, FILE_FORMAT],
    [7, graph],
    [8, message([[2, OPERATOR_SET]])],
  ]);
}

const nodeMessage = ({ operator, inputs, output, integers = {} }: GraphNode): Uint8Array =>
  message([
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, operator],
    ...Object.entries(integers).map(([name, value]): Field => [5, attributeMessage(name, value)]),
  ]);

function attributeMessage(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === "number")
    return message([
      [1, name],
      [3, value],
      [20, 2],
    ]);
  return message([[1, name], ...value.map((one): Field => [8, one]), [20, 7]]);
}

function tableMessage({ name, rows }: GraphTable): Uint8Array {
  const values = Float32Array.from(rows.flat());
  return message([
    [1, rows.length],
    [1, rows[0]?.length ?? 0],
    [2, FLOAT],
    [8, name],
    [9, new Uint8Array(values.buffer)],
  ]);
}

function portMessage({ name, type, shape }: GraphPort): Uint8Array {
  const dimensions = shape.map((one): Field => [1, message([typeof one === "number" ? [1, one] : [2, one]])]);
  const tensor = message([
    [1, type === "float" ? FLOAT : INT64],
    [2, message(dimensions)],
  ]);
  return message([
    [1, name],
    [2, message([[1, tensor]])],
  ]);
}
