import type { Request } from 'express';

/** The bearer token of a request (RFC 6750), if it carries one. */
export function tokenOf(request: Request): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1];
}
