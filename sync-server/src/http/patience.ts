/**
 * For how long the server waits for whoever is slow, and keeps open what is idle; options of `createServer`, ms.
 *
 * Headers and bodies that trickle in hold a connection, and there are only so many. Node looks every half minute by itself.
 *
 * An idle connection ends some day, and a request that is sent at that very moment is lost (ECONNRESET), although nobody did anything wrong. So every
 * answer says how long one is kept (`Keep-Alive: timeout=65`: longer than the minute for which proxies in front commonly keep theirs), and it is kept
 * for ten seconds more. Node's own 5 s and 1 s were not enough: a client whose process, or ours, was held up for longer than a second
 * came too late, and a ward's terminals made a new connection for almost every request.
 */
export const patience = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5000,
  keepAliveTimeout: 65_000,
  keepAliveTimeoutBuffer: 10_000,
} as const;
