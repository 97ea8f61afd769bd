import { openQueueStore } from '#app/queues/connection.ts';
import { migrate } from '#app/store/migrate.ts';

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('migrate needs DATABASE_URL: postgresql://user:password@host:port/database');
  process.exit(1);
}
try {
  const names = await migrate(url);
  if (!process.env.REDIS_URL) await prepareQueue(url);
  console.log(names.length === 0 ? 'the database is up to date' : `applied: ${names.join(', ')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function prepareQueue(databaseUrl: string): Promise<void> {
  const onError = () => undefined;
  const store = await openQueueStore({ databaseUrl, prefix: 'migrate', onError });
  await store.close();
}
