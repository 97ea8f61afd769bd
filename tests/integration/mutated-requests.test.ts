import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '#scripts/servers/free-port.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { diceOf } from '#simulator/generator/dice.ts';
import { ingest } from '#workers/handlers/ingest.ts';
import { connectedShop } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { mutatedRequest, PERSONAL, type Mutated } from '../setup/mutated-requests.ts';
import { APP, aSimulator } from '../setup/simulator.ts';

const ground = useGround();
const ROOT = path.resolve(import.meta.dirname, '../..');
const REQUESTS = Number(process.env.MUTATED_REQUESTS ?? 20_000);
const AT_ONCE = 24;
const TOKEN_EVERY = 500;
/** Statuses of the 5xx that are meant: try again later, and a method that HTTP does not know here. */
const MEANT = new Set([503]);

/** The web process as it runs in production, with everything it writes. */
async function aWeb(simulatorUrl: string) {
  ensureBuilt();
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(ROOT, 'app/server.ts')], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: ground.databaseUrl,
      REDIS_URL: '',
      SHOPIFY_API_KEY: APP.apiKey,
      SHOPIFY_API_SECRET: APP.apiSecret,
      SHOPIFY_APP_URL: `http://127.0.0.1:${port}`,
      ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
      SIMULATOR_URL: simulatorUrl,
      LOG_LEVEL: 'debug',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written += text));
  onTestFinished(async () => {
    const exited = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await exited;
  });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  }, 20_000);
  return { url, port, child, written: () => written };
}

/** The status; 0 when the server hung up, as it may on what is no HTTP. */
function send(port: number, agent: Agent, { method, path: target, headers, body }: Mutated) {
  return new Promise<number>((resolve, reject) => {
    try {
      const options = { host: '127.0.0.1', port, agent, method, path: encoded(target) };
      const sent = httpRequest({ ...options, headers: encodedValues(headers) }, (answer) => {
        answer.resume().on('end', () => {
          resolve(answer.statusCode ?? 0);
        });
        answer.on('error', () => {
          resolve(0);
        });
      });
      sent.setTimeout(20_000, () => {
        reject(new Error(`no answer in 20 s: ${method} ${target}`));
      });
      sent.on('error', () => {
        resolve(0);
      });
      sent.end(body);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/** Node refuses to send what is not Latin-1. */
function encoded(text: string): string {
  return text.replace(/[^\u0021-\u00ff]/g, (letter) => encodeURIComponent(letter));
}

function encodedValues(headers: Mutated['headers']): Mutated['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value : value.replace(/[^\t\u0020-\u00ff]/g, '?'),
    ]),
  );
}

describe(`${REQUESTS} mutated requests over all public routes`, () => {
  it('are answered without a crash, without a 5xx but the deliberate 503, and without a trace of a person in the log', async () => {
    const simulator = await aSimulator({ customers: 15, protectedData: 2 });
    const connection = await connectedShop(ground.db, simulator);
    await connection.readAll();
    const web = await aWeb(simulator.url);
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const dice = diceOf(20_000);
    const known = {
      shop: simulator.world.shop.myshopifyDomain,
      secret: APP.apiSecret,
      token: await simulator.sessionToken(),
    };
    const statuses = new Map<number, number>();
    const wrong: string[] = [];
    let sent = 0;
    const sender = async () => {
      while (sent < REQUESTS) {
        sent += 1;
        if (sent % TOKEN_EVERY === 0) known.token = await simulator.sessionToken();
        const request = mutatedRequest(dice, known);
        const status = await send(web.port, agent, request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 && !MEANT.has(status)) {
          wrong.push(
            `${status} ${request.method} ${request.path} ${JSON.stringify(request.headers)} ${request.body.toString('utf8', 0, 200)}`,
          );
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    agent.destroy();
    expect(wrong).toEqual([]);
    expect(web.child.exitCode).toBeNull();
    expect((await fetch(`${web.url}/healthz`)).status).toBe(200);
    expect(statuses.get(200), JSON.stringify([...statuses])).toBeGreaterThan(REQUESTS / 20);
    expect(statuses.get(401)).toBeGreaterThan(REQUESTS / 100);
    expect(statuses.get(400)).toBeGreaterThan(REQUESTS / 100);
    for (const [what, text] of Object.entries(PERSONAL)) {
      expect(web.written().includes(text), `${what} in the log`).toBe(false);
      const inAddresses = encodeURIComponent(text);
      expect(web.written().includes(inAddresses), `${what} in the log`).toBe(false);
    }
    await ingest(connection.shop, connection.contextWith()).catch(() => undefined);
    const [left] = await ground.db.sql.query<{ waiting: bigint; aside: bigint }>(
      `select count(*) filter (where applied_at is null and set_aside is null) as waiting,
              count(*) filter (where set_aside is not null) as aside from inbox`,
    );
    expect(left?.aside, 'what is not understood is set aside').toBeGreaterThan(0n);
  }, 600_000);
});
