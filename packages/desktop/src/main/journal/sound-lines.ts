import { digestLength, openedLine } from './line-cipher.ts';

/** What a line says, and its length in the file with its end. */
export interface SoundLine {
  readonly text: string;
  readonly length: number;
}

/** What a journal file still holds. */
export interface SoundLines {
  readonly lines: readonly SoundLine[];
  /** Where the last whole line ends: what lies beyond was being written when the power went. */
  readonly soundBytes: number;
  /** Whole lines whose checksum fails: not a torn write but damage, which must not be cut off silently. */
  readonly damagedLines: number;
}

/** Reads every whole line. Throws `ForeignKey` when a sound line does not open with this key. */
export function soundLines(bytes: Buffer, key: Buffer): SoundLines {
  const lines: SoundLine[] = [];
  let damagedLines = 0;
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    const line = bytes.toString('latin1', start, end);
    const text = openedLine(key, line);
    if (text === null) damagedLines += 1;
    lines.push(...(text === null ? behindDamage(line, key) : [{ text, length: line.length + 1 }]));
    start = end + 1;
  }
  return { lines, soundBytes: start, damagedLines };
}

/** Damage to the end of a line hides the beginning of the next, which is sound: each has one space, behind its checksum. */
function behindDamage(line: string, key: Buffer): readonly SoundLine[] {
  const spaces = [...line.matchAll(/ /g)].map(({ index }) => index);
  return spaces.flatMap((space) => {
    const sound = line.slice(Math.max(0, space - digestLength));
    const text = openedLine(key, sound);
    return text === null ? [] : [{ text, length: sound.length + 1 }];
  });
}
