import type { PDFDocumentProxy } from 'pdfjs-dist';

/** Reads a PDF in a worker of the page's own files; the program for it is loaded with the first that somebody opens. Rejects what is none. */
export async function openedPdf(blob: Blob): Promise<PDFDocumentProxy> {
  const [pdfjs, { default: PdfWorker }] = await Promise.all([
    import('pdfjs-dist'),
    import('pdfjs-dist/build/pdf.worker.min.mjs?worker'),
  ]);
  pdfjs.GlobalWorkerOptions.workerPort ??= new PdfWorker();
  const data = new Uint8Array(await blob.arrayBuffer());
  return pdfjs.getDocument({ data, enableXfa: false, isOffscreenCanvasSupported: false }).promise;
}
