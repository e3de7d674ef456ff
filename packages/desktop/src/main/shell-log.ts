import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A value that cannot carry anything about a person: numbers, flags, and words of the program itself. */
export type LogValue = number | boolean | string;
export type LogFacts = Readonly<Record<string, LogValue>>;

/** The machine's own log: one JSON object a line, `{ at, level, event, … }`. */
export interface ShellLog {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

export interface LogFile {
  readonly path: string;
  /** Bytes after which a new file is begun. */
  readonly maxBytes: number;
  /** Older files that are kept: path.1 is the newest of them. */
  readonly kept: number;
}

const programWord = /^[A-Za-z0-9/._:-]{1,80}$/;

/**
 * Private by construction: a text that is not a word of the program is written as its length only. A log that cannot be
 * written is given up silently, because work must go on without it.
 */
export function openShellLog(file: LogFile, now: () => Date = () => new Date()): ShellLog {
  mkdirSync(dirname(file.path), { recursive: true });
  const write = (level: string, event: string, facts: LogFacts) => {
    const said = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, safe(value)]));
    try {
      rotate(file);
      appendFileSync(file.path, `${JSON.stringify({ at: now().toISOString(), level, event: safe(event), ...said })}\n`);
    } catch {
      // A full or broken disk: the journal reports that to the person, the log has nowhere to.
    }
  };
  return {
    info: (event, facts = {}) => write('info', event, facts),
    warn: (event, facts = {}) => write('warn', event, facts),
    error: (event, facts = {}) => write('error', event, facts),
  };
}

/** What may be logged of an error: its name and its code, never its message, which may quote what a person wrote. */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = (error as NodeJS.ErrnoException).code;
  return { error: error.name, ...(code ? { code: String(code) } : {}) };
}

function safe(value: LogValue): LogValue {
  if (typeof value !== 'string' || programWord.test(value)) return value;
  return `(${value.length} characters)`;
}

function rotate({ path, maxBytes, kept }: LogFile): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < maxBytes) return;
  rmSync(`${path}.${kept}`, { force: true });
  for (let number = kept - 1; number >= 1; number -= 1) renameIfThere(`${path}.${number}`, `${path}.${number + 1}`);
  renameSync(path, `${path}.1`);
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}
