import type { ScannerApi } from '@healthcare/desktop/api';
import type { ScannerFolder } from '../state/index.ts';

/** The desktop's folder, whose files come piece by piece. */
export function scannerBy(desktop: { readonly scanner: ScannerApi } | null): ScannerFolder | null {
  if (!desktop) return null;
  const { scanner } = desktop;
  return {
    look: () => scanner.look(),
    taken: (id) => scanner.taken(id),
    async open({ id }) {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      for (let from = 0; ; ) {
        const piece = await scanner.read(id, from);
        if (piece.length === 0) return new Blob(pieces);
        pieces.push(new Uint8Array(piece));
        from += piece.length;
      }
    },
  };
}
