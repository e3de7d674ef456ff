export { handInWire, httpWire } from './http-wire.ts';
export { type LiveEvents, type LiveLine, liveLine } from './live-line.ts';
export type { ProvenServer } from './proven-fetch.ts';
export { type Address, requested } from './request.ts';
