/**
 * What Node is started with for the server. Without the first, V8 lets the garbage of chunks that pass through grow to 150 MB before
 * it looks; with it, files of any size take less than that in all.
 */
export const serverNodeOptions: readonly string[] = ['--max-semi-space-size=4'];
