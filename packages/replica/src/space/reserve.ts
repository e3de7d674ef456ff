/** Room on the disk: as always; only what the reserve gave back; or so little that nothing must be written. */
export type DiskSpace = 'enough' | 'reserve' | 'none';

/** A file that takes room for as long as it is there. Writing and cutting answer at once. */
export interface ReserveFile {
  readonly bytes: number;
  /** Writes so many bytes behind the last one. False when they do not fit: then the half that did may stand. */
  write(bytes: number): boolean;
  /** Its blocks are free for others at once. */
  cutTo(bytes: number): void;
}

const MEGABYTE = 2 ** 20;
/** What people can go on working with on a full disk: thousands of acts (bytes). */
export const WORKING_BYTES = 14 * MEGABYTE;
/** Given back last, to nobody's work: what the browser writes for itself while it is at rest (bytes). */
export const LAST_BYTES = 2 * MEGABYTE;
/** More than one write of a replica, with all that a database writes around it (bytes). */
export const LOOK_BYTES = MEGABYTE;
/** So much has to be free beside the reserve before it is taken again, so that it is not taken and given back in turn (bytes). */
const SPARE_BYTES = 4 * MEGABYTE;
/** How often it is tried to take it again: each try that fails fills the disk for a moment (ms). */
const RETAKE_MS = 30_000;

const ALL_BYTES = WORKING_BYTES + LAST_BYTES;

/**
 * Room kept for the moment when a disk is full. A browser that cannot write its own books then throws away everything that its pages have
 * stored (seen with Chromium 156): so it must not come to that. What fits is asked by writing it, because what browsers tell of free room
 * is not the disk's; and asked before every write, because another program can have filled the disk since.
 */
export class Reserve {
  readonly #file: ReserveFile;
  readonly #nowMs: () => number;
  #triedMs = Number.NEGATIVE_INFINITY;

  constructor(file: ReserveFile, nowMs: () => number) {
    this.#file = file;
    this.#nowMs = nowMs;
  }

  /** Is there room for so many bytes? Gives of the reserve what is needed for that. */
  look(bytes: number = LOOK_BYTES): DiskSpace {
    const file = this.#file;
    if (file.bytes < ALL_BYTES && this.#triesAgain()) this.#take();
    if (file.bytes >= ALL_BYTES) {
      if (this.#fits(bytes)) return 'enough';
      file.cutTo(LAST_BYTES);
    }
    if (this.#fits(bytes + (LAST_BYTES - file.bytes))) {
      if (file.bytes < LAST_BYTES) this.#grow(LAST_BYTES);
      return 'reserve';
    }
    file.cutTo(0);
    return 'none';
  }

  #triesAgain(): boolean {
    const now = this.#nowMs();
    if (Math.abs(now - this.#triedMs) < RETAKE_MS) return false;
    this.#triedMs = now;
    return true;
  }

  #take(): void {
    const before = Math.min(this.#file.bytes, LAST_BYTES);
    const fits = this.#grow(ALL_BYTES + SPARE_BYTES);
    this.#file.cutTo(fits ? ALL_BYTES : before);
  }

  #grow(bytes: number): boolean {
    const lacks = bytes - this.#file.bytes;
    return lacks <= 0 || this.#file.write(lacks);
  }

  #fits(bytes: number): boolean {
    const before = this.#file.bytes;
    const fits = this.#file.write(bytes);
    this.#file.cutTo(before);
    return fits;
  }
}
