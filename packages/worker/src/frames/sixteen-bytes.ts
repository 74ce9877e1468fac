/** Values that DuckDB keeps in 16 bytes, little endian. */

export const hugeint = (view: DataView, at: number): bigint =>
  (view.getBigInt64(at + 8, true) << 64n) | view.getBigUint64(at, true);

export const uhugeint = (view: DataView, at: number): bigint =>
  (view.getBigUint64(at + 8, true) << 64n) | view.getBigUint64(at, true);

const TOP_BIT = 1n << 127n;

/** DuckDB flips the top bit so that UUIDs sort as signed numbers. */
export function uuidText(view: DataView, at: number): string {
  const hex = (uhugeint(view, at) ^ TOP_BIT).toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
