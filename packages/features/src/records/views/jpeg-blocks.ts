/** From the order in which coefficients are stored to their place in the block (T.81, figure A.6). */
export const unzigzag: readonly number[] = Array.from({ length: 64 }, (_, at) => at)
  .map((at) => ({ at, row: at >> 3, column: at & 7 }))
  .sort((a, b) => a.row + a.column - (b.row + b.column) || ((a.row + a.column) % 2 ? a.row - b.row : b.row - a.row))
  .map(({ at }) => at);

/** Codes by their length (T.81, F.2.2.3). */
export interface HuffmanTable {
  /** The highest code of each length from 1; -1 where there is none. */
  readonly highest: Int32Array;
  /** What is added to a code of this length for the place of its value. */
  readonly offset: Int32Array;
  readonly values: Uint8Array;
}

/** `counts`: how many codes there are of 1 … 16 bits; `values`: theirs, in order. */
export function tableFrom(counts: Uint8Array, values: Uint8Array): HuffmanTable {
  const [highest, offset] = [new Int32Array(17).fill(-1), new Int32Array(17)];
  for (let length = 1, code = 0, place = 0; length <= 16; length += 1, code <<= 1) {
    const count = counts[length - 1] ?? 0;
    offset[length] = place - code;
    if (count > 0) highest[length] = code + count - 1;
    code += count;
    place += count;
  }
  return { highest, offset, values };
}

/** The bits of a scan: stuffed zeros are left out, a marker ends them (T.81, F.2.2.5); beyond the end there are zeros. */
export class JpegBits {
  readonly #data: Uint8Array;
  #at = 0;
  #byte = 0;
  #left = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  code({ highest, offset, values }: HuffmanTable): number {
    for (let length = 1, code = this.#bit(); length <= 16; length += 1, code = (code << 1) | this.#bit())
      if (code <= (highest[length] ?? -1)) return values[code + (offset[length] ?? 0)] ?? 0;
    throw new Error('no such code');
  }

  /** T.81, F.2.2.1: a number of `size` bits, the negative ones from below. */
  value(size: number): number {
    let value = 0;
    for (let n = 0; n < size; n += 1) value = (value << 1) | this.#bit();
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** To behind the next restart marker. */
  restart(): void {
    this.#left = 0;
    const data = this.#data;
    while (this.#at + 1 < data.length && !(data[this.#at] === 0xff && ((data[this.#at + 1] ?? 0) & 0xf8) === 0xd0)) {
      if (data[this.#at] === 0xff && (data[this.#at + 1] ?? 0) !== 0) return; // another marker: the rest is missing
      this.#at += 1;
    }
    this.#at += 2;
  }

  /** Bytes up to the marker behind the scan. */
  taken(): number {
    const data = this.#data;
    while (this.#at + 1 < data.length && !(data[this.#at] === 0xff && (data[this.#at + 1] ?? 0) !== 0)) this.#at += 1;
    return this.#at;
  }

  #bit(): number {
    if (this.#left === 0) {
      const byte = this.#data[this.#at] ?? 0;
      const isMarker = byte === 0xff && (this.#data[this.#at + 1] ?? 0) !== 0;
      this.#byte = isMarker ? 0 : byte;
      if (!isMarker) this.#at += byte === 0xff ? 2 : 1;
      this.#left = 8;
    }
    this.#left -= 1;
    return (this.#byte >> this.#left) & 1;
  }
}

/** T.81, A.3.3: `[x][u]`, with the factors of it. */
const cosines = Float32Array.from({ length: 64 }, (_, at) => {
  const [x, u] = [at >> 3, at & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
const halfway = new Float32Array(64);

/** The samples of a block of coefficients, levelled and kept within `bits`, into `plane` from `to` on, `width` to a row. */
export function toSamples(block: Float32Array, bits: number, plane: Uint16Array, to: number, width: number): void {
  for (let v = 0; v < 8; v += 1)
    for (let x = 0; x < 8; x += 1) {
      let sum = 0;
      for (let u = 0; u < 8; u += 1) sum += (cosines[x * 8 + u] ?? 0) * (block[v * 8 + u] ?? 0);
      halfway[v * 8 + x] = sum;
    }
  const [level, most] = [1 << (bits - 1), (1 << bits) - 1];
  for (let y = 0; y < 8; y += 1)
    for (let x = 0; x < 8; x += 1) {
      let sum = 0;
      for (let v = 0; v < 8; v += 1) sum += (cosines[y * 8 + v] ?? 0) * (halfway[v * 8 + x] ?? 0);
      plane[to + y * width + x] = Math.min(most, Math.max(0, Math.round(sum + level)));
    }
}
