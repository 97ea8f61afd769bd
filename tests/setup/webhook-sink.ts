import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A webhook as it came over the wire. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  /** The raw body. */
  text: string;
}

/** An app that only writes down what it is sent; `status` may say how it answers. */
export async function aSink(status: (received: Received) => number = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const one = { path: request.url ?? '', headers: request.headers, text };
      received.push(one);
      response.writeHead(status(one)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    topics: () => received.map(({ headers }) => String(headers['x-shopify-topic'])),
  };
}
