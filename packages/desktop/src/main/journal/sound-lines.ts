import { openedLine } from './line-cipher.ts';

/** What a journal file still holds. */
export interface SoundLines {
  readonly texts: readonly string[];
  /** Where the last whole line ends: what lies beyond was being written when the power went. */
  readonly soundBytes: number;
  /** Whole lines whose checksum fails: not a torn write but damage, which must not be cut off silently. */
  readonly damagedLines: number;
}

/** Reads every whole line. Throws `ForeignKey` when a sound line does not open with this key. */
export function soundLines(bytes: Buffer, key: Buffer): SoundLines {
  const texts: string[] = [];
  let damagedLines = 0;
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    const text = openedLine(key, bytes.toString('latin1', start, end));
    if (text === null) damagedLines += 1;
    else texts.push(text);
    start = end + 1;
  }
  return { texts, soundBytes: start, damagedLines };
}
