import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflated = promisify(deflateRaw);

/** The beginning of a gzip stream (RFC 1952), up to where another end can be put behind it. */
interface Beginning {
  readonly deflated: Buffer;
  readonly crc: number;
  readonly length: number;
}

/** Most that is kept compressed for a database (bytes): the pages of a few wards, for the minutes in which a hospital starts. */
const MOST_KEPT = 24 * 1024 * 1024;
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * Long pages, read and compressed once for all who are given the same rows: after a power cut every workstation of a ward asks for
 * the same thousands of documents in the same minute. What is said beside the rows differs by caller and is put behind them.
 * Under one name there are always the same rows, so that nothing kept can be out of date.
 */
export class SharedPages {
  readonly #coming = new Map<string, Promise<Beginning>>();
  readonly #kept = new Map<string, Beginning>();
  #bytes = 0;

  /** The whole page as gzip. `rows` is asked for its JSON list only when nobody else was given it; `beside` are the other fields. */
  async gzip(name: string, rows: () => Promise<string>, beside: object): Promise<Buffer> {
    const beginning = this.#again(name) ?? (await this.#first(name, rows));
    return ended(beginning, Buffer.from(`,${JSON.stringify(beside).slice(1)}`));
  }

  #again(name: string): Beginning | undefined {
    const known = this.#kept.get(name);
    if (!known) return undefined;
    this.#kept.delete(name); // and behind the others again: the one that nobody asked for longest goes first
    this.#kept.set(name, known);
    return known;
  }

  #first(name: string, rows: () => Promise<string>): Promise<Beginning> {
    const coming =
      this.#coming.get(name) ??
      rows()
        .then(begun)
        .then((page) => this.#keep(name, page))
        .finally(() => this.#coming.delete(name));
    this.#coming.set(name, coming);
    return coming;
  }

  #keep(name: string, page: Beginning): Beginning {
    this.#kept.set(name, page);
    this.#bytes += page.deflated.length;
    for (const [oldest, { deflated: part }] of this.#kept) {
      if (this.#bytes <= MOST_KEPT) break;
      this.#kept.delete(oldest);
      this.#bytes -= part.length;
    }
    return page;
  }
}

async function begun(rows: string): Promise<Beginning> {
  const text = Buffer.from(`{"results":${rows}`);
  // A flush ends on a whole byte without ending the stream (RFC 1951, 3.2.4).
  const part = await deflated(text, { finishFlush: constants.Z_SYNC_FLUSH });
  return { deflated: part, crc: crc32(text), length: text.length };
}

/** Its end goes behind it uncompressed, as one last stored block. */
function ended({ deflated: part, crc, length }: Beginning, end: Buffer): Buffer {
  const block = Buffer.alloc(5);
  block.writeUInt8(1, 0);
  block.writeUInt16LE(end.length, 1);
  block.writeUInt16LE(end.length ^ 0xffff, 3);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(end, crc), 0);
  trailer.writeUInt32LE((length + end.length) >>> 0, 4);
  return Buffer.concat([HEADER, part, block, end, trailer]);
}
