// The server as a process of its own: settings from the environment, one line when it listens, a graceful end at SIGTERM or SIGINT.
import { configFrom } from './config/config.ts';
import { openLog } from './log/log.ts';
import { startServer } from './start.ts';

/** sysexits.h EX_CONFIG: a supervisor should not start it again unchanged. */
const WRONG_CONFIG = 78;

const read = configFrom(process.env);
if (!read.ok) {
  for (const { setting, expected } of read.wrong) process.stderr.write(`wrong setting ${setting}: ${expected}\n`);
  process.exit(WRONG_CONFIG);
}
const log = openLog(read.config.logLevel);
process.on('uncaughtException', (error) => {
  log.fatal({ error: error.name, stack: error.stack }, 'ended by a fault of its own');
  process.exit(70);
});
try {
  const server = await startServer({ config: read.config, log });
  const stop = () => {
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ error: String(error) }, 'could not stop cleanly');
        process.exit(70);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`listening ${server.url}\n`);
  process.send?.({ listening: server.url });
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const why = code === 'EADDRINUSE' ? `port ${read.config.port} is taken by another program` : String(error);
  process.stderr.write(`the server cannot start: ${why}\n`);
  process.exit(code === 'EADDRINUSE' ? WRONG_CONFIG : 70);
}
