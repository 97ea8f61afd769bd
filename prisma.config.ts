import { defineConfig } from 'prisma/config';
import { PrismaPg } from '@prisma/adapter-pg';

// The schema file reads this variable while it is parsed: without a value Prisma falls back to an engine it must download.
process.env.DATABASE_URL ??= 'postgresql://postgres@127.0.0.1:5432/kizuna';

/** Prisma's command line on its JavaScript engine. Host fields, not a URL: with a URL its shadow database is the main one. */
export default defineConfig({
  experimental: { adapter: true },
  schema: 'prisma/schema.prisma',
  engine: 'js',
  adapter: () => {
    const url = new URL(process.env.DATABASE_URL ?? '');
    return Promise.resolve(
      new PrismaPg({
        host: url.hostname,
        port: Number(url.port || 5432),
        user: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
        database: url.pathname.slice(1),
      }),
    );
  },
});
