/** The store's own time: it runs as fast as ours, from where it was set. */
export interface StoreClock {
  /** To the second, as Shopify keeps its records. */
  now: () => string;
  /** To the millisecond, as webhooks are stamped. */
  precise: () => string;
  set: (instant: string) => void;
}

export function storeClock(start: string): StoreClock {
  let offset = Date.parse(start) - Date.now();
  return {
    now: () =>
      new Date(Math.floor((Date.now() + offset) / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    precise: () => new Date(Date.now() + offset).toISOString(),
    set: (instant) => {
      offset = Date.parse(instant) - Date.now();
    },
  };
}
