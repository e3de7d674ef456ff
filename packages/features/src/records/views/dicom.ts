import type { DataSet } from 'dicom-parser';
import type { Unpacked } from './codec.ts';
import { unpackedHtj2k, unpackedJpeg2000, unpackedJpegLs } from './codecs.ts';

/** A decoded picture of a DICOM file (PS3.3, C.7.6.3), ready to be shown through a window. */
export interface DicomPicture {
  readonly rows: number;
  readonly columns: number;
  /** Of every pixel after the modality's rescale (PS3.3, C.11.1); of colour pictures, red, green and blue one after another. */
  readonly values: Float32Array | Uint8ClampedArray;
  readonly colour: boolean;
  /** MONOCHROME1: low values are bright. */
  readonly inverted: boolean;
  /** Where it is read best, as the file says or, where it does not, from its lowest to its highest value. */
  readonly window: DicomWindow;
}

export interface DicomWindow {
  readonly centre: number;
  readonly width: number;
}

/** What a file says of itself; texts as written in it. */
export interface DicomAbout {
  readonly modality: string;
  readonly study: string;
  readonly series: string;
  /** `YYYYMMDD`, as the file has it. */
  readonly date: string;
  readonly patient: string;
  readonly frames: number;
}

/** A DICOM file that was read; its pictures are decoded when they are asked for. */
export interface DicomFile {
  readonly about: DicomAbout;
  /** Rejects with `DicomNotShown` where the pictures are packed in a way that this program does not unpack. */
  picture(frame: number): Promise<DicomPicture>;
}

/** The file is DICOM, and cannot be shown here. `syntax`: its transfer syntax (PS3.6, A), for who looks for a viewer. */
export class DicomNotShown extends Error {
  readonly syntax: string;

  constructor(syntax: string) {
    super(`the pictures are packed as ${syntax}`);
    this.syntax = syntax;
  }
}

const plain: ReadonlySet<string> = new Set([
  '1.2.840.10008.1.2', // implicit little endian
  '1.2.840.10008.1.2.1', // explicit little endian
  '1.2.840.10008.1.2.1.99', // deflated, unpacked by the parser
]);
const losslessJpeg: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.4.57', '1.2.840.10008.1.2.4.70']);
/** Lossless and not; pictures in them say themselves which. */
const jpeg2000: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.4.90', '1.2.840.10008.1.2.4.91']);
const htj2k: ReadonlySet<string> = new Set([
  '1.2.840.10008.1.2.4.201',
  '1.2.840.10008.1.2.4.202',
  '1.2.840.10008.1.2.4.203',
]);
const jpegLs: ReadonlySet<string> = new Set(['1.2.840.10008.1.2.4.80', '1.2.840.10008.1.2.4.81']);
const baselineJpeg = '1.2.840.10008.1.2.4.50';
/** 12 bits, as a rule. */
const extendedJpeg = '1.2.840.10008.1.2.4.51';
const rle = '1.2.840.10008.1.2.5';

/** Reads a DICOM file (PS3.10). Throws what is none. */
export async function readDicom(bytes: Uint8Array): Promise<DicomFile> {
  const parser = await import('dicom-parser');
  const set = parser.parseDicom(bytes);
  const syntax = set.string('x00020010') ?? '1.2.840.10008.1.2';
  const text = (tag: string) => set.string(tag) ?? '';
  return {
    about: {
      modality: text('x00080060'),
      study: text('x00081030'),
      series: text('x0008103e'),
      date: text('x00080020'),
      patient: text('x00100010').replaceAll('^', ' ').trim(),
      frames: Math.max(1, set.intString('x00280008') ?? 1),
    },
    async picture(frame) {
      const shape = shapeOf(set);
      const element = set.elements.x7fe00010;
      if (!element) throw new DicomNotShown(`${syntax}, no pixels`);
      if (plain.has(syntax)) {
        const from = element.dataOffset + frame * bytesOf(shape);
        return pictureFrom(shape, set.byteArray.slice(from, from + bytesOf(shape)));
      }
      const packed = () => framePacked(parser, set, frame);
      if (losslessJpeg.has(syntax)) return pictureFrom(shape, await unpackedLossless(packed()));
      if (syntax === baselineJpeg)
        return pictureFrom(
          { ...shape, bits: 8, samples: 3, planar: false, photometric: 'RGB' },
          await unpackedJpeg(packed(), shape),
        );
      if (jpeg2000.has(syntax)) return unpackedPicture(shape, await unpackedJpeg2000(packed()));
      if (htj2k.has(syntax)) return unpackedPicture(shape, await unpackedHtj2k(packed()));
      if (syntax === extendedJpeg) return unpackedPicture(shape, await unpackedExtended(packed()));
      if (jpegLs.has(syntax)) return unpackedPicture(shape, await unpackedJpegLs(packed()));
      if (syntax === rle) return pictureFrom({ ...shape, planar: false }, unpackedRle(packed(), shape));
      throw new DicomNotShown(syntax);
    },
  };
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  readonly bits: number;
  readonly signed: boolean;
  readonly planar: boolean;
  readonly photometric: string;
  readonly slope: number;
  readonly intercept: number;
  readonly window: DicomWindow | null;
}

