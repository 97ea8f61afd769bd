import { createServer } from 'node:net';

const LOWEST = 12_000;
const PORTS = 20_000;

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

/**
 * A port of 127.0.0.1 that nobody listens on now. It lies below those that the system hands out, so
 * that no connection takes it before its owner listens, or while its owner is down.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * PORTS);
    if (await areFree([port])) return port;
  }
}

/** The first of so many neighbouring ports that nobody listens on now. */
export async function freePortsFrom(count: number): Promise<number> {
  for (;;) {
    const first = await freePort();
    if (await areFree(Array.from({ length: count }, (_, step) => first + step))) return first;
  }
}

async function areFree(ports: number[]): Promise<boolean> {
  const results = await Promise.allSettled(ports.map(requireFree));
  return results.every(({ status }) => status === 'fulfilled');
}
