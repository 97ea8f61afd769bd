import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/analyze.ts');
const ORDERS = `customer_id,order_id,ordered_at,amount,product
c1,o1,2026-01-05,3000,"美容液
30 ml"
c2,o2,2026/1/6 9:30,1200,化粧水
c1,o3,2026-02-01T23:30:00Z,3000,美容液
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kizuna-analyze-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const to = path.join(folder, name);
  await writeFile(to, content);
  return to;
}

async function analyze(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...env },
  });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await once(child, 'exit')) as [number];
  const [stdout, stderr] = await outputs;
  return { code, stdout, stderr };
}

describe('analyze', () => {
  it('writes every customer and the whole shop', async () => {
    const out = path.join(folder, 'new', 'out');
    const events = await file('events.csv', 'customer_id,kind,at\nc1,review,2026-01-09\n');
    const settings = await file('settings.json', '{"cpm":{"amount":6000}}');
    const orders = await file('orders.csv', ORDERS);
    const args = ['--events', events, '--settings', settings, '--as-of', '2026-04-10'];
    const { code, stdout, stderr } = await analyze([orders, ...args, '--out', out]);
    expect([code, stdout, stderr]).toEqual([0, '', '']);
    expect((await readdir(out)).sort()).toEqual(['customers.csv', 'summary.json']);
    expect(await readFile(path.join(out, 'customers.csv'), 'utf8')).toBe(
      'customer_id,orders,first_order_on,last_order_on,tenure_days,departure_days,amount,average_order_value,median_interval_days,r_score,f_score,m_score,rfm,rank,layer,cpm,lifecycle,stage,vip,decile,abc,next,next_change_on,next_change_model,next_change_to\n' +
        'c1,2,2026-01-05,2026-02-02,28,67,6000,3000,28,5,2,5,potential-loyalist,semi-excellent,,toddler-active,dormant,growing,,1,A,continuation,2026-09-30,cpm,toddler-lapsed\n' +
        'c2,1,2026-01-06,2026-01-06,0,94,1200,1200,,1,1,1,hibernating,nurture,,first-active,dormant,first,,2,C,experience,2026-09-03,cpm,first-lapsed\n',
    );
    const summary = JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8')) as object;
    expect(summary).toMatchObject({ asOf: '2026-04-10', customers: 2, orders: 3, amount: 7200 });
  });

  it('shows the shop on the terminal, in the language of the machine', async () => {
    const orders = await file('orders.csv', ORDERS);
    const english = await analyze([orders]);
    expect(english.code).toBe(0);
    expect(english.stdout).toContain('2 customers, 3 orders, ¥7,200');
    expect(english.stdout).toMatch(/Toddler\s*│\s*1 │\s*0 │\s*50\.0%/);
    const japanese = await analyze([orders], { LC_ALL: 'ja_JP.UTF-8' });
    expect(japanese.stdout).toContain('お客様 2 人、注文 3 件');
    expect(japanese.stdout).toMatch(/よちよち客\s*│\s*1 │/);
  });

  it('names the first 20 bad rows, counts the others and writes nothing', async () => {
    const bad = Array.from({ length: 25 }, (_, index) => `c1,o${index},2026-02-30,1`);
    const orders = await file(
      'orders.csv',
      ['customer_id,order_id,ordered_at,amount', ...bad].join('\r\n'),
    );
    const out = path.join(folder, 'out');
    const { code, stderr, stdout } = await analyze([orders, '--out', out]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toContain('has 25 bad rows; nothing was written');
    expect(lines.slice(1, 21)).toEqual(
      Array.from({ length: 20 }, (_, index) => `line ${index + 2}: unreadable date "2026-02-30"`),
    );
    expect(lines.slice(21)).toEqual(['and 5 more']);
    expect(existsSync(out)).toBe(false);
  });

  it('a header without rows gives empty results', async () => {
    const out = path.join(folder, 'out');
    const orders = await file('orders.csv', 'customer_id,order_id,ordered_at,amount\n');
    expect(await analyze([orders, '--out', out])).toEqual({ code: 0, stdout: '', stderr: '' });
    const customers = await readFile(path.join(out, 'customers.csv'), 'utf8');
    expect(customers.trimEnd().split('\n')).toHaveLength(1);
    expect((await analyze([orders])).stdout).toContain('nothing to show');
  });

  it.each([
    [[], 'name one file'],
    [['missing.csv'], 'does not exist'],
    [['ORDERS', '--as-of', '2026-02-30'], '--as-of 2026-02-30 is no day'],
    [['ORDERS', '--timezone', 'Tokyo'], '--timezone Tokyo is no time zone'],
    [['ORDERS', '--currency', 'YEN'], '--currency YEN is no currency'],
    [['ORDERS', '--settings', 'ORDERS'], 'is no JSON'],
    [['ORDERS', '--timezone', 'JST'], '--timezone JST is no time zone'],
    [['ORDERS', '--out', 'ORDERS'], 'is a file: name a folder'],
    [['ORDERS', '--colour', 'red'], "Unknown option '--colour'"],
  ])('with %j says on one line what to write instead', async (args, message) => {
    const orders = await file('orders.csv', ORDERS);
    const { code, stderr } = await analyze(args.map((arg) => (arg === 'ORDERS' ? orders : arg)));
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
