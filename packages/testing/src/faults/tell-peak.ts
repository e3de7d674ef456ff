// Put before a program: it tells how much memory it has held at most, when it is asked or when it has something to tell.
import { readFileSync } from 'node:fs';

let peakBytes = 0;

/**
 * What the process holds itself: without the pages of its program and of its databases' files, which the system can take away at any
 * time. Only Linux tells the two apart; elsewhere it is the whole resident set.
 */
function heldBytes(): number {
  if (process.platform !== 'linux') return process.memoryUsage.rss();
  const held = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  if (!held) throw new Error('the system does not tell what this process holds');
  return Number(held[1]) * 1024;
}

function look(): void {
  peakBytes = Math.max(peakBytes, heldBytes());
}

setInterval(look, 20).unref();
process.on('message', (asked) => {
  look();
  if (asked === 'peak') process.send?.({ peakBytes });
});
process.channel?.unref(); // A program that has nothing else to do may end.
