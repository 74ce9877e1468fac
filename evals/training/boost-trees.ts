import { sigmoid, type Trees } from "@parlance/engine/training";
import { seededRandom } from "./random.ts";

/** Rows of numbers, each with its answer: 1 or 0. */
export interface Table {
  readonly width: number;
  /** row × number. */
  readonly values: Float32Array;
  readonly labels: Uint8Array;
}

export interface BoostOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly rate: number;
  /** Share of the numbers that each tree may look at. */
  readonly share: number;
  readonly minRows: number;
  readonly ridge: number;
  readonly seed: number;
}

export const BOOST_OPTIONS: BoostOptions = {
  trees: 320,
  leaves: 16,
  rate: 0.03,
  share: 0.2,
  minRows: 100,
  ridge: 10,
  seed: 7,
};

const BINS = 32;

/** Gradient boosting of the log loss, leaf by leaf; `bias` is the log-odds of the share that is 1. */
export function boostTrees(table: Table, options: BoostOptions = BOOST_OPTIONS): { trees: Trees; bias: number } {
  const random = seededRandom(options.seed);
  const count = table.labels.length;
  const ones = table.labels.reduce((sum, label) => sum + label, 0);
  const bias = round(Math.log((ones + 1) / (count - ones + 1)));
  const cuts = cutsOf(table);
  const scores = new Float64Array(count).fill(bias);
  const gradient = new Float64Array(count);
  const curve = new Float64Array(count);
  const grower = new Grower(table.width, binned(table, cuts), cuts, gradient, curve, options);
  const grown: Nodes = { feature: [], threshold: [], right: [], value: [] };
  const roots: number[] = [];
  for (let tree = 0; tree < options.trees; tree++) {
    for (let row = 0; row < count; row++) {
      const chance = sigmoid(scores[row] ?? 0);
      gradient[row] = chance - (table.labels[row] ?? 0);
      curve[row] = chance * (1 - chance);
    }
    const features = Uint16Array.from(
      cuts.flatMap((own, feature) => (random() < options.share && own.length > 0 ? [feature] : [])),
    );
    roots.push(grown.feature.length);
    grower.grow(features, scores, grown);
  }
  return { trees: { roots, ...grown }, bias };
}

const round = (value: number): number => Number(value.toPrecision(5));

interface Nodes {
  readonly feature: number[];
  readonly threshold: number[];
  readonly right: number[];
  readonly value: number[];
}

/** What parts a column into bins of about equal size: rounded middles between two values that occur. */
function cutsOf({ labels, values, width }: Table): Float32Array[] {
  const count = labels.length;
  return Array.from({ length: width }, (_, feature) => {
    const sorted = Float32Array.from({ length: count }, (_, row) => values[row * width + feature] ?? 0).sort();
    const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
    const edges = new Set<number>();
    for (let bin = 1; bin < BINS; bin++) edges.add(sorted[Math.floor((bin * count) / BINS)] ?? 0);
    // Rare values, such as the few ones among noughts, get a bin of their own.
    edges.add(sorted[0] ?? 0);
    return distinct
      .filter((value, i) => edges.has(value) && i + 1 < distinct.length)
      .map((value) => middle(value, distinct[distinct.indexOf(value) + 1] ?? value))
      .slice(0, BINS - 1);
  });
}

/** Between two numbers, in few digits if that leaves it between them. */
function middle(low: number, high: number): number {
  const rounded = Math.fround(round((low + high) / 2));
  return rounded >= low && rounded < high ? rounded : low;
}

