// Simulated workstations of the stock way: for every database one long-poll loop, with the very request that RxDB's
// `replicateCouchDB` sends (rxdb/src/plugins/replication-couchdb). `node stock-fleet.ts <url> <clients> <database,…>`
import { Agent, get } from 'node:http';

const [url = '', clients = '1', names = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const delays: number[] = [];
let waiting = 0;

interface Changes {
  readonly results: readonly { readonly doc?: { readonly writtenMs?: number } }[];
  readonly last_seq: string | number;
}

function changes(name: string, since: string | number): Promise<Changes> {
  const query = `style=all_docs&feed=longpoll&since=${encodeURIComponent(since)}&include_docs=true&heartbeat=60000&limit=20&seq_interval=20`;
  return new Promise((answered, failed) => {
    get(`${url}/${name}/_changes?${query}`, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => answered(JSON.parse(text) as Changes));
      response.on('error', failed);
    }).on('error', failed);
  });
}

async function follow(name: string): Promise<void> {
  let since: string | number = 'now';
  for (;;) {
    waiting += 1;
    const page = await changes(name, since);
    const now = performance.timeOrigin + performance.now();
    for (const { doc } of page.results) if (doc?.writtenMs) delays.push(now - doc.writtenMs);
    since = page.last_seq;
  }
}

process.on('message', (ask: 'delays' | 'waiting') => {
  process.send?.(ask === 'delays' ? { delays: delays.splice(0) } : { waiting });
});
for (let client = 0; client < Number(clients); client += 1)
  for (const name of names.split(',')) follow(name).catch(() => process.exit(1));
