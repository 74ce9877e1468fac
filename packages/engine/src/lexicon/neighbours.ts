import file from "../../data/word-neighbours.json" with { type: "json" };

/** A word met in the same places as another, as stems. */
export interface Neighbour {
  readonly stem: string;
  /** 0 (near) to 15 (hardly told apart). */
  readonly degree: number;
}

/** All neighbours, those of stem i from start[i] up to start[i + 1]. */
interface Neighbourhood {
  readonly places: ReadonlyMap<string, number>;
  readonly stems: readonly string[];
  readonly start: Uint32Array;
  readonly others: Uint16Array;
  readonly degrees: Uint8Array;
}

let neighbourhood: Neighbourhood | undefined;

/** For a stem, the stems met in the same places; near ones may mean the same, or only belong to the same matter. */
export function neighboursOf(stem: string): Neighbour[] {
  neighbourhood ??= read();
  const { degrees, others, places, start, stems } = neighbourhood;
  const place = places.get(stem);
  if (place === undefined) return [];
  const found: Neighbour[] = [];
  for (let at = start[place] ?? 0; at < (start[place + 1] ?? 0); at += 1)
    found.push({ stem: stems[others[at] ?? 0] ?? "", degree: degrees[at] ?? 0 });
  return found;
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A few milliseconds, once and only when a source is prepared; each pair is stored once and laid out both ways. */
function read(): Neighbourhood {
  const stems = file.stems.split(" ");
  const bytes = bytesOf(file.pairs);
  const pairs = new Uint16Array(file.count * 2);
  const start = new Uint32Array(stems.length + 1);
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  let pair = 0;
  for (let a = 0; a < stems.length; a += 1) {
    let b = a;
    for (let left = number(); left > 0; left -= 1) {
      b += number();
      pairs[pair * 2] = a;
      pairs[pair * 2 + 1] = b;
      pair += 1;
      start[a + 1] = (start[a + 1] ?? 0) + 1;
      start[b + 1] = (start[b + 1] ?? 0) + 1;
    }
  }
  for (let i = 0; i < stems.length; i += 1) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  const others = new Uint16Array(file.count * 2);
  const degrees = new Uint8Array(file.count * 2);
  const next = start.slice();
  const put = (from: number, to: number, degree: number): void => {
    const place = next[from] ?? 0;
    others[place] = to;
    degrees[place] = degree;
    next[from] = place + 1;
  };
  for (let i = 0; i < file.count; i += 1) {
    const degree = ((bytes[at + (i >> 1)] ?? 0) >> ((i & 1) * 4)) & 15;
    const [a, b] = [pairs[i * 2] ?? 0, pairs[i * 2 + 1] ?? 0];
    put(a, b, degree);
    put(b, a, degree);
  }
  return { places: new Map(stems.map((stem, place) => [stem, place])), stems, start, others, degrees };
}
