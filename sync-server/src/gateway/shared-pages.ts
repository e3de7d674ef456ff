import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflated = promisify(deflateRaw);

/** The beginning of a gzip stream (RFC 1952), up to where another end can be put behind it. */
interface Beginning {
  readonly parts: readonly Buffer[];
  readonly crc: number;
  readonly length: number;
}

/** A page as it is kept for the next who asks. */
interface Page extends Beginning {
  /** What is said beside its rows to everybody. */
  readonly beside: object;
}

/** A page before it is read: its rows as JSON, some at a time, and what is said beside them to everybody. */
export interface Rows {
  readonly parts: AsyncIterable<readonly string[]>;
  readonly beside: object;
}

/** Most that is kept compressed for a database (bytes): the pages of a few wards, for the minutes in which a hospital starts. */
const MOST_KEPT = 24 * 1024 * 1024;
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * Long pages, read and compressed once for all who are given the same rows: after a power cut every workstation of a ward asks for
 * the same thousands of documents in the same minute. What is said beside the rows differs by caller and is put behind them.
 * Under one name there are always the same rows, so that nothing kept can be out of date. One page is made after the other, in small
 * parts: whoever asks for something short is answered in between, and memory holds one page in the clear.
 */
export class SharedPages {
  readonly #coming = new Map<string, Promise<Page>>();
  readonly #kept = new Map<string, Page>();
  #bytes = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** The page of this name as gzip, in parts, if it is here or being made. `own` are the other fields, for this caller. */
  known(name: string, own: object): Promise<readonly Buffer[]> | undefined {
    const page = this.#coming.get(name) ?? this.#again(name);
    return page && this.#whole(page, own);
  }

  /** The same of a page that is not known. */
  made(name: string, rows: Rows, own: object): Promise<readonly Buffer[]> {
    const coming = this.#last
      .then(() => pageOf(rows))
      .then((page) => this.#keep(name, page))
      .finally(() => this.#coming.delete(name));
    this.#coming.set(name, coming);
    this.#last = coming.catch(() => undefined); // Whoever asked is told; the next one is made all the same.
    return this.#whole(coming, own);
  }

  async #whole(coming: Page | Promise<Page>, own: object): Promise<readonly Buffer[]> {
    const page = await coming;
    return ended(page, Buffer.from(`,${JSON.stringify({ ...page.beside, ...own }).slice(1)}`));
  }

  #again(name: string): Page | undefined {
    const known = this.#kept.get(name);
    if (!known) return undefined;
    this.#kept.delete(name); // and behind the others again: the one that nobody asked for longest goes first
    this.#kept.set(name, known);
    return known;
  }

  #keep(name: string, page: Page): Page {
    this.#kept.set(name, page);
    this.#bytes += bytesOf(page);
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= MOST_KEPT) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytesOf(old);
    }
    return page;
  }
}

function bytesOf({ parts }: Beginning): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

async function pageOf({ parts: rows, beside }: Rows): Promise<Page> {
  const parts: Buffer[] = [];
  let [crc, length] = [0, 0];
  const add = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text);
    // A flush ends on a whole byte without ending the stream (RFC 1951, 3.2.4), and each part looks back at nothing but itself.
    parts.push(await deflated(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
    crc = crc32(bytes, crc);
    length += bytes.length;
  };
  let before = '{"results":[';
  for await (const some of rows) {
    if (some.length === 0) continue;
    await add(before + some.join(','));
    before = ',';
  }
  await add(length === 0 ? '{"results":[]' : ']');
  return { parts, crc, length, beside };
}

/** Its end goes behind it uncompressed, as one last stored block. */
function ended({ parts, crc, length }: Beginning, end: Buffer): readonly Buffer[] {
  const block = Buffer.alloc(5);
  block.writeUInt8(1, 0);
  block.writeUInt16LE(end.length, 1);
  block.writeUInt16LE(end.length ^ 0xffff, 3);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(end, crc), 0);
  trailer.writeUInt32LE((length + end.length) >>> 0, 4);
  return [HEADER, ...parts, block, end, trailer];
}
