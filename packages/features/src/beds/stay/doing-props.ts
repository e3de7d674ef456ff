import type { Stay } from '../stays-api.ts';

/** Of every dialog that does something to a stay: it was left, or it was done. */
export interface DoingDialogProps {
  readonly stay: Stay;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
