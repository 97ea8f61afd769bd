import { Agent, request } from 'node:http';

/** One request to be sent. */
export interface Shot {
  headers: Record<string, string>;
  body: Buffer;
}

/** How a volley went. */
export interface Volley {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  max: number;
  failed: number;
  seconds: number;
}

/** Sends every shot once, at most `inFlight` at a time, over kept connections. */
export async function fire(url: string, shots: readonly Shot[], inFlight: number): Promise<Volley> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const took: number[] = [];
  let failed = 0;
  let next = 0;
  const started = performance.now();
  const lane = async () => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const start = performance.now();
      const status = await post(url, shot, agent);
      took.push(performance.now() - start);
      if (status !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) =>
    took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0;
  return {
    perSecond: shots.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    failed,
    seconds,
  };
}

function post(url: string, { headers, body }: Shot, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sending.once('error', () => {
      resolve(0);
    });
    sending.end(body);
  });
}
