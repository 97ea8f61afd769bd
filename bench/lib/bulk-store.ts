import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const OPERATION = 'gid://shopify/BulkOperation/1';
const THROTTLE = { maximumAvailable: 20_000, currentlyAvailable: 20_000, restoreRate: 1_000 };

interface Result {
  file: string;
  lines: number;
}

/**
 * As much of a store as reading it needs: a finished bulk query of orders, and of nothing else. A
 * whole simulated store of a million orders would share the machine with what is measured.
 */
export async function bulkStore({ file, lines }: Result) {
  const size = statSync(file).size;
  const answers: [pattern: RegExp, data: (url: string, body: string) => object][] = [
    [
      /query ShopFacts/,
      () => ({ shop: { name: 'Bench', ianaTimezone: 'Asia/Tokyo', currencyCode: 'JPY' } }),
    ],
    [/query ProtectedData/, () => ({ level1: { nodes: [] }, level2: { nodes: [] } })],
    [
      /mutation StartBulkQuery/,
      (_, body) => {
        const id = body.includes('{ orders') ? OPERATION : `${OPERATION}0`;
        return { bulkOperationRunQuery: { bulkOperation: { id }, userErrors: [] } };
      },
    ],
    [
      /query BulkOperation/,
      (url, body) => ({
        bulkOperation: {
          status: 'COMPLETED',
          errorCode: null,
          partialDataUrl: null,
          ...(body.includes(`"${OPERATION}"`)
            ? { objectCount: String(lines), url: `${url}/result.jsonl` }
            : { objectCount: '0', url: null }),
        },
      }),
    ],
  ];
  const server = createServer((request, response) => {
    const url = `http://${request.headers.host}`;
    if (request.url === '/result.jsonl') {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': size - from });
      createReadStream(file, { start: from }).pipe(response);
    } else if (request.url === '/__sim/clock') {
      json(response, { now: new Date().toISOString() });
    } else {
      void bodyOf(request).then((body) => {
        const data = answers.find(([pattern]) => pattern.test(body))?.[1](url, body);
        const cost = { requestedQueryCost: 1, actualQueryCost: 1, throttleStatus: THROTTLE };
        json(response, data ? { data, extensions: { cost } } : { errors: [{ message: body }] });
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function json(response: ServerResponse, value: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
