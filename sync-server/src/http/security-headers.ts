import { protocolHeader, workstationHeader } from '@healthcare/protocol';
import type { NextFunction, Request, Response } from 'express';

/** The page's policy: own files only, no inline script or style, no frame around it. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // A PIN becomes a key by argon2, which is WebAssembly; this lets nothing else run.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  // Only over TLS: a browser takes it from nowhere else.
  if ('encrypted' in request.socket) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
  next();
}

/** Lets desktop workstations in by their origin; no cookies are used, so none are allowed. */
export function crossOrigin(allowed: readonly string[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const origin = request.headers.origin;
    if (origin !== undefined && allowed.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', `Retry-After, Date, ${protocolHeader}`);
      response.setHeader('Vary', 'Origin');
      if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, DELETE');
        response.setHeader(
          'Access-Control-Allow-Headers',
          `Authorization, Content-Type, ${protocolHeader}, ${workstationHeader}`,
        );
        response.setHeader('Access-Control-Max-Age', '600');
        response.status(204).end();
        return;
      }
    }
    next();
  };
}
