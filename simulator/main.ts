import { fileJournal, noJournal } from './journal.ts';
import { readArguments, storeOf } from './options.ts';
import { startSimulator } from './server.ts';

try {
  const options = readArguments(process.argv.slice(2));
  const simulator = await startSimulator({
    data: await storeOf(options),
    journal: options.state === undefined ? noJournal : fileJournal(options.state),
    port: options.port,
    plan: options.plan,
    names: options.names,
    ...(options.grant && { grantedOptional: options.grant }),
    bulkRate: options['bulk-rate'],
    tokenSeconds: options['token-seconds'],
    retryBaseMs: options['retry-base-ms'],
    ...(options['frame-port'] !== undefined && { framePort: options['frame-port'] }),
    ...(options['app-url'] !== undefined && { appUrl: options['app-url'] }),
    apiKey: process.env.SHOPIFY_API_KEY ?? 'simulated-app',
    apiSecret: process.env.SHOPIFY_API_SECRET ?? 'simulated-secret',
  });
  const { shop, customers, orders, clock } = simulator.world;
  console.log(
    `${shop.name} (simulated, ${shop.myshopifyDomain}) at ${simulator.url}: ` +
      `${customers.size} customers, ${orders.size} orders, it is ${clock.now()}`,
  );
  if (simulator.frameUrl) console.log(`Its admin (simulated): ${simulator.frameUrl}`);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
