import { createRequire } from 'node:module';
import { dicomFile, packedFrames } from '@healthcare/testing/dicom';
import { parseDicom } from 'dicom-parser';
import { expect, test } from 'vitest';
import { type Codec, unpackedBy } from './codec.ts';

const require = createRequire(import.meta.url);
const asked = { rows: 5, columns: 7, frames: 2, pixel: (f: number, r: number, c: number) => f * 30_000 + r * 100 + c };

async function decoderOf(from: string, name: string): Promise<Codec> {
  const codec = await require(from)({ print: () => undefined, printErr: () => undefined });
  return new codec[name]();
}

test.each([
  ['jpeg2000', '@cornerstonejs/codec-openjpeg/decode', 'J2KDecoder'],
  ['htj2k', '@cornerstonejs/codec-openjph', 'HTJ2KDecoder'],
  ['jpegLs', '@cornerstonejs/codec-charls/decode', 'JpegLSDecoder'],
] as const)('%s: what was packed without loss comes out as it was, frame by frame', async (by, from, name) => {
  const packed = await packedFrames(asked, by);
  const unpacked = unpackedBy(await decoderOf(from, name), packed.frames[1] ?? new Uint8Array());
  const { bytes, ...about } = unpacked;
  expect(about).toEqual({ columns: 7, rows: 5, bits: 16, samples: 1, signed: false, planar: false });
  expect([...new Uint16Array(bytes.buffer)]).toEqual(
    Array.from({ length: 35 }, (_, at) => 30_000 + Math.floor(at / 7) * 100 + (at % 7)),
  );
  const file = parseDicom(dicomFile({ ...asked, packed }));
  expect(file.elements.x7fe00010?.fragments).toHaveLength(2);
});

test.each([
  ['jpeg2000', '@cornerstonejs/codec-openjpeg/decode', 'J2KDecoder'],
  ['htj2k', '@cornerstonejs/codec-openjph', 'HTJ2KDecoder'],
] as const)(
  '%s: what is cut off or no picture at all is refused, and the memory given back',
  async (by, from, name) => {
    let given = 0;
    for (const bytes of [new Uint8Array(40), (await packedFrames(asked, by)).frames[0]?.slice(0, 30)]) {
      const decoder = await decoderOf(from, name);
      const counting: Codec = Object.assign(Object.create(decoder), {
        delete: () => {
          given += 1;
          decoder.delete();
        },
      });
      expect(() => unpackedBy(counting, bytes ?? new Uint8Array())).toThrow();
    }
    expect(given).toBe(2);
  },
);
