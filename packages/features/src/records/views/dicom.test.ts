import { dicomFile } from '@healthcare/testing/dicom';
import { expect, test } from 'vitest';
import { readDicom, shownThrough, unpackedRle } from './dicom.ts';

const pixel = (frame: number, row: number, column: number) => frame * 100 + row * 10 + column;

test('a file says what it is, and its pictures have the values of the modality', async () => {
  const file = await readDicom(dicomFile({ rows: 2, columns: 3, frames: 2, slope: 2, intercept: -10, pixel }));
  expect(file.about).toEqual({
    modality: 'CT',
    study: 'Chest',
    series: '',
    date: '20261123',
    patient: 'EL-MASRY FATMA',
    frames: 2,
  });
  const picture = await file.picture(1);
  expect([...picture.values]).toEqual([190, 192, 194, 210, 212, 214]);
  expect(picture.window).toEqual({ centre: 202, width: 24 });
});

test('PS3.3 C.11.2: the window of the file decides what is black and white; MONOCHROME1 is turned round', async () => {
  const asked = {
    rows: 1,
    columns: 3,
    window: { centre: 100, width: 101 },
    pixel: (_f: number, _r: number, c: number) => c * 100,
  };
  const picture = await (await readDicom(dicomFile(asked))).picture(0);
  const greys = (bytes: Uint8ClampedArray) => [...bytes].filter((_, at) => at % 4 === 0);
  expect(greys(shownThrough(picture, picture.window))).toEqual([0, 129, 255]);
  const inverted = await (await readDicom(dicomFile({ ...asked, photometric: 'MONOCHROME1' }))).picture(0);
  expect(greys(shownThrough(inverted, inverted.window))).toEqual([255, 126, 0]);
});

test('PS3.5 G: PackBits, runs and copies, the high bytes first', () => {
  const segments = [
    [1, 0x0a, 0x0b, 0xff, 0x0c], // high bytes: 0a 0b 0c 0c
    [0xfd, 0x01], // low bytes: 01 four times
  ];
  const header = new DataView(new ArrayBuffer(64));
  header.setUint32(0, 2, true);
  header.setUint32(4, 64, true);
  header.setUint32(8, 64 + 5, true);
  const packed = Uint8Array.from([...new Uint8Array(header.buffer), ...segments.flat()]);
  const plain = unpackedRle(packed, { rows: 2, columns: 2, samples: 1, bits: 16 });
  expect([...new Uint16Array(plain.buffer)]).toEqual([0x0a01, 0x0b01, 0x0c01, 0x0c01]);
});

test('what is no DICOM, or lacks pixels, is refused', async () => {
  await expect(readDicom(new Uint8Array(200))).rejects.toThrow();
  const whole = dicomFile({ rows: 4, columns: 4, pixel });
  const cut = whole.slice(0, whole.length - 8);
  await expect(readDicom(cut).then((file) => file.picture(0))).rejects.toThrow();
});
