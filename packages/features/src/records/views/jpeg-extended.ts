import type { Unpacked } from './codec.ts';
import { type HuffmanTable, JpegBits, tableFrom, toSamples, unzigzag } from './jpeg-blocks.ts';

/*
 * JPEG of 8 or 12 bits, sequential, with Huffman codes (ITU-T T.81, F.2: processes 1, 2 and 4). Browsers have none for 12 bits, and
 * no library under a licence of ours is smaller than megabytes.
 */

interface Component {
  readonly id: number;
  readonly across: number;
  readonly down: number;
  readonly quantisation: number;
  /** Blocks that are stored, whole units (A.2.4). */
  readonly blocksAcross: number;
  readonly blocksDown: number;
  /** Its samples, `blocksAcross * 8` to a row. */
  readonly plane: Uint16Array;
}

interface Frame {
  readonly bits: number;
  readonly rows: number;
  readonly columns: number;
  readonly mostAcross: number;
  readonly mostDown: number;
  readonly components: readonly Component[];
}

interface Tables {
  readonly quantisation: Map<number, Uint16Array>;
  readonly dc: Map<number, HuffmanTable>;
  readonly ac: Map<number, HuffmanTable>;
  /** Units between two restarts; 0: none. */
  restart: number;
}

/** More pixels than any detector has: a header that says so is damaged. */
const MOST_PIXELS = 100_000_000;

/** Throws what is none of its kind or is cut off within its headers; samples that are missing at the end are as the last ones. */
export function unpackedExtendedJpeg(packed: Uint8Array): Unpacked {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const tables: Tables = { quantisation: new Map(), dc: new Map(), ac: new Map(), restart: 0 };
  let frame: Frame | null = null;
  let scanned = false;
  for (let at = 2; at + 4 <= packed.length; ) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) throw new Error('no marker where one is due');
    if (marker === 0xffd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    const body = packed.subarray(at + 4, end);
    if (end > packed.length) throw new Error('cut off');
    at = end;
    if (marker === 0xffdb) readQuantisation(body, tables);
    else if (marker === 0xffc4) readHuffman(body, tables);
    else if (marker === 0xffdd) tables.restart = ((body[0] ?? 0) << 8) | (body[1] ?? 0);
    else if (marker === 0xffc0 || marker === 0xffc1) frame = frameFrom(body);
    else if (isOtherFrame(marker)) throw new Error(`a frame of another kind: ${marker.toString(16)}`);
    else if (marker === 0xffda) {
      if (!frame) throw new Error('a scan without a frame');
      at += readScan(packed.subarray(end), body, frame, tables);
      scanned = true;
    }
  }
  if (!frame || !scanned) throw new Error('no picture');
  return joined(frame);
}

/** Progressive, lossless, hierarchical, arithmetic. */
function isOtherFrame(marker: number): boolean {
  return marker >= 0xffc2 && marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc;
}

/** B.2.4.1 */
function readQuantisation(body: Uint8Array, { quantisation }: Tables): void {
  for (let at = 0; at < body.length; ) {
    const [wide, id] = [(body[at] ?? 0) >> 4 === 1, (body[at] ?? 0) & 15];
    const table = new Uint16Array(64);
    at += 1;
    for (let k = 0; k < 64; k += 1, at += wide ? 2 : 1)
      table[unzigzag[k] ?? 0] = wide ? ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0) : (body[at] ?? 0);
    quantisation.set(id, table);
  }
}

/** B.2.4.2 */
function readHuffman(body: Uint8Array, { dc, ac }: Tables): void {
  for (let at = 0; at < body.length; ) {
    const head = body[at] ?? 0;
    const counts = body.subarray(at + 1, at + 17);
    const size = counts.reduce((sum, count) => sum + count, 0);
    (head >> 4 === 0 ? dc : ac).set(head & 15, tableFrom(counts, body.subarray(at + 17, at + 17 + size)));
    at += 17 + size;
  }
}

/** B.2.2 */
function frameFrom(body: Uint8Array): Frame {
  const byte = (at: number) => body[at] ?? 0;
  const [bits, rows, columns] = [byte(0), (byte(1) << 8) | byte(2), (byte(3) << 8) | byte(4)];
  const said = Array.from({ length: byte(5) }, (_, n) => {
    const at = 6 + n * 3;
    return { id: byte(at), across: byte(at + 1) >> 4, down: byte(at + 1) & 15, quantisation: byte(at + 2) };
  });
  const sound = said.length > 0 && said.every(({ across, down }) => across > 0 && across < 5 && down > 0 && down < 5);
  if ((bits !== 8 && bits !== 12) || !sound || rows * columns === 0 || rows * columns > MOST_PIXELS)
    throw new Error('no picture');
  const mostAcross = Math.max(...said.map(({ across }) => across));
  const mostDown = Math.max(...said.map(({ down }) => down));
  const components = said.map((one): Component => {
    const blocksAcross = Math.ceil(columns / (8 * mostAcross)) * one.across;
    const blocksDown = Math.ceil(rows / (8 * mostDown)) * one.down;
    return { ...one, blocksAcross, blocksDown, plane: new Uint16Array(blocksAcross * blocksDown * 64) };
  });
  return { bits, rows, columns, mostAcross, mostDown, components };
}

