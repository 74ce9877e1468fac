import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Graph, type GraphPort, writeOnnx } from "./onnx-writer.ts";

const WORDS = ["SELECT", "count(*)", "FROM", "invoices", "tracks", "How", "many", "are", "there?"] as const;
const SPECIAL = ["<pad>", "</s>", "<unk>"] as const;
const SIZE = SPECIAL.length + WORDS.length;

const idOf = (word: (typeof WORDS)[number]): number => SPECIAL.length + WORDS.indexOf(word);
const row = (length: number, filled: Readonly<Record<number, number>>): number[] =>
  Array.from({ length }, (_, at) => filled[at] ?? 0);
const idsPort = (name: string): GraphPort => ({ name, type: "int64", shape: ["batch", "length"] });

/** What the model knows: which word follows which. After FROM two may follow, and the question decides. */
const FOLLOWS: Readonly<Record<number, readonly number[]>> = {
  0: [idOf("SELECT")],
  [idOf("SELECT")]: [idOf("count(*)")],
  [idOf("count(*)")]: [idOf("FROM")],
  [idOf("FROM")]: [idOf("invoices"), idOf("tracks")],
};

/** One place of the encoder's vectors for each table. */
const TABLES = [idOf("invoices"), idOf("tracks")];

const encoder: Graph = {
  nodes: [{ operator: "Gather", inputs: ["embedding", "input_ids"], output: "last_hidden_state" }],
  tables: [
    { name: "embedding", rows: Array.from({ length: SIZE }, (_, id) => TABLES.map((table) => (table === id ? 1 : 0))) },
  ],
  inputs: [idsPort("input_ids")],
  outputs: [{ name: "last_hidden_state", type: "float", shape: ["batch", "length", TABLES.length] }],
};

const decoder: Graph = {
  nodes: [
    { operator: "Gather", inputs: ["follows", "input_ids"], output: "expected" },
    { operator: "ReduceMean", inputs: ["encoder_hidden_states"], output: "gist", integers: { axes: [1], keepdims: 1 } },
    { operator: "MatMul", inputs: ["gist", "mentions"], output: "mentioned" },
    { operator: "Add", inputs: ["expected", "mentioned"], output: "logits" },
  ],
  tables: [
    {
      name: "follows",
      rows: Array.from({ length: SIZE }, (_, id) =>
        row(SIZE, Object.fromEntries((FOLLOWS[id] ?? [1]).map((next) => [next, 10]))),
      ),
    },
    { name: "mentions", rows: TABLES.map((table) => row(SIZE, { [table]: 4 })) },
  ],
  inputs: [
    idsPort("input_ids"),
    { name: "encoder_hidden_states", type: "float", shape: ["batch", "source", TABLES.length] },
  ],
  outputs: [{ name: "logits", type: "float", shape: ["batch", "length", SIZE] }],
};

const tokenizer = {
  version: "1.0",
  added_tokens: SPECIAL.map((content, id) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  })),
  normalizer: null,
  pre_tokenizer: { type: "Metaspace", replacement: "▁", add_prefix_space: true, prepend_scheme: "always" },
  post_processor: {
    type: "TemplateProcessing",
    single: [{ Sequence: { id: "A", type_id: 0 } }, { SpecialToken: { id: "</s>", type_id: 0 } }],
    pair: [],
    special_tokens: { "</s>": { id: "</s>", ids: [1], tokens: ["</s>"] } },
  },
  decoder: { type: "Metaspace", replacement: "▁", add_prefix_space: true, prepend_scheme: "always" },
  model: {
    type: "Unigram",
    unk_id: 2,
    vocab: [...SPECIAL.map((one) => [one, 0]), ...WORDS.map((one) => [`▁${one}`, -1])],
  },
};

const tokenizerConfig = {
  tokenizer_class: "T5Tokenizer",
  pad_token: "<pad>",
  eos_token: "</s>",
  unk_token: "<unk>",
  model_max_length: 64,
  clean_up_tokenization_spaces: false,
};

async function writeFolder(folder: string, config: object, graphs: Readonly<Record<string, Graph>>): Promise<void> {
  await mkdir(join(folder, "onnx"), { recursive: true });
  const documents = { config, tokenizer, tokenizer_config: tokenizerConfig };
  for (const [name, document] of Object.entries(documents)) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(document));
  }
  for (const [name, graph] of Object.entries(graphs)) {
    await writeFile(join(folder, "onnx", `${name}.onnx`), writeOnnx(graph));
  }
}

/**
 * A sequence-to-sequence model of the T5 family, of twelve words: asked about invoices or tracks, it counts them. Made
 * here byte by byte, since a real one is a download of hundreds of megabytes.
 */
export const writeTinyT5 = (folder: string): Promise<void> =>
  writeFolder(
    folder,
    {
      model_type: "t5",
      architectures: ["T5ForConditionalGeneration"],
      is_encoder_decoder: true,
      d_model: TABLES.length,
      d_kv: 1,
      d_ff: 2,
      num_heads: 1,
      num_layers: 1,
      num_decoder_layers: 1,
      vocab_size: SIZE,
      decoder_start_token_id: 0,
      pad_token_id: 0,
      eos_token_id: 1,
    },
    { encoder_model: encoder, decoder_model_merged: decoder },
  );

/** A model for embeddings whose vectors count the mentions of invoices and of tracks. */
export const writeTinyEncoder = (folder: string): Promise<void> =>
  writeFolder(
    folder,
    {
      model_type: "bert",
      architectures: ["BertModel"],
      hidden_size: TABLES.length,
      num_attention_heads: 1,
      num_hidden_layers: 1,
      vocab_size: SIZE,
    },
    { model: encoder },
  );
