/** The migrated database that every test file's own is a copy of. */
export const TEMPLATE = 'kizuna_template';
