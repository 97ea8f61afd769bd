import { writeSync } from 'node:fs';

const PEAK_FD = 3;
const KIB = 1024;

/** Loaded before a measured program: at its end, writes the most memory it held, in bytes. */
process.on('exit', () => {
  writeSync(PEAK_FD, String(process.resourceUsage().maxRSS * KIB));
});
