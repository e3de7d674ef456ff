/** RFC 6838 / PS3.12: what a browser does not name by itself. */
export const DICOM = 'application/dicom';

/** Where the four letters stand in a DICOM file (PS3.10, 7.1): after a preamble of 128 bytes. */
const DICM_AT = 128;

/** The same file with its type: a browser gives none to DICOM, and a scanner's folder often none at all. */
export async function typedFile(file: File): Promise<File> {
  if (file.type !== '' && file.type !== 'application/octet-stream') return file;
  const head = new Uint8Array(await file.slice(0, DICM_AT + 4).arrayBuffer());
  const type = typeOf(head);
  return type === undefined ? file : new File([file], file.name, { type, lastModified: file.lastModified });
}

/** What the first bytes of a file say it is; undefined when they say nothing we show. */
export function typeOf(head: Uint8Array): string | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
  if (text(DICM_AT, DICM_AT + 4) === 'DICM') return DICOM;
  if (text(0, 5) === '%PDF-') return 'application/pdf';
  if (text(1, 4) === 'PNG' && head[0] === 0x89) return 'image/png';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return 'image/tiff';
  if (text(4, 10) === 'jP  \r\n') return 'image/jp2';
  return undefined;
}

/** How a file is shown; `none`: it is kept and can be saved, not shown. */
export function viewOf(type: string): 'image' | 'tiff' | 'jpeg2000' | 'pdf' | 'dicom' | 'text' | 'none' {
  if (type === DICOM) return 'dicom';
  if (type === 'application/pdf') return 'pdf';
  if (type === 'text/plain') return 'text';
  if (type === 'image/tiff') return 'tiff';
  if (/^image\/(jp2|jpx|j2c)$/.test(type)) return 'jpeg2000';
  return /^image\/(png|jpeg|gif|webp|avif)$/.test(type) ? 'image' : 'none';
}
