import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { scopesAtFirst } from '#simulator/app-scopes.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const toml = (text: string) => path.join(aFolder({ 'shopify.app.toml': text }), 'shopify.app.toml');

async function scopesOf(simulator: Awaited<ReturnType<typeof aSimulator>>) {
  const { data } = await (
    await callerOf(simulator)
  )('{ currentAppInstallation { accessScopes { handle } } }');
  const { accessScopes } = data?.currentAppInstallation as { accessScopes: { handle: string }[] };
  return accessScopes.map(({ handle }) => handle).sort();
}

describe('the scopes at first', () => {
  it('are those that shopify.app.toml asks for, and reading all orders, which can be taken back', async () => {
    const { access_scopes: asked } = parse(readFileSync('shopify.app.toml', 'utf8')) as {
      access_scopes: { scopes: string; optional_scopes: string[] };
    };
    const required = asked.scopes.split(',').sort();
    expect(required).toContain('read_products');
    expect([...asked.optional_scopes].sort()).toEqual([
      'read_all_orders',
      'read_inventory',
      'read_locations',
    ]);
    const simulator = await aSimulator({ customers: 2 });
    expect(await scopesOf(simulator)).toEqual(['read_all_orders', ...required].sort());
    await controlOf(simulator).call('POST', 'access', { revoke: ['read_all_orders'] });
    expect(await scopesOf(simulator)).toEqual(required);
  });

  it('are as another file and the merchant say', async () => {
    const appToml = toml(
      `[webhooks]\napi_version = "2026-10"\n[access_scopes]\nscopes = "read_orders, read_products"\noptional_scopes = ["read_inventory", "read_locations"]\n`,
    );
    const one = await aSimulator({ customers: 2, appToml, grantedOptional: ['read_inventory'] });
    expect(await scopesOf(one)).toEqual(['read_inventory', 'read_orders', 'read_products']);
    const none = await aSimulator({ customers: 2, appToml, grantedOptional: [] });
    expect(await scopesOf(none)).toEqual(['read_orders', 'read_products']);
    expect(() => scopesAtFirst(appToml)).toThrow('no optional scope read_all_orders');
  });

  it('are refused by name when they are not modelled', () => {
    const strange = toml('[access_scopes]\nscopes = "read_orders,write_themes"\n');
    expect(() => scopesAtFirst(strange, [])).toThrow('does not model');
  });
});
