/** A page of 400 by 300 pixels with a black bar from top to bottom, faxed (TIFF 6.0 with T.6): what an office scanner writes. */
export function faxedPage(): Uint8Array {
  const [width, height] = [400, 300];
  // Horizontal mode: 160 white (128 and 32), 80 black (64 and 16); each further row as the one above: three times "vertical, 0".
  const first = `001${'10010'}${'00011011'}${'0000001111'}${'0000010111'}1`;
  const bits = `${first}${'111'.repeat(height - 1)}${'000000000001'.repeat(2)}`;
  const data = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? [];
  const tags = [
    [256, width],
    [257, height],
    [258, 1],
    [259, 4],
    [262, 0],
    [273, 8 + 2 + 10 * 12 + 4],
    [277, 1],
    [278, height],
    [279, data.length],
    [293, 0],
  ] as const;
  const view = new DataView(new ArrayBuffer(8 + 2 + tags.length * 12 + 4));
  view.setUint32(0, 0x002a4949, true);
  view.setUint32(4, 8, true);
  view.setUint16(8, tags.length, true);
  tags.forEach(([tag, value], at) => {
    const from = 10 + at * 12;
    view.setUint16(from, tag, true);
    view.setUint16(from + 2, 4, true);
    view.setUint32(from + 4, 1, true);
    view.setUint32(from + 8, value, true);
  });
  return Uint8Array.from([...new Uint8Array(view.buffer), ...data]);
}
