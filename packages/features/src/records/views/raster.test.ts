import { expect, test } from 'vitest';
import { pageOf, RasterNotShown, readTiff } from './raster.ts';

/** TIFF 6.0: each page a directory of tags, little endian; every value of one number. */
function tiffOf(
  pages: readonly { readonly tags: Readonly<Record<number, number>>; readonly data: readonly number[] }[],
) {
  const out = [0x49, 0x49, 42, 0, 8, 0, 0, 0];
  const push = (value: number, bytes: number) => {
    for (let at = 0; at < bytes; at += 1) out.push((value >>> (8 * at)) & 0xff);
  };
  pages.forEach(({ tags, data }, at) => {
    const strip = 273;
    const all = Object.entries({ ...tags, [strip]: 0, 279: data.length }).map(([tag, value]) => [Number(tag), value]);
    const dataAt = out.length + 2 + all.length * 12 + 4;
    push(all.length, 2);
    for (const [tag = 0, value = 0] of all.sort(([a = 0], [b = 0]) => a - b)) {
      push(tag, 2);
      push(4, 2);
      push(1, 4);
      push(tag === strip ? dataAt : value, 4);
    }
    push(at < pages.length - 1 ? dataAt + data.length + (data.length % 2) : 0, 4);
    out.push(...data, ...(data.length % 2 ? [0] : []));
  });
  return Uint8Array.from(out).buffer;
}

const [width, height, bits, packing, photometric, samples, rowsInStrip] = [256, 257, 258, 259, 262, 277, 278];
const size = (w: number, h: number) => ({ [width]: w, [height]: h, [rowsInStrip]: h, [samples]: 1 });

/** Two rows of eight pixels, columns 3 and 4 black, as a fax packs them (T.6): horizontal mode, then what is above. */
const fax = {
  tags: { ...size(8, 2), [bits]: 1, [packing]: 4, [photometric]: 0 },
  data: [0x31, 0xf8, 0x00, 0x80, 0x08],
};
/** The same bits by runs (PackBits). */
const runs = { tags: { ...size(8, 2), [bits]: 1, [packing]: 32773, [photometric]: 0 }, data: [0xff, 0x18] };
const grey = { tags: { ...size(2, 1), [bits]: 8, [packing]: 1, [photometric]: 1 }, data: [0, 200] };
const reds = (rgba: Uint8ClampedArray) => [...rgba].filter((_, at) => at % 4 === 0);

test('a scan of several pages: faxed, by runs, and plain', async () => {
  const file = await readTiff(tiffOf([fax, runs, grey]));
  expect(file.pages).toBe(3);
  const row = [255, 255, 255, 0, 0, 255, 255, 255];
  for (const at of [0, 1]) {
    const page = await file.page(at);
    expect([page.width, page.height, reds(page.rgba)]).toEqual([8, 2, [...row, ...row]]);
  }
  expect(reds((await file.page(2)).rgba)).toEqual([0, 200]);
});

test('what is no TIFF, is packed otherwise, or says that it is larger than any scan, is not shown', async () => {
  await expect(readTiff(new ArrayBuffer(64))).rejects.toThrow();
  const otherwise = await readTiff(tiffOf([{ ...grey, tags: { ...grey.tags, [packing]: 50000 } }]));
  await expect(otherwise.page(0)).rejects.toThrow(RasterNotShown);
  const huge = await readTiff(tiffOf([{ ...grey, tags: { ...grey.tags, ...size(60_000, 60_000) } }]));
  await expect(huge.page(0)).rejects.toThrow(RasterNotShown);
});

test('grey, colours and what is transparent are brought to eight bits', () => {
  const picture = (samples: number, bits: number, values: readonly number[], signed = false) => {
    const bytes = bits > 8 ? new Uint8Array(Uint16Array.from(values).buffer) : Uint8Array.from(values);
    return [...pageOf({ columns: 1, rows: 1, bits, samples, signed, planar: false, bytes }).rgba];
  };
  expect(picture(1, 12, [4095])).toEqual([255, 255, 255, 255]);
  expect(picture(2, 8, [100, 0])).toEqual([100, 100, 100, 0]);
  expect(picture(3, 8, [1, 2, 3])).toEqual([1, 2, 3, 255]);
  expect(picture(4, 8, [1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
  expect(picture(1, 8, [0x80], true)).toEqual([0, 0, 0, 255]);
});