/** One component of a scan, with its tables and the last value of its average. */
interface Scanned {
  readonly of: Component;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  readonly quantisation: Uint16Array;
  before: number;
}

/** Answers how many bytes the scan took. */
function readScan(data: Uint8Array, head: Uint8Array, frame: Frame, tables: Tables): number {
  const scanned = Array.from({ length: head[0] ?? 0 }, (_, n) => scannedFrom(head, n, frame, tables));
  const bits = new JpegBits(data);
  const [first] = scanned;
  // A.2.2: a component alone comes block by block, without those beyond the edge.
  const alone = scanned.length === 1 && first ? first.of : null;
  const across = alone
    ? Math.ceil((frame.columns * alone.across) / frame.mostAcross / 8)
    : Math.ceil(frame.columns / (8 * frame.mostAcross));
  const down = alone
    ? Math.ceil((frame.rows * alone.down) / frame.mostDown / 8)
    : Math.ceil(frame.rows / (8 * frame.mostDown));
  for (let unit = 0; unit < across * down; unit += 1) {
    if (tables.restart > 0 && unit > 0 && unit % tables.restart === 0) {
      bits.restart();
      for (const one of scanned) one.before = 0;
    }
    const [column, row] = [unit % across, Math.floor(unit / across)];
    for (const one of scanned) {
      const [h, v] = alone ? [1, 1] : [one.of.across, one.of.down];
      for (let block = 0; block < h * v; block += 1)
        readBlock(bits, one, frame.bits, { x: column * h + (block % h), y: row * v + Math.floor(block / h) });
    }
  }
  return bits.taken();
}

function scannedFrom(head: Uint8Array, n: number, { components }: Frame, { dc, ac, quantisation }: Tables): Scanned {
  const [id, from] = [head[1 + n * 2], head[2 + n * 2] ?? 0];
  const of = components.find((one) => one.id === id);
  const [dcTable, acTable] = [dc.get(from >> 4), ac.get(from & 15)];
  const steps = of && quantisation.get(of.quantisation);
  if (!of || !dcTable || !acTable || !steps) throw new Error('a scan without its tables');
  return { of, dc: dcTable, ac: acTable, quantisation: steps, before: 0 };
}

const coefficients = new Float32Array(64);

/** F.2.2: the average as a difference, then runs of zeros and values. */
function readBlock(bits: JpegBits, one: Scanned, depth: number, { x, y }: { readonly x: number; readonly y: number }) {
  coefficients.fill(0);
  one.before += bits.value(bits.code(one.dc));
  coefficients[0] = one.before * (one.quantisation[0] ?? 1);
  for (let k = 1; k < 64; k += 1) {
    const code = bits.code(one.ac);
    const [zeros, size] = [code >> 4, code & 15];
    if (size === 0 && zeros !== 15) break;
    k += zeros;
    const at = unzigzag[k];
    if (size > 0 && at !== undefined) coefficients[at] = bits.value(size) * (one.quantisation[at] ?? 1);
  }
  const width = one.of.blocksAcross * 8;
  toSamples(coefficients, depth, one.of.plane, y * 8 * width + x * 8, width);
}

/** Pixel by pixel; components of fewer samples are stretched. */
function joined({ bits, rows, columns, mostAcross, mostDown, components }: Frame): Unpacked {
  const samples = components.length;
  const out = bits > 8 ? new Uint16Array(rows * columns * samples) : new Uint8Array(rows * columns * samples);
  for (const [n, { across, down, blocksAcross, plane }] of components.entries())
    for (let row = 0, to = n; row < rows; row += 1) {
      const from = Math.floor((row * down) / mostDown) * blocksAcross * 8;
      for (let column = 0; column < columns; column += 1, to += samples)
        out[to] = plane[from + Math.floor((column * across) / mostAcross)] ?? 0;
    }
  return { columns, rows, bits, samples, signed: false, planar: false, bytes: new Uint8Array(out.buffer) };
}
