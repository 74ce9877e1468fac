const MAX_DIGITS = 38;
const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const MINUS = 0x2d;

/** The width and scale that hold every decimal seen, read from their texts. */
export class DecimalShape {
  #whole = 1;
  #scale = 0;
  #isPlain = true;

  add(text: Uint8Array): void {
    const start = text[0] === MINUS ? 1 : 0;
    let point = text.byteLength;
    for (let i = start; i < text.byteLength; i++) {
      const byte = text[i] ?? 0;
      if (byte === POINT && point === text.byteLength) point = i;
      // NaN, infinities, exponents and cut numbers stay text.
      else if (byte < ZERO || byte > NINE) this.#isPlain = false;
    }
    this.#whole = Math.max(this.#whole, point - start);
    this.#scale = Math.max(this.#scale, text.byteLength - point - 1);
  }

  /** Null when no exact type holds them all. */
  fit(): { readonly width: number; readonly scale: number } | null {
    const width = this.#whole + this.#scale;
    if (!this.#isPlain || width > MAX_DIGITS) return null;
    return { width: Math.max(width, Math.min(MAX_DIGITS, 18)), scale: this.#scale };
  }
}
