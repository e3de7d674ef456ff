import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ForeignServer {
  /** http://127.0.0.1:<port>/ */
  readonly url: string;
  /** Requests that reached it, sockets included. */
  readonly asked: () => number;
  close(): Promise<void>;
}

/** A server nobody configured: whatever reaches it got past the guards. */
export async function foreignServer(): Promise<ForeignServer> {
  let asked = 0;
  const server: Server = createServer((_request, response) => {
    asked += 1;
    response.end('<!doctype html>foreign');
  });
  server.on('upgrade', (_request, socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((ok) => server.listen(0, '127.0.0.1', ok));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close: () =>
      new Promise((ok) => {
        server.close(() => ok());
        server.closeAllConnections();
      }),
  };
}
