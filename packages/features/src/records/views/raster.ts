import type { IFD } from 'utif2';
import type { Unpacked } from './codec.ts';
import { unpackedJpeg2000 } from './codecs.ts';

/** A page as a canvas draws it. */
export interface RasterPage {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A file of pictures that a browser does not show by itself; its pages are decoded when they are asked for. */
export interface RasterFile {
  readonly pages: number;
  /** Counted from 0. Rejects with `RasterNotShown` where it is packed in a way that this program does not unpack. */
  page(at: number): Promise<RasterPage>;
}

/** The file is a picture, and cannot be shown here. `packed`: how it says that it is packed. */
export class RasterNotShown extends Error {
  readonly packed: string;

  constructor(packed: string) {
    super(`packed as ${packed}`);
    this.packed = packed;
  }
}

/** TIFF 6.0, section 4: none, three kinds of fax, LZW, JPEG, Deflate, PackBits: what scanners write. */
const tiffPackings: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 32946, 32773]);
/** A page of A3 at 600 dpi has 70 million; what says that it has more would take the machine's memory (pixels). */
const MOST_PIXELS = 100_000_000;

/** Reads a TIFF of one or more pages. Throws what is none. */
export async function readTiff(file: ArrayBuffer): Promise<RasterFile> {
  const tiff = await import('utif2');
  const pages = tiff.decode(file).filter((page) => tag(page, 256) && tag(page, 257));
  if (pages.length === 0) throw new Error('no page');
  return {
    pages: pages.length,
    async page(at) {
      const page = pages[at];
      if (!page) throw new Error('no such page');
      const packing = tag(page, 259) ?? 1;
      if (!tiffPackings.has(packing)) throw new RasterNotShown(`TIFF ${packing}`);
      if (tag(page, 284) === 2) throw new RasterNotShown('TIFF, planar');
      withinReason(tag(page, 256) ?? 0, tag(page, 257) ?? 0);
      tiff.decodeImage(file, page);
      const { width, height } = page;
      return { width, height, rgba: new Uint8ClampedArray(tiff.toRGBA8(page)) };
    },
  };
}

/** The first number of a tag. */
function tag(page: IFD, number: number): number | undefined {
  const value = page[`t${number}`];
  const first = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'number' ? first : undefined;
}

/** Reads a JPEG 2000 picture, in a JP2 file or as the bare stream. */
export async function readJpeg2000(file: ArrayBuffer): Promise<RasterFile> {
  const unpacked = await unpackedJpeg2000(new Uint8Array(file));
  withinReason(unpacked.columns, unpacked.rows);
  return { pages: 1, page: async () => pageOf(unpacked) };
}

function withinReason(width: number, height: number): void {
  if (width < 1 || height < 1 || width * height > MOST_PIXELS) throw new RasterNotShown(`${width} × ${height}`);
}

/** Grey, grey and transparent, red green blue, or these and transparent; brought to eight bits. */
export function pageOf({ columns, rows, bits, samples, signed, bytes }: Unpacked): RasterPage {
  const count = columns * rows;
  const rgba = new Uint8ClampedArray(count * 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = bits > 8;
  const [least, scale] = [signed ? -(2 ** (bits - 1)) : 0, 255 / (2 ** bits - 1)];
  const raw = (at: number): number => {
    if (wide) return signed ? view.getInt16(at * 2, true) : view.getUint16(at * 2, true);
    return signed ? view.getInt8(at) : view.getUint8(at);
  };
  const colours = samples >= 3 ? 3 : 1;
  const opaque = samples === colours;
  for (let pixel = 0; pixel < count; pixel += 1) {
    const level = (sample: number) => (raw(pixel * samples + sample) - least) * scale;
    for (let part = 0; part < 3; part += 1) rgba[pixel * 4 + part] = level(colours === 3 ? part : 0);
    rgba[pixel * 4 + 3] = opaque ? 255 : level(colours);
  }
  return { width: columns, height: rows, rgba };
}
