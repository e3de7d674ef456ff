// Put before a program: it tells how much memory it has had when it is asked.
process.on('message', (asked) => {
  if (asked === 'peak') process.send?.({ peakBytes: process.resourceUsage().maxRSS * 1024 });
});
