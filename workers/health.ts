import { createServer, type Server } from 'node:http';

const FRESH_MS = 60_000;

export interface Health {
  beat: () => void;
  close: () => Promise<void>;
}

/** `GET /healthz`: 200 while a heartbeat job has completed in the last 60 s, else 503. */
export async function serveHealth(port: number, host: string): Promise<Health> {
  let lastBeat = -Infinity;
  const server = createServer((request, response) => {
    const known = request.url === '/healthz';
    const fresh = performance.now() - lastBeat < FRESH_MS;
    response.writeHead(known ? (fresh ? 200 : 503) : 404, { 'content-type': 'text/plain' });
    response.end(known ? (fresh ? 'ok\n' : 'no heartbeat\n') : 'not found\n');
  });
  await listen(server, port, host);
  return {
    beat: () => {
      lastBeat = performance.now();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
