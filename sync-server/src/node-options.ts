/**
 * What Node is started with for the server. Without these V8 lets garbage grow to several times of what is in use before it looks: 150 MB
 * of chunks that pass through, and another 200 MB while a hundred workstations take ten thousand documents each. With them a
 * server that is asked for all of it stays below 400 MB, for a fifth more processor time meanwhile.
 */
export const serverNodeOptions: readonly string[] = ['--max-semi-space-size=8', '--heap-growing-percent=60'];
