import { type FileRequest, fileRequests } from '../../src/files/file-requests.ts';

/** A request that a test makes of the server. `about`: the document that it names, if it names one. */
export interface Asked {
  readonly name: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Its answer may change when others write, and tells nothing by that. */
  readonly varies?: boolean;
}

/** The document that a request is about. */
export interface About {
  readonly db: string;
  readonly id: string;
  readonly rev: string;
}

/** Ways to ask for everything there is in a database: nobody's documents are named. */
export function listings(db: string): readonly Asked[] {
  const get = (path: string): Asked => ({ name: `GET ${path}`, method: 'GET', path: `/db/${db}${path}` });
  const post = (path: string, body: unknown): Asked => ({
    name: `POST ${path}`,
    method: 'POST',
    path: `/db/${db}${path}`,
    body,
  });
  const everything = { selector: { _id: { $gt: null } }, limit: 1000 };
  return [
    get(''),
    get('/_changes?include_docs=true'),
    get('/_changes?include_docs=true&since=0&lineage=&limit=5000'),
    get('/_changes?include_docs=true&descending=true&limit=1000'),
    get('/_changes?feed=normal&style=all_docs&conflicts=true&include_docs=true&attachments=true'),
    get('/_changes?feed=longpoll&since=0&timeout=200&include_docs=true'),
    get('/_changes?feed=continuous&since=0&timeout=200&include_docs=true'),
    get('/_changes?feed=eventsource&since=0&timeout=200&include_docs=true'),
    get('/_changes?feed=longpoll&since=now&timeout=1'),
    post('/_changes?filter=_selector&include_docs=true', everything),
    get('/_all_docs'),
    get('/_all_docs?include_docs=true&conflicts=true&attachments=true&update_seq=true'),
    get('/_all_docs?descending=true&limit=1000&skip=0'),
    get(`/_all_docs?startkey=${encodeURIComponent('"a"')}&endkey=${encodeURIComponent('"zzzz"')}`),
    get('/_all_docs?limit=0'),
    post('/_find', everything),
    post('/_find', {
      selector: { entries: { $exists: true } },
      fields: ['_id', 'entries'],
      sort: ['_id'],
      limit: 1000,
    }),
    post('/_explain', everything),
    get('/_design_docs'),
    get('/_design/x'),
    get('/_design/x/_view/y?include_docs=true&reduce=false'),
    get('/_design/x/_list/y/z'),
    post('/_design/x/_view/y', { keys: ['a'] }),
    get('/_index'),
    get('/_local_docs?include_docs=true'),
    get('/_local/checkpoint'),
    get('/_security'),
    get('/_revs_limit'),
    post('/_compact', {}),
    post('/_view_cleanup', {}),
    post('/_ensure_full_commit', {}),
    post('/_missing_revs', {}),
    post('/_purge', {}),
  ];
}

/** Ways to ask for, or to write to, one document by its name. */
export function namings({ db, id, rev }: About): readonly Asked[] {
  const under = `/db/${db}`;
  const key = encodeURIComponent(JSON.stringify(id));
  const ask = (method: Asked['method'], path: string, body?: unknown): Asked => ({
    name: `${method} ${path.replaceAll(key, '<key>').replaceAll(id, '<id>').replaceAll(rev, '<rev>')}`,
    method,
    path: under + path,
    ...(body !== undefined && { body }),
  });
  const openRevs = encodeURIComponent(JSON.stringify([rev]));
  return [
    ask('GET', `/${id}`),
    ask('HEAD', `/${id}`),
    ask('GET', `/${id}?rev=${rev}&revs=true&revs_info=true&conflicts=true&attachments=true`),
    ask('GET', `/${id}?open_revs=all&revs=true`),
    ask('GET', `/${id}?open_revs=${openRevs}&latest=true`),
    ask('GET', `/${id}/file`),
    ask('HEAD', `/${id}/file?rev=${rev}`),
    ask('GET', `/_all_docs?key=${key}&include_docs=true`),
    ask('GET', `/_all_docs?keys=${encodeURIComponent(JSON.stringify([id]))}&include_docs=true`),
    ask('POST', '/_all_docs?include_docs=true', { keys: [id] }),
    ask('POST', '/_bulk_get?revs=true&latest=true&attachments=true', { docs: [{ id, rev }, { id }] }),
    ask('POST', '/_revs_diff', { [id]: [rev, '9-f'] }),
    ask('POST', '/_find', { selector: { _id: id } }),
    ask('POST', '/_changes?filter=_doc_ids&include_docs=true', { doc_ids: [id] }),
    ask('GET', `/_changes?filter=_doc_ids&doc_ids=${encodeURIComponent(JSON.stringify([id]))}`),
    ask('PUT', `/${id}`, { entries: [] }),
    ask('PUT', `/${id}?rev=${rev}`, { entries: [] }),
    ask('PUT', `/${id}?new_edits=false`, { _rev: '2-ab', entries: [] }),
    ask('POST', '', { _id: id, entries: [] }),
    ask('DELETE', `/${id}?rev=${rev}`),
    ask('PUT', `/${id}/file?rev=${rev}`, {}),
    ask('DELETE', `/${id}/file?rev=${rev}`),
    ask('PUT', `/_local/${id}`, { last_seq: 1 }),
    ask('DELETE', `/_local/not-${id}?rev=0-1`),
    ask('POST', '/_bulk_docs', { docs: [{ _id: id, _deleted: true, _rev: rev, entries: [] }] }),
    ask('POST', '/_bulk_docs', { docs: [{ _id: id, _rev: rev, entries: [] }], new_edits: false }),
  ];
}

/** Ways to ask for, or to send, the first chunk of a file. */
export function chunkNamings(file: string): readonly Asked[] {
  return fileRequests.map(({ method, example }: FileRequest) => {
    const { path, body } = example(file);
    return { name: `${method} a chunk by ${path.replaceAll(file, '<id>')}`, method, path: `/db/files${path}`, body };
  });
}

const otherPaths = [
  ...['/', '/api', '/api/accounts', '/api/accounts/salma', '/_up', '/_session'],
  ...['/_all_dbs', '/_users/_all_docs', '/_utils', '/db', '/db/', '/db/_all_dbs', '/db/_session', '/db/accounts'],
  ...['/db/sessions/_all_docs', '/db/refusals/_all_docs', '/db/logins/_changes', '/_node/_local/_stats'],
  ...['/_active_tasks', '/_dbs_info', '/_scheduler/jobs', '/_membership'],
];

/** What is not about one database, and answers to no route of `/api` (see `api-requests.ts` for those). */
export const elsewhere: readonly Asked[] = [
  ...otherPaths.map((path) => ({ name: `GET ${path}`, method: 'GET', path }) as const),
  { name: 'GET /health', method: 'GET', path: '/health', varies: true }, // how long the server has been up
];
