import { createServer } from 'node:net';

/** @throws Error with the remedy when somebody listens on the port of 127.0.0.1 already. */
export async function requireFree(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => {
      reject(new Error(`port ${port} is taken: choose others with --port`));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

/** A port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

/** The first of so many neighbouring ports that nobody listens on now. */
export async function freePortsFrom(count: number): Promise<number> {
  for (;;) {
    const first = Math.max(1024, (await freePort()) - count);
    const ports = Array.from({ length: count }, (_, step) => requireFree(first + step));
    const results = await Promise.allSettled(ports);
    if (results.every(({ status }) => status === 'fulfilled')) return first;
  }
}
