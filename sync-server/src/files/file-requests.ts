/** One way of reaching files by HTTP. */
export interface FileRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST';
  /** Below `/db/files`. */
  readonly path: RegExp;
  /** A request for the first chunk of a file. */
  readonly example: (file: string) => { readonly path: string; readonly body?: unknown };
}

const one = /^\/[^/]{1,80}\/chunk$/;
const first = (file: string) => ({ path: `/${encodeURIComponent(`${file}:0`)}/chunk` });

/** All there are; CouchDB's own addresses and forms. Files are replicated by their records, so there is no feed. */
export const fileRequests = [
  { method: 'GET', path: one, example: first },
  { method: 'HEAD', path: one, example: first },
  { method: 'PUT', path: one, example: first },
  {
    method: 'POST',
    path: /^\/_all_docs$/,
    example: (file: string) => ({ path: '/_all_docs', body: { keys: [`${file}:0`] } }),
  },
] as const satisfies readonly FileRequest[];
