// The peer of the delivery bench: express-pouchdb as it comes out of the box, in a process of its own. `node stock-server.ts <folder>`
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const express = require('express');
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-leveldb'))
  .plugin(require('pouchdb-mapreduce'))
  .plugin(require('pouchdb-replication'))
  .plugin(require('pouchdb-find'));

const folder = process.argv[2] ?? '.';
mkdirSync(join(folder, 'db'), { recursive: true });
const Stock = PouchDB.defaults({ prefix: `${join(folder, 'db')}/`, adapter: 'leveldb' });
const app = express();
app.get('/_cpu', (_request: unknown, response: { json(body: unknown): void }) => {
  response.json({ cpu: process.cpuUsage(), memory: process.memoryUsage().rss });
});
app.use(
  '/',
  require('express-pouchdb')(Stock, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(folder, 'log.txt'),
  }),
);
const server = createServer(app);
server.maxConnections = 100_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening ${typeof address === 'object' ? address?.port : ''}\n`);
});