function shapeOf(set: DataSet): Shape {
  const centre = set.floatString('x00281050');
  const width = set.floatString('x00281051');
  return {
    rows: set.uint16('x00280010') ?? 0,
    columns: set.uint16('x00280011') ?? 0,
    samples: set.uint16('x00280002') ?? 1,
    bits: set.uint16('x00280100') ?? 16,
    signed: set.uint16('x00280103') === 1,
    planar: set.uint16('x00280006') === 1,
    photometric: set.string('x00280004') ?? 'MONOCHROME2',
    slope: set.floatString('x00281053') ?? 1,
    intercept: set.floatString('x00281052') ?? 0,
    window: centre !== undefined && width !== undefined && width >= 1 ? { centre, width } : null,
  };
}

function bytesOf({ rows, columns, samples, bits }: Shape): number {
  return rows * columns * samples * (bits > 8 ? 2 : 1);
}

function pictureFrom(shape: Shape, bytes: Uint8Array): DicomPicture {
  const { rows, columns, samples, photometric } = shape;
  if (bytes.length < bytesOf(shape) || rows === 0 || columns === 0)
    throw new Error('fewer pixels than the picture has');
  const common = { rows, columns, inverted: photometric === 'MONOCHROME1' };
  if (samples === 3)
    return { ...common, colour: true, values: coloursOf(shape, bytes), window: { centre: 128, width: 256 } };
  const values = valuesOf(shape, bytes);
  return { ...common, colour: false, values, window: shape.window ?? wholeRange(values) };
}

/** A codec says itself what it has unpacked; the colours of JPEG 2000 it has turned into red, green and blue (PS3.5, 8.2.4). */
function unpackedPicture(shape: Shape, { bytes, ...as }: Unpacked): DicomPicture {
  if (as.columns !== shape.columns || as.rows !== shape.rows) throw new Error('another picture than the file says');
  const photometric = /^YBR_(RCT|ICT)$/.test(shape.photometric) ? 'RGB' : shape.photometric;
  return pictureFrom({ ...shape, ...as, photometric }, bytes);
}

function valuesOf({ rows, columns, bits, signed, slope, intercept }: Shape, bytes: Uint8Array): Float32Array {
  const count = rows * columns;
  const raw = typedPixels(bits, signed, bytes, count);
  const values = new Float32Array(count);
  for (let at = 0; at < count; at += 1) values[at] = (raw[at] ?? 0) * slope + intercept;
  return values;
}

function typedPixels(bits: number, signed: boolean, bytes: Uint8Array, count: number) {
  if (bits <= 8) return signed ? new Int8Array(bytes.buffer, bytes.byteOffset, count) : bytes;
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return signed
    ? new Int16Array(aligned.buffer, aligned.byteOffset, count)
    : new Uint16Array(aligned.buffer, aligned.byteOffset, count);
}

/** Red, green, blue for every pixel; YBR_FULL is turned into it (PS3.3, C.7.6.3.1.2). */
function coloursOf({ rows, columns, planar, photometric }: Shape, bytes: Uint8Array): Uint8ClampedArray {
  const count = rows * columns;
  const out = new Uint8ClampedArray(count * 3);
  const at = (pixel: number, sample: number) => bytes[planar ? sample * count + pixel : pixel * 3 + sample] ?? 0;
  const isYbr = photometric.startsWith('YBR');
  for (let pixel = 0; pixel < count; pixel += 1) {
    const [a, b, c] = [at(pixel, 0), at(pixel, 1), at(pixel, 2)];
    out[pixel * 3] = isYbr ? a + 1.402 * (c - 128) : a;
    out[pixel * 3 + 1] = isYbr ? a - 0.344136 * (b - 128) - 0.714136 * (c - 128) : b;
    out[pixel * 3 + 2] = isYbr ? a + 1.772 * (b - 128) : c;
  }
  return out;
}

