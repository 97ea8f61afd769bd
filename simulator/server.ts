import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { AppAccess, type ProtectedData } from './access.ts';
import { startFrame } from './admin-frame/frame-server.ts';
import { BulkOperations } from './admin-api/bulk/operations.ts';
import { AdminApi, type Stats } from './admin-api/execute.ts';
import { adminSchema } from './admin-api/schema.ts';
import { Bucket, type Plan } from './admin-api/throttle.ts';
import { asksDirectly, scopesAtFirst, type Scope } from './app-scopes.ts';
import { controlRoutes } from './control/routes.ts';
import { Faults } from './faults.ts';
import { readFlowExtensions } from './flow/extensions.ts';
import { Flow } from './flow/flow.ts';
import { close, dispatch, listen } from './http.ts';
import { noJournal, type Journal } from './journal.ts';
import { OAuth, type AppCredentials } from './oauth.ts';
import type { StoreData } from './records.ts';
import { shopifyRoutes } from './shopify-routes.ts';
import { StagedUploads } from './staged-uploads.ts';
import { uploadRoutes, UPLOAD_PATH } from './upload-route.ts';
import { Deliveries, type DeliveryStats } from './webhooks/deliveries.ts';
import { readSubscriptions } from './webhooks/subscriptions.ts';
import { sendWebhooks } from './webhooks/webhooks.ts';
import { World } from './world.ts';

export interface SimulatorOptions extends AppCredentials {
  data: StoreData;
  /** 0 takes a free port. */
  port?: number;
  plan?: Plan;
  /** Lines a second that each bulk query reads and all bulk mutations together write. */
  bulkRate?: number;
  /** The same of bulk mutations alone. */
  mutationRate?: number;
  /** How long an access token opens doors. */
  tokenSeconds?: number;
  journal?: Journal;
  /** The level of protected customer data Shopify approved the app for; 1 by default. */
  protectedData?: ProtectedData;
  /** Shopify approved the app for customers' names alone, beside its level; not by default. */
  names?: boolean;
  /** Where the app answers: webhooks go there and the frame shows it. Nothing is sent without. */
  appUrl?: string;
  /**
   * What the app tells Shopify of itself; the repository's own shopify.app.toml by default, and for
   * the scopes of a file that tells of none.
   */
  appToml?: string;
  /** The optional scopes that are granted at first. */
  grantedOptional?: readonly Scope[];
  /** Opens the admin frame on this port, 0 for a free one. */
  framePort?: number;
  /** The pause before a webhook's first retry; it doubles each time. */
  retryBaseMs?: number;
  /** Told of every delivery that was answered 2xx, each time it was. */
  acknowledged?: (webhookId: string) => void;
}

/** A store that answers on 127.0.0.1. */
export interface Simulator {
  url: string;
  /** The admin frame, when it was asked for. */
  frameUrl: string | null;
  world: World;
  /** Counts since the store was opened. */
  readonly stats: Stats & DeliveryStats;
  /** What App Bridge would give a merchant's page. */
  sessionToken: () => Promise<string>;
  stop: () => Promise<void>;
}

const EXTENSIONS = path.resolve(import.meta.dirname, '../extensions');
const APP_TOML = path.resolve(import.meta.dirname, '../shopify.app.toml');
const RETRY_BASE_MS = 2_000;

/** Starts a simulated store. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const journal = options.journal ?? noJournal;
  adminSchema();
  const world = new World(options.data, journal);
  const server = createServer();
  const url = await listen(server, options.port ?? 0, '--port');
  const bulk = new BulkOperations({
    urlOf: (file) => `${url}/__sim/bulk/${file}`,
    now: world.clock.now,
    ended: (operation) => {
      world.tell({ topics: ['bulk_operations/finish'], operation });
    },
  });
  const uploads = new StagedUploads(`${url}${UPLOAD_PATH}`, world.shop);
  const access = new AppAccess(world, scopesOf(options), options.protectedData, options.names);
  const faults = new Faults(world.clock.now);
  const bucket = new Bucket(options.plan ?? 'plus');
  const bulkRate = options.bulkRate ?? 50_000;
  const mutationRate = options.mutationRate ?? bulkRate;
  const rates = { bulkRate, mutationRate };
  const flow = flowOf(options, world);
  const api = new AdminApi({ world, access, bulk, ...rates, uploads, flow, faults, bucket });
  const oauth = oauthOf(options, world, access);
  const deliveries = new Deliveries(
    faults,
    options.retryBaseMs ?? RETRY_BASE_MS,
    options.acknowledged,
  );
  listenForWebhooks(options, { world, access, oauth, deliveries });
  const stats = () => ({ ...api.stats, ...deliveries.stats });
  const routes = {
    ...shopifyRoutes(api, oauth, faults),
    ...uploadRoutes(uploads),
    ...controlRoutes({ world, oauth, access, bulk, faults, deliveries, flow, stats }),
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void dispatch(routes, request, response);
  });
  const frame = await frameOf(options, { world, oauth, access, api });
  return {
    url,
    frameUrl: frame?.url ?? null,
    world,
    get stats() {
      return stats();
    },
    sessionToken: () => oauth.sessionToken(),
    stop: async () => {
      bulk.stop();
      uploads.stop();
      deliveries.stop();
      await frame?.stop();
      await close(server);
    },
  };
}

function flowOf({ appUrl, apiSecret }: SimulatorOptions, world: World): Flow {
  return new Flow({ world, extensions: readFlowExtensions(EXTENSIONS), appUrl, apiSecret });
}

function scopesOf({ appToml = APP_TOML, grantedOptional }: SimulatorOptions): readonly Scope[] {
  const own = () => scopesAtFirst(APP_TOML, grantedOptional);
  return scopesAtFirst(appToml, grantedOptional) ?? own() ?? [];
}

function oauthOf(options: SimulatorOptions, world: World, access: AppAccess): OAuth {
  return new OAuth({
    ...options,
    shopDomain: world.shop.myshopifyDomain,
    scopes: () => access.scopes.join(','),
    tokenSeconds: options.tokenSeconds ?? 3_600,
    journal: world.journal,
    now: world.clock.now,
  });
}

function listenForWebhooks(
  { appUrl, appToml, apiSecret }: SimulatorOptions,
  { oauth, ...parts }: { world: World; access: AppAccess; oauth: OAuth; deliveries: Deliveries },
): void {
  if (appUrl === undefined) return;
  sendWebhooks({
    ...parts,
    subscriptions: readSubscriptions(appToml ?? APP_TOML, appUrl),
    apiSecret,
    installed: () => oauth.installed,
  });
}

async function frameOf(
  options: SimulatorOptions,
  parts: { world: World; oauth: OAuth; access: AppAccess; api: AdminApi },
) {
  const { framePort: port, appUrl, appToml = APP_TOML } = options;
  if (port === undefined) return null;
  const direct = asksDirectly(appToml);
  return startFrame({ ...parts, direct, port, appUrl: appUrl ?? null });
}
