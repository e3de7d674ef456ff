import { type DestinationStream, type Logger, pino } from 'pino';

const secret = ['password', 'passwordHash', 'token', 'tokenHash', 'secret', 'authorization', 'body'] as const;

/** Structured log lines. Names and texts of patients never get here: routes log codes and ids only, and this keeps secrets out besides. */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  };
  return destination ? pino(options, destination) : pino(options);
}