/** The bin of a value is the number of cuts below it. */
function binned({ width, values }: Table, cuts: readonly Float32Array[]): Uint8Array {
  const bins = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const own = cuts[at % width];
    const value = values[at] ?? 0;
    let low = 0;
    let high = own?.length ?? 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((own?.[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    bins[at] = low;
  }
  return bins;
}

interface Leaf {
  readonly rows: Uint32Array;
  readonly sums: Float64Array;
  readonly split: Split | undefined;
  /** Place among the nodes of this tree, while it is grown. */
  readonly node: Growing;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

interface Growing {
  feature: number;
  threshold: number;
  value: number;
  left: Growing | undefined;
  right: Growing | undefined;
}

const leafNode = (): Growing => ({ feature: -1, threshold: 0, value: 0, left: undefined, right: undefined });

class Grower {
  private readonly width: number;
  private readonly bins: Uint8Array;
  private readonly cuts: readonly Float32Array[];
  private readonly gradient: Float64Array;
  private readonly curve: Float64Array;
  private readonly options: BoostOptions;

  constructor(
    width: number,
    bins: Uint8Array,
    cuts: readonly Float32Array[],
    gradient: Float64Array,
    curve: Float64Array,
    options: BoostOptions,
  ) {
    this.width = width;
    this.bins = bins;
    this.cuts = cuts;
    this.gradient = gradient;
    this.curve = curve;
    this.options = options;
  }

  /** Grows one tree, adds it to the nodes and what it gives to the scores. */
  grow(features: Uint16Array, scores: Float64Array, into: Nodes): void {
    const all = Uint32Array.from(scores.keys());
    const root = leafNode();
    const leaves = [this.leafOf(all, this.sumsOf(all, features), features, root)];
    while (leaves.length < this.options.leaves) {
      const gainOf = (at: number): number => leaves[at]?.split?.gain ?? 0;
      const best = leaves.reduce((most, _, at) => (gainOf(at) > gainOf(most) ? at : most), 0);
      const leaf = leaves[best];
      if (!leaf?.split) break;
      leaves.splice(best, 1, ...this.parted(leaf, leaf.split, features));
    }
    for (const { rows, node } of leaves) {
      node.value = round(node.value);
      for (const row of rows) scores[row] = (scores[row] ?? 0) + node.value;
    }
    write(root, into);
  }

  private parted(leaf: Leaf, split: Split, features: Uint16Array): Leaf[] {
    const isLeft = (row: number): boolean => (this.bins[row * this.width + split.feature] ?? 0) <= split.bin;
    const rows = [leaf.rows.filter(isLeft), leaf.rows.filter((row) => !isLeft(row))] as const;
    const small = rows[0].length <= rows[1].length ? 0 : 1;
    const smallSums = this.sumsOf(rows[small], features);
    const rest = leaf.sums.map((sum, i) => sum - (smallSums[i] ?? 0));
    const { node } = leaf;
    node.feature = split.feature;
    node.threshold = this.cuts[split.feature]?.[split.bin] ?? 0;
    return rows.map((own, side) => {
      const child = leafNode();
      if (side === 0) node.left = child;
      else node.right = child;
      return this.leafOf(own, side === small ? smallSums : rest, features, child);
    });
  }

  /** Gradient, curve and count in each bin of each number. */
  private sumsOf(rows: Uint32Array, features: Uint16Array): Float64Array {
    const { bins, gradient, curve, width } = this;
    const sums = new Float64Array(features.length * BINS * 3);
    for (const row of rows) {
      const g = gradient[row] ?? 0;
      const h = curve[row] ?? 0;
      const start = row * width;
      for (let i = 0; i < features.length; i++) {
        const at = (i * BINS + (bins[start + (features[i] ?? 0)] ?? 0)) * 3;
        sums[at] = (sums[at] ?? 0) + g;
        sums[at + 1] = (sums[at + 1] ?? 0) + h;
        sums[at + 2] = (sums[at + 2] ?? 0) + 1;
      }
    }
    return sums;
  }

  private leafOf(rows: Uint32Array, sums: Float64Array, features: Uint16Array, node: Growing): Leaf {
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < BINS; bin++) {
      g += sums[bin * 3] ?? 0;
      h += sums[bin * 3 + 1] ?? 0;
    }
    node.value = (-this.options.rate * g) / (h + this.options.ridge);
    return { rows, sums, node, split: this.bestSplit(rows.length, g, h, sums, features) };
  }

  private bestSplit(count: number, g: number, h: number, sums: Float64Array, features: Uint16Array): Split | undefined {
    const { ridge, minRows } = this.options;
    const worth = (slope: number, weight: number): number => (slope * slope) / (weight + ridge);
    const whole = worth(g, h);
    let best: Split | undefined;
    for (let i = 0; i < features.length; i++) {
      let leftG = 0;
      let leftH = 0;
      let left = 0;
      for (let bin = 0; bin + 1 < BINS; bin++) {
        const at = (i * BINS + bin) * 3;
        leftG += sums[at] ?? 0;
        leftH += sums[at + 1] ?? 0;
        left += sums[at + 2] ?? 0;
        if (left < minRows) continue;
        if (count - left < minRows) break;
        const gain = worth(leftG, leftH) + worth(g - leftG, h - leftH) - whole;
        if (gain > (best?.gain ?? 1e-6)) best = { gain, feature: features[i] ?? 0, bin };
      }
    }
    return best;
  }
}

/** Nodes in the order in which they are read: a node's left child comes right after it. */
function write(node: Growing, into: Nodes): void {
  const at = into.feature.length;
  const isLeaf = !node.left || !node.right;
  into.feature.push(node.feature);
  into.threshold.push(node.threshold);
  into.right.push(0);
  into.value.push(isLeaf ? node.value : 0);
  if (!node.left || !node.right) return;
  write(node.left, into);
  into.right[at] = into.feature.length;
  write(node.right, into);
}
