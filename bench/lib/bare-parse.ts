import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

const CHUNK_BYTES = 256 * 1024;

/** Parses a file into rows, and does nothing with them. */
const parser = parse({ bom: true, relax_quotes: true, relax_column_count: true });
parser.on('readable', () => {
  while (parser.read() !== null);
});
createReadStream(process.argv[2] ?? '', { highWaterMark: CHUNK_BYTES }).pipe(parser);
