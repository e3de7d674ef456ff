// The server of the workstation bench, with the built page. `node product-server.ts <folder>`
import { fileURLToPath } from 'node:url';
import { startServer } from '@healthcare/sync-server';

const webRoot = fileURLToPath(new URL('../../apps/ward/dist/renderer', import.meta.url));
const server = await startServer({
  config: { port: 0, data: process.argv[2] ?? '.', logLevel: 'silent', enrolment: 'open', webRoot },
});
process.stdout.write(`listening ${server.port}\n`);
process.on('message', () => process.send?.(process.cpuUsage()));
