import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';

/**
 * The floor of intake: a plain Node server that checks the signature and inserts one row.
 * Started by the bench as a process: `bare-receiver.ts PORT DATABASE_URL SECRET`.
 */
const [port, databaseUrl, secret = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query(
  'create table if not exists bare_inbox (id bigserial primary key, webhook_id text unique, topic text, body text)',
);

createServer((request, response) => {
  receive(request, response).catch(() => response.writeHead(503).end());
}).listen(Number(port), '127.0.0.1');

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256']), 'base64');
  const expected = createHmac('sha256', secret).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    response.writeHead(401).end();
    return;
  }
  const { 'x-shopify-webhook-id': id, 'x-shopify-topic': topic } = request.headers;
  await pool.query(
    'insert into bare_inbox (webhook_id, topic, body) values ($1, $2, $3) on conflict do nothing',
    [id, topic, body.toString()],
  );
  response.writeHead(200).end();
}
