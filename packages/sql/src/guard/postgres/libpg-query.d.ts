/** The compiled parser itself, of which a fresh instance can be made; the library's own entry holds one for good. */
declare module "libpg-query/wasm/libpg-query.js" {
  interface PgQueryInstance {
    lengthBytesUTF8(text: string): number;
    stringToUTF8(text: string, pointer: number, maxBytes: number): void;
    UTF8ToString(pointer: number): string;
    getValue(pointer: number, type: "i32"): number;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _wasm_parse_query_raw(query: number): number;
    _wasm_free_parse_result(result: number): void;
  }
  const createInstance: () => Promise<PgQueryInstance>;
  export default createInstance;
}