function wholeRange(values: Float32Array): DicomWindow {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { centre: (low + high) / 2, width: Math.max(1, high - low) };
}

type Parser = typeof import('dicom-parser');

function framePacked(parser: Parser, set: DataSet, frame: number): Uint8Array {
  const element = set.elements.x7fe00010;
  if (!element) throw new Error('no pixels');
  const table = element.basicOffsetTable ?? [];
  if (table.length > 0) return parser.readEncapsulatedImageFrame(set, element, frame);
  return parser.readEncapsulatedPixelDataFromFragments(set, element, frame);
}

async function unpackedLossless(packed: Uint8Array): Promise<Uint8Array> {
  const { Decoder } = await import('jpeg-lossless-decoder-js');
  const copy = packed.slice();
  return new Uint8Array(new Decoder().decompress(copy.buffer, 0, copy.length));
}

/** Loaded with the first picture that needs it, as the codecs are. */
async function unpackedExtended(packed: Uint8Array): Promise<Unpacked> {
  const { unpackedExtendedJpeg } = await import('./jpeg-extended.ts');
  return unpackedExtendedJpeg(packed);
}

/** By the browser's own decoder; answers red, green, blue. */
async function unpackedJpeg(packed: Uint8Array, { rows, columns }: Shape): Promise<Uint8Array> {
  const picture = await createImageBitmap(new Blob([packed.slice()], { type: 'image/jpeg' }));
  const canvas = new OffscreenCanvas(columns, rows);
  const drawing = canvas.getContext('2d');
  if (!drawing) throw new Error('no canvas');
  drawing.drawImage(picture, 0, 0, columns, rows);
  picture.close();
  const { data } = drawing.getImageData(0, 0, columns, rows);
  const out = new Uint8Array(rows * columns * 3);
  for (let pixel = 0; pixel < rows * columns; pixel += 1)
    for (let sample = 0; sample < 3; sample += 1) out[pixel * 3 + sample] = data[pixel * 4 + sample] ?? 0;
  return out;
}

/** PS3.5, annex G: one PackBits segment for each byte of each sample, the highest byte first. */
export function unpackedRle(
  packed: Uint8Array,
  { rows, columns, samples, bits }: Pick<Shape, 'rows' | 'columns' | 'samples' | 'bits'>,
): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const [count, bytes] = [rows * columns, bits > 8 ? 2 : 1];
  const out = new Uint8Array(count * samples * bytes);
  for (let segment = 0; segment < samples * bytes; segment += 1) {
    const sample = Math.floor(segment / bytes);
    const byte = bytes - 1 - (segment % bytes);
    const from = view.getUint32(4 + segment * 4, true);
    const next = segment + 1 < view.getUint32(0, true) ? view.getUint32(8 + segment * 4, true) : packed.length;
    const plainSegment = unpackedBits(packed.subarray(from, next), count);
    for (let pixel = 0; pixel < count; pixel += 1)
      out[(pixel * samples + sample) * bytes + byte] = plainSegment[pixel] ?? 0;
  }
  return out;
}

function unpackedBits(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let to = 0;
  for (let from = 0; from < packed.length && to < length; ) {
    const head = ((packed[from] ?? 0) << 24) >> 24;
    from += 1;
    if (head >= 0) {
      out.set(packed.subarray(from, from + Math.min(head + 1, length - to)), to);
      from += head + 1;
      to += head + 1;
    } else if (head !== -128) {
      out.fill(packed[from] ?? 0, to, Math.min(to + 1 - head, length));
      from += 1;
      to += 1 - head;
    }
  }
  return out;
}

/** PS3.3, C.11.2.1.2: the picture through a window, as RGBA for a canvas. */
export function shownThrough(picture: DicomPicture, { centre, width }: DicomWindow): Uint8ClampedArray<ArrayBuffer> {
  const { rows, columns, values, colour, inverted } = picture;
  const count = rows * columns;
  const out = new Uint8ClampedArray(count * 4);
  const low = centre - 0.5 - (width - 1) / 2;
  const scale = 255 / Math.max(1, width - 1);
  const level = (value: number) => (value - low) * scale;
  for (let pixel = 0; pixel < count; pixel += 1) {
    for (let sample = 0; sample < 3; sample += 1) {
      const grey = level(values[colour ? pixel * 3 + sample : pixel] ?? 0);
      out[pixel * 4 + sample] = inverted ? 255 - grey : grey;
    }
    out[pixel * 4 + 3] = 255;
  }
  return out;
}
