// Draws resources/icons/healthcare.svg in every size the three systems ask for. Run after changing the drawing:
//   node scripts/packaging/make-icons.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const folder = join(import.meta.dirname, '../../resources/icons');
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names of the PNG pictures in an icns file, by their edge in pixels. */
const appleTypes = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

const pictures = await drawn([...new Set([...linuxSizes, ...windowsSizes, ...Object.values(appleTypes)])]);
mkdirSync(join(folder, 'linux'), { recursive: true });
for (const size of linuxSizes) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), pictures.get(size));
writeFileSync(join(folder, 'icon.ico'), ico(windowsSizes));
writeFileSync(join(folder, 'icon.icns'), icns());

/** @param {readonly number[]} sizes */
async function drawn(sizes) {
  const svg = readFileSync(join(folder, 'healthcare.svg'), 'utf8');
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: asRoot });
  const page = await browser.newPage();
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  const found = new Map();
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    found.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return found;
}

/** The directory of an ICO file, then its pictures as PNG. @param {readonly number[]} sizes */
function ico(sizes) {
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  sizes.forEach((size, index) => {
    const at = 6 + 16 * index;
    const { length } = pictures.get(size);
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  });
  return Buffer.concat([head, ...sizes.map((size) => pictures.get(size))]);
}

function icns() {
  const chunks = Object.entries(appleTypes).map(([type, size]) => chunk(type, pictures.get(size)));
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}
