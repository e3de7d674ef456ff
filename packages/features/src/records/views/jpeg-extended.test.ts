import { dicomFile, twelveBitJpeg, twelveBitsAt } from '@healthcare/testing/dicom';
import { expect, test } from 'vitest';
import { readDicom } from './dicom.ts';
import { unpackedExtendedJpeg } from './jpeg-extended.ts';

/** 36 by 20 in colours at half their size (4:2:0), a restart after every two units; the same library, to within 10. */
const colours = bytesOf(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFR' +
    'T/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAUACQDASIAAhEBAxEB' +
    '/8QAFwABAQEBAAAAAAAAAAAAAAAABwAECf/EAB8QAAIBBAMBAQAAAAAAAAAAAAAGIgIDBDIFJKERFP/EABoBAAICAwAAAAAAAAAAAAAAAAQFBwgDBgn/xA' +
    'AdEQACAQUBAQAAAAAAAAAAAAAAAgEDBQYhIjES/90ABAAC/9oADAMBAAIRAxEAPwDn0qrWkBhVVrSHhkVlrSHgxKy1pAwObhfsL95NaqtaQGFVWtIGRWWt' +
    'IeDCrLWkAFyul+wv3k//0HHjlrq0wIVuPWurRAhCVEfC+p5OaSrgWYRGFVwLMIkQ2c7HX6mm9Qf/0V1VwLMIjCq4Fn5REiFTkkX6mm9QKfHYFn8tMSIgWS' +
    'H3pp9TqD//2Q==',
);

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

test('T.81 F.2: 12 bits are unpacked as the reference does', () => {
  const { bytes, ...about } = unpackedExtendedJpeg(twelveBitJpeg);
  expect(about).toEqual({ columns: 19, rows: 13, bits: 12, samples: 1, signed: false, planar: false });
  const off = [...new Uint16Array(bytes.buffer)].map((value, at) =>
    Math.abs(value - twelveBitsAt(Math.floor(at / 19), at % 19)),
  );
  expect(Math.max(...off)).toBeLessThan(10);
});

test('T.81 A.2, F.1.1.5: components of fewer samples are stretched, and restarts are followed', () => {
  const { bytes, ...about } = unpackedExtendedJpeg(colours);
  expect(about).toEqual({ columns: 36, rows: 20, bits: 8, samples: 3, signed: false, planar: false });
  for (const [row, column] of [
    [0, 0],
    [19, 35],
    [10, 17],
    [3, 30],
  ] as const) {
    const at = (row * 36 + column) * 3;
    const [y = 0, cb = 0, cr = 0] = bytes.subarray(at, at + 3);
    expect(Math.abs(y + 1.402 * (cr - 128) - row * 12)).toBeLessThan(24);
    expect(Math.abs(y + 1.772 * (cb - 128) - (row + column) * 4)).toBeLessThan(24);
  }
});

test('a DICOM of process 4 is shown, and another kind of frame, a torn header or no picture are refused', async () => {
  const packed = { syntax: '1.2.840.10008.1.2.4.51', frames: [twelveBitJpeg] };
  const file = await readDicom(dicomFile({ rows: 13, columns: 19, packed }));
  const { values, rows, columns, colour } = await file.picture(0);
  expect([rows, columns, colour, values.length]).toEqual([13, 19, false, 247]);
  expect(Math.abs((values[5] ?? 0) - twelveBitsAt(0, 5))).toBeLessThan(10);
  const progressive = twelveBitJpeg.map((byte, at) => (byte === 0xc1 && twelveBitJpeg[at - 1] === 0xff ? 0xc2 : byte));
  for (const bytes of [progressive, twelveBitJpeg.slice(0, 120), new Uint8Array(40)])
    expect(() => unpackedExtendedJpeg(bytes)).toThrow();
});
