// Simulated workstations of ours: one socket each, as the replica's wire opens it. `node our-fleet.ts <url> <tokens as JSON>`
import { type LiveChanges, livePath, type ServerToWorkstation, type WorkstationToServer } from '@healthcare/protocol';
import { io, type Socket } from 'socket.io-client';

const [url = '', tokens = '[]'] = process.argv.slice(2);
const delays: number[] = [];
let connected = 0;

function writtenMs({ rows }: LiveChanges): readonly number[] {
  return rows.flatMap(({ doc }) => doc?.entries.map(({ data }) => Number(data.description)) ?? []);
}

for (const token of JSON.parse(tokens) as readonly string[]) {
  const socket: Socket<ServerToWorkstation, WorkstationToServer> = io(url, {
    path: livePath,
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
  });
  socket.on('connect', () => {
    connected += 1;
  });
  socket.on('changes', (message) => {
    const now = performance.timeOrigin + performance.now();
    for (const ms of writtenMs(message)) if (ms > 0) delays.push(now - ms);
  });
}

process.on('message', (ask: 'delays' | 'waiting') => {
  process.send?.(ask === 'delays' ? { delays: delays.splice(0) } : { waiting: connected });
});
