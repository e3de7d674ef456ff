/** A file in the scanner's folder that has stopped changing. */
export interface ScannedFile {
  /** Of this file as it is now: once it changes, it has another. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** When it was written, wall ms. */
  readonly changedMs: number;
  /** Its first bytes, which say what it is. */
  readonly head: Uint8Array;
}

/** What lies in the scanner's folder. `arriving`: how many are still being written. */
export type ScannerLook =
  | { readonly reached: false }
  | { readonly reached: true; readonly files: readonly ScannedFile[]; readonly arriving: number };

/** The folder into which the ward's scanner writes. */
export interface ScannerFolder {
  /** Null: this workstation has none. */
  look(): Promise<ScannerLook | null>;
  /** All of it, in memory. Rejects with a code (`scanner/gone`, `scanner/changed`, `scanner/not-opened`) as its message. */
  open(file: ScannedFile): Promise<Blob>;
  /** It is kept elsewhere now, and leaves the folder. Rejects with `scanner/not-moved`, or as `open` does. */
  taken(id: string): Promise<void>;
}
