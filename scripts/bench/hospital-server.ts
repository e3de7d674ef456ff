// The server as it ships, that gives out sessions and tells what it uses. `node hospital-server.ts <folder> [port] [page]`
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hashPassword, startServer } from '@healthcare/sync-server';

const [folder = '.', port = '0', webRoot = ''] = process.argv.slice(2);
const server = await startServer({
  config: { port: Number(port), data: folder, logLevel: 'silent', enrolment: 'open', webRoot },
});
const passwordHash = await hashPassword('bench password');

/** Sessions for this many workstations of each ward, as if somebody had signed in at each. */
async function sessionsFor({ wards, each }: { readonly wards: readonly string[]; readonly each: number }) {
  const sessions = [];
  for (const wardId of wards) {
    const account = {
      _id: `nurse-${wardId}`,
      logins: [`nurse-${wardId}`],
      passwordHash,
      role: 'nurse',
      wards: [wardId],
    } as const;
    await server.accounts.put([account]);
    for (let n = 0; n < each; n += 1) {
      const secret = `${wardId}-${n}-`.padEnd(43, '0');
      const begun = await server.sessions.begin(account, { secret, kind: 'ward', wardId });
      if (typeof begun === 'string') throw new Error(begun);
      sessions.push(begun);
    }
  }
  return sessions;
}

const turns = monitorEventLoopDelay({ resolution: 5 });
turns.enable();

/** What it has used since its start, and how long its turns were since it was last asked: so long did a request wait before it was looked at. */
function usage() {
  const turnP95Ms = turns.percentile(95) / 1e6;
  turns.reset();
  const { user, system } = process.cpuUsage();
  // maxRSS is what the process had at most since its start, program pages included.
  return { cpuSeconds: (user + system) / 1e6, turnP95Ms, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

process.on('message', async (ask: { readonly wards: readonly string[]; readonly each: number } | 'usage') => {
  process.send?.(ask === 'usage' ? usage() : { sessions: await sessionsFor(ask) });
});
process.stdout.write(`listening ${server.port}\n`);
