/** The migrated database that every test file's own is a copy of. */
export const TEMPLATE = 'kizuna_template';

/** Redis databases, one for each test file that draws its number. */
export const REDIS_DATABASES = 4096;
