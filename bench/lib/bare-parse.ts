import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { PARSER_OPTIONS } from '#app/files/records.ts';

const CHUNK_BYTES = 256 * 1024;

/** Parses a file into rows as the app does, and does nothing with them. */
const parser = parse(PARSER_OPTIONS);
parser.on('readable', () => {
  while (parser.read() !== null);
});
createReadStream(process.argv[2] ?? '', { highWaterMark: CHUNK_BYTES }).pipe(parser);
