// The server as a process of its own: settings from the environment, one line when it listens, a graceful end at SIGTERM or SIGINT.
import { configFrom, type WrongSetting } from './config/config.ts';
import { faultOf } from './log/fault.ts';
import { openLog } from './log/log.ts';
import { SecretFileProblem } from './secrets/index.ts';
import { startServer } from './start.ts';

/** sysexits.h EX_CONFIG: a supervisor should not start it again unchanged. */
const WRONG_CONFIG = 78;
/** sysexits.h EX_SOFTWARE. */
const OWN_FAULT = 70;

const read = configFrom(process.env);
if (!read.ok) endBecauseOf(read.wrong);
const { config } = read;
const log = openLog(config.logLevel);
// Whatever gets here is a fault of ours, never of a request: what is answered is on the disk, so a supervisor may start anew.
process.on('uncaughtException', (error) => {
  log.fatal(faultOf(error), 'ended by a fault of its own');
  process.exit(OWN_FAULT);
});
try {
  const server = await startServer({ config, log });
  const stop = () => {
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal(faultOf(error), 'could not stop cleanly');
        process.exit(OWN_FAULT);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`listening ${server.url}\n`);
  if (server.fingerprint) process.stdout.write(`certificate ${server.fingerprint}\n`);
  process.send?.({ listening: server.url });
} catch (error) {
  const wrong = settingBehind(error);
  if (wrong) endBecauseOf([wrong]);
  process.stderr.write(`the server cannot start: ${String(error)}\n`);
  process.exit(OWN_FAULT);
}

function endBecauseOf(wrong: readonly WrongSetting[]): never {
  for (const { setting, expected } of wrong)
    process.stderr.write(`The server cannot start: the setting ${setting} is wrong. Expected: ${expected}.\n`);
  process.exit(WRONG_CONFIG);
}

/** Some settings turn out to be wrong only when they are used. */
function settingBehind(error: unknown): WrongSetting | undefined {
  if (error instanceof SecretFileProblem)
    return { setting: `HEALTHCARE_SECRET_FILE (${error.file})`, expected: error.message };
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return { setting: `HEALTHCARE_PORT (${config.port})`, expected: 'a port that no other program uses' };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return { setting: `HEALTHCARE_HOST (${config.host})`, expected: 'an address of this machine' };
  if (code === 'EACCES' && error instanceof Error && 'syscall' in error && error.syscall === 'listen')
    return { setting: `HEALTHCARE_PORT (${config.port})`, expected: 'a port that this user may open' };
  const isData = code === 'EACCES' || code === 'ENOTDIR' || code === 'EEXIST' || code === 'EROFS';
  if (isData || /LOCK|OpenError|IO error/.test(String(error)))
    return {
      setting: `HEALTHCARE_DATA (${config.data})`,
      expected: 'a folder that this user may write and that no other server uses',
    };
  return undefined;
}
