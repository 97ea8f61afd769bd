import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Never in a log line, wherever it stands in an object: tokens, secrets and personal data. */
const SECRET = [
  'accessToken',
  'refreshToken',
  'authorization',
  'email',
  'phone',
  'firstName',
  'lastName',
  'address',
];

/** A JSON logger to standard output (or the given stream) with tokens and personal data redacted. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const paths = SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const options = { level, redact: { paths, censor: '[redacted]' } };
  return stream ? pino(options, stream) : pino(options);
}
