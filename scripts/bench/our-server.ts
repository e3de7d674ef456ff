// The server of the delivery bench, as it ships, with eight databases: copies of `calls` under other names. `node our-server.ts <folder> <database,…>`
import { type AnyAggregate, anyAggregate } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { hashPassword, startServer } from '@healthcare/sync-server';

const [folder = '.', names = 'calls'] = process.argv.slice(2);
const aggregates = new Map<string, AnyAggregate>(
  names.split(',').map((name) => [name, anyAggregate({ ...calls, name })] as const),
);
const server = await startServer({
  config: { port: 0, data: folder, logLevel: 'silent', requestsPerTenSeconds: 100_000 },
  aggregates,
});
const passwordHash = await hashPassword('bench password');
await server.accounts.put([{ _id: 'nurse', logins: ['1'], passwordHash, role: 'nurse', wards: ['4B'] }]);
const tokens: string[] = [];
process.on('message', async (ask: { readonly sessions: number; readonly publicKey: string } | 'usage') => {
  if (ask === 'usage') return process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage().rss });
  const account = { _id: 'nurse', logins: ['1'], passwordHash, role: 'nurse', wards: ['4B'] } as const;
  const sessions = [];
  for (let n = tokens.length; sessions.length < ask.sessions; n += 1) {
    const secret = String(n).padStart(43, '0');
    const begun = await server.sessions.begin(account, { secret, publicKey: ask.publicKey, kind: 'ward' });
    if (typeof begun === 'string') throw new Error(begun);
    tokens.push(begun.token);
    sessions.push(begun);
  }
  process.send?.({ sessions });
});
process.stdout.write(`listening ${server.port}\n`);
