import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileJournal } from '#simulator/journal.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const HEARD = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["customers/update"]
uri = "/heard"
`;
const SET = `mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
  metafields { id namespace key type value compareDigest }
  userErrors { field message code elementIndex } } }`;
const DEFINE = `mutation ($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) {
    createdDefinition { id namespace key name ownerType type { name } access { admin }
      capabilities { adminFilterable { enabled } } }
    userErrors { field message code } } }`;
const FACT = { namespace: 'loyalty', key: 'grade', type: 'number_integer', value: '1' };

interface SetPayload {
  metafields: (typeof FACT & { id: string; compareDigest: string })[] | null;
  userErrors: { field: string[]; message: string; code: string; elementIndex: null }[];
}

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const sink = await aSink();
  const appToml = path.join(aFolder({ 'shopify.app.toml': HEARD }), 'shopify.app.toml');
  const simulator = await aSimulator({
    customers: 4,
    framePort: 0,
    appUrl: sink.url,
    appToml,
    ...options,
  });
  const api = await callerOf(simulator);
  const [first = '', second = ''] = simulator.world.customers.keys();
  const set = async (...metafields: object[]) =>
    (await api(SET, { metafields: metafields.map((one) => ({ ownerId: first, ...one })) })).data
      ?.metafieldsSet as SetPayload;
  const define = async (fields: object) => {
    const { namespace, key, type } = FACT;
    const definition = { name: 'Grade', ownerType: 'CUSTOMER', namespace, key, type, ...fields };
    return api(DEFINE, { definition });
  };
  const held = (id = first) => simulator.world.customers.get(id)?.metafields ?? [];
  const refusal = async (...metafields: object[]) => {
    const { metafields: written, userErrors } = await set(...metafields);
    expect(written).toBeNull();
    return userErrors.map(({ field, code }) => [field.join('.'), code]);
  };
  return {
    ...sink,
    ...controlOf(simulator),
    simulator,
    api,
    set,
    define,
    held,
    refusal,
    first,
    second,
  };
}

describe('metafields that the app sets', () => {
  it('are kept with their customers, told of once each and shown in the admin', async () => {
    const { set, simulator, api, first, second, idle, received } = await aStore();
    const own = { key: 'note', type: 'single_line_text_field', value: '<i>金</i>' };
    const { metafields, userErrors } = await set(FACT, own, {
      ...FACT,
      ownerId: second,
      value: '2',
    });
    expect(userErrors).toEqual([]);
    expect(metafields).toMatchObject([FACT, own, { ...FACT, value: '2' }]);
    expect(metafields?.[1]?.namespace).toMatch(/^app--\d+$/);
    const { data } = await api(
      `query ($id: ID!) { customer(id: $id) { a: metafield(key: "note") { value }
        b: metafield(namespace: "$app", key: "note") { value } } }`,
      { id: first },
    );
    expect(data?.customer).toEqual({ a: { value: own.value }, b: { value: own.value } });
    await idle();
    expect(received).toHaveLength(2);
    const number = first.split('/').at(-1);
    const page = await (await fetch(`${simulator.frameUrl}/customers/${number}`)).text();
    expect(page).toContain('loyalty.grade');
    expect(page).toContain('&lt;i&gt;金&lt;/i&gt;');
  });

  it('are set all or none, 25 at most', async () => {
    const { refusal, set, held } = await aStore();
    const many = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ ...FACT, key: `grade_${place}` }));
    expect((await set(...many(26))).userErrors).toEqual([
      {
        field: ['metafields'],
        message: 'Exceeded the maximum metafields input limit of 25.',
        code: 'LESS_THAN_OR_EQUAL_TO',
        elementIndex: null,
      },
    ]);
    expect(
      await refusal(
        FACT,
        { ...FACT, value: 'one' },
        { ...FACT, namespace: 'ab' },
        { ...FACT, key: 'k'.repeat(65) },
        { ...FACT, key: 'a key' },
        { ...FACT, namespace: 'app--7' },
        { ...FACT, type: undefined },
        { ...FACT, value: '' },
        { ...FACT, ownerId: 'gid://shopify/Customer/1' },
      ),
    ).toEqual([
      ['metafields.1.value', 'INVALID_VALUE'],
      ['metafields.2.namespace', 'TOO_SHORT'],
      ['metafields.3.key', 'TOO_LONG'],
      ['metafields.4.key', 'INVALID'],
      ['metafields.5', 'APP_NOT_AUTHORIZED'],
      ['metafields.6.type', 'BLANK'],
      ['metafields.7.value', 'BLANK'],
      ['metafields.8.ownerId', 'INVALID'],
    ]);
    expect(held()).toEqual([]);
    await set(...many(25));
    expect(held()).toHaveLength(25);
  });

  it('are compared before they are set, where that is asked for', async () => {
    const { refusal, set, held } = await aStore();
    expect(await refusal({ ...FACT, compareDigest: 'unknown' })).toEqual([
      ['metafields.0', 'INVALID_COMPARE_DIGEST'],
    ]);
    const [made] = (await set({ ...FACT, compareDigest: null })).metafields ?? [];
    expect(await refusal({ ...FACT, compareDigest: null })).toEqual([
      ['metafields.0', 'STALE_OBJECT'],
    ]);
    const compareDigest = made?.compareDigest;
    expect((await set({ ...FACT, value: '2', compareDigest })).userErrors).toEqual([]);
    expect(await refusal({ ...FACT, value: '3', compareDigest })).toEqual([
      ['metafields.0', 'STALE_OBJECT'],
    ]);
    expect(held()).toMatchObject([{ id: made?.id, value: '2' }]);
  });

  it('are deleted, those that are there', async () => {
    const { set, api, held, first } = await aStore();
    await set(FACT);
    const place = { ownerId: first, namespace: 'loyalty', key: 'grade' };
    const { data } = await api(
      `mutation ($metafields: [MetafieldIdentifierInput!]!) {
        metafieldsDelete(metafields: $metafields) {
          deletedMetafields { ownerId namespace key } userErrors { message } } }`,
      { metafields: [place, { ...place, key: 'none' }] },
    );
    expect(data?.metafieldsDelete).toEqual({ deletedMetafields: [place, null], userErrors: [] });
    expect(held()).toEqual([]);
  });

  it('are refused by name where they are not modelled', async () => {
    const { api, first, define } = await aStore();
    const messages = async (...inputs: object[]) => {
      const { errors } = await api(SET, { metafields: inputs });
      return errors?.[0]?.message;
    };
    expect(await messages({ ...FACT, ownerId: 'gid://shopify/Order/1' })).toBe(
      'The simulator does not model metafieldsSet for gid://shopify/Order/1',
    );
    expect(await messages({ ...FACT, ownerId: first, type: 'money' })).toBe(
      'The simulator does not model metafields of type money',
    );
    expect((await define({ ownerType: 'ORDER' })).errors?.[0]?.message).toContain('for ORDER');
    expect((await define({ pin: true })).errors?.[0]?.message).toBe(
      'The simulator does not model metafieldDefinitionCreate(definition: {pin:})',
    );
  });

  it('want write access', async () => {
    const { api, call, first } = await aStore();
    await call('POST', 'access', { revoke: ['write_customers'] });
    const { errors } = await api(SET, { metafields: [{ ...FACT, ownerId: first }] });
    expect(errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
  });
});

describe('definitions of metafields', () => {
  it('are made once, hold their metafields to a type and outlast the store', async () => {
    const folder = aFolder({});
    const { define, set, refusal, simulator } = await aStore({ journal: fileJournal(folder) });
    const capabilities = { adminFilterable: { enabled: true } };
    const made = (await define({ capabilities })).data?.metafieldDefinitionCreate;
    expect(made).toMatchObject({
      createdDefinition: {
        namespace: 'loyalty',
        key: 'grade',
        name: 'Grade',
        ownerType: 'CUSTOMER',
        type: { name: 'number_integer' },
        access: { admin: 'PUBLIC_READ_WRITE' },
        capabilities,
      },
      userErrors: [],
    });
    expect((await define({})).data?.metafieldDefinitionCreate).toMatchObject({
      createdDefinition: null,
      userErrors: [{ code: 'TAKEN' }],
    });
    expect(await refusal({ ...FACT, type: 'boolean', value: 'true' })).toEqual([
      ['metafields.0.type', 'INVALID_TYPE'],
    ]);
    expect((await set({ ...FACT, type: undefined })).metafields).toMatchObject([FACT]);
    await simulator.stop();
    const again = await aStore({ journal: fileJournal(folder) });
    expect((await again.define({})).data?.metafieldDefinitionCreate).toMatchObject({
      userErrors: [{ code: 'TAKEN' }],
    });
  });

  it('give the merchant access to what is the app’s own, and to nothing else', async () => {
    const { define, api } = await aStore();
    const access = { admin: 'MERCHANT_READ' };
    expect((await define({ access })).data?.metafieldDefinitionCreate).toMatchObject({
      userErrors: [{ code: 'ADMIN_ACCESS_INPUT_NOT_ALLOWED' }],
    });
    await define({ access, namespace: '$app:loyalty' });
    await define({ namespace: 'loyalty' });
    const read = async (by: string) => {
      const { data } = await api(
        `{ metafieldDefinitions(first: 9, ownerType: CUSTOMER ${by}) {
          nodes { namespace access { admin } } } }`,
      );
      return (data?.metafieldDefinitions as { nodes: object[] }).nodes;
    };
    const namespace = expect.stringMatching(/^app--\d+--loyalty$/) as string;
    const own = { namespace, access };
    expect(await read('')).toMatchObject([own, { namespace: 'loyalty' }]);
    expect(await read('namespace: "$app:loyalty"')).toEqual([own]);
    expect(await read('namespace: "loyalty" key: "other"')).toEqual([]);
  });
});
