import { readFileSync } from 'node:fs';
import type { Request, Response } from 'express';

/** The version of this server. */
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** `GET /health`: is it up, and which version. Says nothing of what is stored, and needs no session. */
export function health(databases: readonly string[], isStopping: () => boolean) {
  return (_request: Request, response: Response): void => {
    const stopping = isStopping();
    response.setHeader('Cache-Control', 'no-store');
    response.status(stopping ? 503 : 200).json({
      status: stopping ? 'stopping' : 'ok',
      version,
      databases,
      time: new Date().toISOString(),
      uptimeSeconds: Math.floor(process.uptime()),
    });
  };
}
