import { request } from 'node:http';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf, type Answer } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const HEARD = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["bulk_operations/finish", "customer.tags_added"]
uri = "/heard"
`;
const TAGS_ADD = `mutation ($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) { node { id } userErrors { field message } } }`;
const FIELDS =
  'id type status errorCode createdAt completedAt objectCount fileSize url partialDataUrl query';

interface Target {
  url: string;
  resourceUrl: string;
  parameters: { name: string; value: string }[];
}
const NO_TARGET: Target = { url: '', resourceUrl: '', parameters: [] };
type Operation = Record<'id' | 'status' | 'objectCount' | 'query', string> &
  Record<'url' | 'partialDataUrl' | 'errorCode' | 'completedAt', string | null>;
interface Result {
  data?: { tagsAdd: { node: { id: string } | null; userErrors: { message: string }[] } | null };
  errors?: { message: string }[];
  __lineNumber: number;
}

const formOf = ({ parameters }: Target, content: string) => {
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  form.append('file', new Blob([content], { type: 'text/jsonl' }), 'tags.jsonl');
  return form;
};
const keyOf = ({ parameters }: Target) =>
  parameters.find(({ name }) => name === 'key')?.value ?? '';
const linesFor = (ids: readonly string[], tag = 'kz-bulk') =>
  ids.map((id) => `${JSON.stringify({ id, tags: [tag] })}\n`).join('');

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const sink = await aSink();
  const appToml = path.join(aFolder({ 'shopify.app.toml': HEARD }), 'shopify.app.toml');
  const simulator = await aSimulator({ appUrl: sink.url, appToml, ...options });
  const api = await callerOf(simulator);
  const target = async (input: object = {}) => {
    const answer = await api(
      `mutation ($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) {
        stagedTargets { url resourceUrl parameters { name value } } userErrors { message } } }`,
      {
        input: [
          {
            resource: 'BULK_MUTATION_VARIABLES',
            filename: 'tags.jsonl',
            mimeType: 'text/jsonl',
            httpMethod: 'POST',
            ...input,
          },
        ],
      },
    );
    const created = answer.data?.stagedUploadsCreate as { stagedTargets: Target[] } | undefined;
    return { answer, staged: created?.stagedTargets[0] ?? NO_TARGET };
  };
  const upload = async (content: string) => {
    const { staged } = await target();
    const response = await fetch(staged.url, { method: 'POST', body: formOf(staged, content) });
    expect(response.status).toBe(201);
    return keyOf(staged);
  };
  const run = async (stagedUploadPath: string, mutation = TAGS_ADD, clientIdentifier?: string) => {
    const answer = await api(
      `mutation ($mutation: String!, $stagedUploadPath: String!, $clientIdentifier: String) {
        bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $stagedUploadPath,
          clientIdentifier: $clientIdentifier) {
          bulkOperation { ${FIELDS} } userErrors { field message code } } }`,
      { mutation, stagedUploadPath, ...(clientIdentifier && { clientIdentifier }) },
    );
    const payload = answer.data?.bulkOperationRunMutation as {
      bulkOperation: Operation | null;
      userErrors: { code: string; message: string }[];
    };
    return { ...payload, id: payload.bulkOperation?.id ?? '', answer };
  };
  const read = async (id: string) => {
    const { data } = await api(`query ($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`, { id });
    return data?.bulkOperation as Operation;
  };
  const ended = (id: string, status: string) =>
    vi.waitFor(
      async () => {
        const operation = await read(id);
        expect(operation.status).toBe(status);
        return operation;
      },
      { timeout: 20_000, interval: 20 },
    );
  const results = async (url: string | null) =>
    (await (await fetch(url!)).text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Result);
  const tagged = (tag = 'kz-bulk') =>
    [...simulator.world.customers.values()].filter(({ tags }) => tags.includes(tag));
  const ids = [...simulator.world.customers.keys()];
  const control = controlOf(simulator);
  return {
    ...sink,
    ...control,
    simulator,
    api,
    target,
    upload,
    run,
    read,
    ended,
    results,
    tagged,
    ids,
  };
}

const pointsOf = ({ extensions }: Answer) => extensions?.cost.actualQueryCost;

describe('a staged upload', () => {
  it('takes a form of the parameters in their order and the file last', async () => {
    const { target } = await aStore();
    const { answer, staged } = await target();
    expect(pointsOf(answer)).toBe(10);
    expect(staged.resourceUrl).toContain(keyOf(staged));
    const send = async (body: FormData | string) => {
      const response = await fetch(staged.url, { method: 'POST', body });
      return { status: response.status, text: await response.text() };
    };
    const first = new FormData();
    first.append('file', new Blob(['{}']), 'tags.jsonl');
    for (const { name, value } of staged.parameters) first.append(name, value);
    expect(await send(first)).toMatchObject({
      status: 400,
      text: expect.stringContaining('<Code>InvalidArgument</Code>') as string,
    });
    const turned = { ...staged, parameters: staged.parameters.toReversed() };
    const short = { ...staged, parameters: staged.parameters.slice(1) };
    const foreign = {
      ...staged,
      parameters: staged.parameters.map((one) => ({ ...one, value: `${one.value}x` })),
    };
    for (const wrong of [turned, short, foreign])
      expect(await send(formOf(wrong, '{}'))).toMatchObject({ status: 403 });
    expect(await send('no form')).toMatchObject({ status: 400 });
    expect(await send(formOf(staged, '{}'))).toMatchObject({
      status: 201,
      text: expect.stringContaining(`<Key>${keyOf(staged)}</Key>`) as string,
    });
  });

  it('refuses more than 100 MB', async () => {
    const { target } = await aStore();
    const { url } = (await target()).staged;
    const status = await new Promise((resolve, reject) => {
      const headers = {
        'content-length': 101 * 1024 * 1024,
        'content-type': 'multipart/form-data',
      };
      const call = request(url, { method: 'POST', headers }, (response) => {
        resolve(response.statusCode);
        call.destroy();
      });
      call.on('error', reject);
      call.flushHeaders();
    });
    expect(status).toBe(400);
  });

  it('is for variables of bulk mutations only', async () => {
    const { target } = await aStore();
    const { answer } = await target({ resource: 'IMAGE' });
    expect(answer.errors?.[0]?.message).toBe(
      'The simulator does not model stagedUploadsCreate(resource: IMAGE)',
    );
    expect((await target({ httpMethod: 'PUT' })).answer.errors).toHaveLength(1);
  });
});

describe('a bulk mutation', () => {
  it('writes what each line says and tells of every line, in an order of its own', async () => {
    const { upload, run, ended, results, tagged, ids, idle, received, simulator } = await aStore();
    const before = simulator.stats.points;
    const { bulkOperation, id, answer } = await run(
      await upload(linesFor(ids)),
      TAGS_ADD,
      'my-own-name',
    );
    expect(bulkOperation).toMatchObject({
      type: 'MUTATION',
      status: 'CREATED',
      query: TAGS_ADD,
      url: null,
      completedAt: null,
    });
    expect(pointsOf(answer)).toBe(10);
    const done = await ended(id, 'COMPLETED');
    expect(done).toMatchObject({ objectCount: '20', errorCode: null, partialDataUrl: null });
    const all = await results(done.url);
    const numbers = all.map(({ __lineNumber }) => __lineNumber);
    const inOrder = ids.map((_, number) => number);
    expect(numbers).not.toEqual(inOrder);
    expect(numbers.toSorted((one, other) => one - other)).toEqual(inOrder);
    for (const { __lineNumber, ...rest } of all)
      expect(rest).toEqual({
        data: { tagsAdd: { node: { id: ids[__lineNumber] }, userErrors: [] } },
      });
    expect(tagged()).toHaveLength(20);
    expect(simulator.stats.bulkLines).toBe(20);
    expect(simulator.stats.points - before).toBeLessThan(30);
    await idle();
    const topics = received.map(({ headers }) => headers['x-shopify-topic']);
    expect(topics.filter((topic) => topic === 'customer.tags_added')).toHaveLength(20);
    const finish = received.find((one) => one.headers['x-shopify-topic'] !== 'customer.tags_added');
    expect(JSON.parse(finish!.text)).toMatchObject({
      admin_graphql_api_id: id,
      status: 'completed',
      type: 'mutation',
      error_code: null,
    });
  });

  it('says per line what went wrong and does the rest', async () => {
    const { upload, run, ended, results, tagged, ids } = await aStore();
    const [first = '', second = ''] = ids;
    const content = [
      JSON.stringify({ id: first, tags: ['kz-bulk'] }),
      JSON.stringify({ id: 'gid://shopify/Customer/1', tags: ['kz-bulk'] }),
      '{"id": broken',
      JSON.stringify({ id: second }),
      JSON.stringify({ id: second, tags: ['x'.repeat(256)] }),
      JSON.stringify({ id: 'gid://shopify/Order/1', tags: ['kz-bulk'] }),
      '["a list"]',
    ].join('\n');
    const { id } = await run(await upload(content));
    const { url, objectCount } = await ended(id, 'COMPLETED');
    expect(objectCount).toBe('7');
    const lines = new Map((await results(url)).map((line) => [line.__lineNumber, line]));
    expect(lines.get(0)?.data?.tagsAdd?.userErrors).toEqual([]);
    expect(lines.get(1)?.data?.tagsAdd).toEqual({
      node: null,
      userErrors: [{ field: ['id'], message: 'Customer does not exist' }],
    });
    expect(lines.get(2)).toEqual({
      errors: [{ message: 'The line is not a JSON object of variables.' }],
      __lineNumber: 2,
    });
    expect(lines.get(3)?.errors?.[0]?.message).toContain('"$tags" of required type');
    expect(lines.get(3)).not.toHaveProperty('data');
    expect(lines.get(4)?.data?.tagsAdd?.userErrors).toMatchObject([
      { message: 'Tags is too long (maximum is 255 characters)' },
    ]);
    expect(lines.get(5)).toMatchObject({
      data: { tagsAdd: null },
      errors: [{ message: 'invalid id', extensions: { code: 'RESOURCE_NOT_FOUND' } }],
    });
    expect(lines.get(6)).toHaveProperty('errors');
    expect(tagged().map((customer) => customer.id)).toEqual([first]);
  });

  it('is refused when text, file or name will not do', async () => {
    const { upload, run, target, ids } = await aStore();
    const key = await upload(linesFor(ids));
    const refusals = [
      [key, 'mutation { broken', 'INVALID_MUTATION', 'Failed to parse the mutation - '],
      [key, '{ shop { id } }', 'INVALID_MUTATION', 'Only `mutation` operations'],
      [
        key,
        'mutation ($id: ID!) { customerDelete(input: {id: $id}) { deletedCustomerId } }',
        'INVALID_MUTATION',
        'The simulator does not model Mutation.customerDelete',
      ],
      [
        key,
        `${TAGS_ADD.slice(0, -1)} b: tagsAdd(id: $id, tags: $tags) { node { id } } }`,
        null,
        'single top level mutation',
      ],
      [
        key,
        'mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id } } }',
        null,
        'allowed mutation name',
      ],
      ['tmp/1/bulk/none/tags.jsonl', TAGS_ADD, 'NO_SUCH_FILE', 'could not be found'],
      [keyOf((await target()).staged), TAGS_ADD, 'NO_SUCH_FILE', 'could not be found'],
      [await upload(''), TAGS_ADD, 'INVALID_STAGED_UPLOAD_FILE', 'The input file is empty.'],
    ] as const;
    for (const [file, mutation, code, message] of refusals)
      expect(await run(file, mutation)).toMatchObject({
        bulkOperation: null,
        userErrors: [{ code, message: expect.stringContaining(message) as string }],
      });
    expect((await run(key, TAGS_ADD, 'short')).userErrors).toMatchObject([
      { code: 'INVALID_MUTATION', message: 'is too short (minimum is 10 characters)' },
    ]);
  });

  it('is one of five that run and share the rate, beside five queries', async () => {
    const { upload, run, read, ended, api, ids, simulator } = await aStore({ bulkRate: 200 });
    const key = await upload(linesFor(Array.from({ length: 10 }, () => ids).flat()));
    const started = performance.now();
    const running: string[] = [];
    for (let count = 0; count < 5; count += 1) running.push((await run(key)).id);
    expect((await run(key)).userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
    const found = async () => {
      const { data } = await api(
        `{ bulkOperations(first: 9, query: "operation_type:mutation status:running") {
          nodes { id query } } }`,
      );
      return (data?.bulkOperations as { nodes: Operation[] }).nodes;
    };
    await expect.poll(found).toEqual(running.toReversed().map((id) => ({ id, query: TAGS_ADD })));
    await expect.poll(() => simulator.stats.bulkLines, { interval: 10 }).toBeGreaterThan(100);
    const seconds = (performance.now() - started) / 1000;
    expect(simulator.stats.bulkLines).toBeLessThanOrEqual((seconds + 0.2) * 200);
    const counts = await Promise.all(
      running.map(async (id) => Number((await read(id)).objectCount)),
    );
    expect(Math.min(...counts)).toBeGreaterThan(Math.max(...counts) / 2);
    const { data } = await api(
      `mutation { bulkOperationRunQuery(query: "{ customers { edges { node { id } } } }") {
        userErrors { code } } }`,
    );
    expect(data?.bulkOperationRunQuery).toEqual({ userErrors: [] });
    const [canceled = ''] = running;
    await api('mutation ($id: ID!) { bulkOperationCancel(id: $id) { userErrors { message } } }', {
      id: canceled,
    });
    const { objectCount } = await ended(canceled, 'CANCELED');
    expect(Number(objectCount)).toBeLessThan(200);
    expect((await run(key)).userErrors).toEqual([]);
  });

  it('may fail after some of its lines and leave their results', async () => {
    const { upload, run, ended, results, tagged, ids, call } = await aStore();
    await call('POST', 'faults', { mutationBreak: 1, seed: 5 });
    const { id } = await run(await upload(linesFor(ids)));
    const failed = await ended(id, 'FAILED');
    expect(failed).toMatchObject({ errorCode: 'INTERNAL_SERVER_ERROR', url: null });
    const told = await results(failed.partialDataUrl);
    const done = told.map(({ __lineNumber }) => ids[__lineNumber]);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(ids.length);
    expect(new Set(tagged().map((customer) => customer.id))).toEqual(new Set(done));
    await call('POST', 'faults', {});
    await ended((await run(await upload(linesFor(ids)))).id, 'COMPLETED');
    expect(tagged()).toHaveLength(ids.length);
  });

  it('fails as a whole when the app may not write', async () => {
    const { upload, run, ended, tagged, ids, call } = await aStore();
    const key = await upload(linesFor(ids));
    await call('POST', 'access', { revoke: ['write_customers'] });
    expect(await ended((await run(key)).id, 'FAILED')).toMatchObject({
      errorCode: 'ACCESS_DENIED',
      url: null,
      partialDataUrl: null,
      objectCount: '0',
    });
    expect(tagged()).toEqual([]);
  });
});
