export * from './packed-frames.ts';
export * from './twelve-bit-jpeg.ts';

/** What a generated DICOM file is to hold. Pixels are 16 bits, little endian, unsigned; `pixel` gives each by frame, row and column. */
export interface DicomAsked {
  readonly rows: number;
  readonly columns: number;
  readonly frames?: number;
  readonly patient?: string;
  readonly study?: string;
  readonly window?: { readonly centre: number; readonly width: number };
  readonly slope?: number;
  readonly intercept?: number;
  readonly photometric?: 'MONOCHROME1' | 'MONOCHROME2';
  readonly pixel?: (frame: number, row: number, column: number) => number;
  /** Each frame as a codec has packed it, and the transfer syntax that says by which (`packedFrames`). */
  readonly packed?: { readonly syntax: string; readonly frames: readonly Uint8Array[] };
}

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';
/** Value representations whose length takes four bytes (PS3.5, 7.1.2). */
const long: ReadonlySet<string> = new Set(['OB', 'OW', 'SQ', 'UN']);

/** A DICOM file (PS3.10) of one or more pictures: what a CT writes, with made-up pixels. */
export function dicomFile(asked: DicomAsked): Uint8Array<ArrayBuffer> {
  const { rows, columns, frames = 1, photometric = 'MONOCHROME2' } = asked;
  const meta = joined([
    element(0x0002, 0x0002, 'UI', text(CT_IMAGE)),
    element(0x0002, 0x0003, 'UI', text('1.2.826.0.1.3680043.9.7433.1.1')),
    element(0x0002, 0x0010, 'UI', text(asked.packed?.syntax ?? EXPLICIT_LITTLE_ENDIAN)),
  ]);
  const body = [
    element(0x0008, 0x0016, 'UI', text(CT_IMAGE)),
    element(0x0008, 0x0020, 'DA', text('20261123')),
    element(0x0008, 0x0060, 'CS', text('CT')),
    element(0x0008, 0x1030, 'LO', text(asked.study ?? 'Chest')),
    element(0x0010, 0x0010, 'PN', text(asked.patient ?? 'EL-MASRY^FATMA')),
    element(0x0028, 0x0002, 'US', short(1)),
    element(0x0028, 0x0004, 'CS', text(photometric)),
    ...(frames > 1 ? [element(0x0028, 0x0008, 'IS', text(String(frames)))] : []),
    element(0x0028, 0x0010, 'US', short(rows)),
    element(0x0028, 0x0011, 'US', short(columns)),
    element(0x0028, 0x0100, 'US', short(16)),
    element(0x0028, 0x0101, 'US', short(16)),
    element(0x0028, 0x0102, 'US', short(15)),
    element(0x0028, 0x0103, 'US', short(0)),
    ...(asked.window
      ? [
          element(0x0028, 0x1050, 'DS', text(String(asked.window.centre))),
          element(0x0028, 0x1051, 'DS', text(String(asked.window.width))),
        ]
      : []),
    element(0x0028, 0x1052, 'DS', text(String(asked.intercept ?? 0))),
    element(0x0028, 0x1053, 'DS', text(String(asked.slope ?? 1))),
    asked.packed ? encapsulated(asked.packed.frames) : element(0x7fe0, 0x0010, 'OW', pixels(asked, frames)),
  ];
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, meta.length, true);
  return joined([new Uint8Array(128), text('DICM'), element(0x0002, 0x0000, 'UL', length), meta, ...body]);
}

/** Rings, bright in the middle, a little different in every frame. */
const rings = (frame: number, row: number, column: number) =>
  Math.round(2000 + 1500 * Math.sin(Math.hypot(row - 256, column - 256) / (12 + frame)));

/** PS3.5, annex A.4: an empty table of offsets, then a fragment for each frame. */
function encapsulated(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = element(0x7fe0, 0x0010, 'OB', new Uint8Array(0));
  new DataView(head.buffer).setUint32(8, 0xffffffff, true);
  return joined([head, item(0xe000), ...frames.map((frame) => item(0xe000, frame)), item(0xe0dd)]);
}

function item(number: number, value: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, number, true);
  view.setUint32(4, value.length + (value.length % 2), true);
  return joined([head, value, new Uint8Array(value.length % 2)]);
}

/** The pixels of all frames, two bytes each, the lower first. */
export function pixels({ rows, columns, pixel = rings }: DicomAsked, frames: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(rows * columns * frames * 2);
  const view = new DataView(out.buffer);
  for (let frame = 0, at = 0; frame < frames; frame += 1)
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1, at += 2) view.setUint16(at, pixel(frame, row, column), true);
  return out;
}

function element(group: number, number: number, vr: string, value: Uint8Array): Uint8Array<ArrayBuffer> {
  const even = value.length + (value.length % 2);
  const head = new Uint8Array(long.has(vr) ? 12 : 8);
  const view = new DataView(head.buffer);
  view.setUint16(0, group, true);
  view.setUint16(2, number, true);
  head.set(text(vr), 4);
  if (long.has(vr)) view.setUint32(8, even, true);
  else view.setUint16(6, even, true);
  // UIDs are padded with a null, everything else with a space (PS3.5, 6.2).
  const padding = new Uint8Array(even - value.length).fill(vr === 'UI' ? 0 : 0x20);
  return joined([head, value, padding]);
}

function short(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value & 0xff, value >> 8);
}

function text(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(value, (letter) => letter.charCodeAt(0));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
