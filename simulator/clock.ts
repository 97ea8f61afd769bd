/** The store's own time: it runs as fast as ours, from where it was set. */
export interface StoreClock {
  now: () => string;
  set: (instant: string) => void;
}

export function storeClock(start: string): StoreClock {
  let offset = Date.parse(start) - Date.now();
  return {
    now: () =>
      new Date(Math.floor((Date.now() + offset) / 1000) * 1000).toISOString().replace('.000Z', 'Z'),
    set: (instant) => {
      offset = Date.parse(instant) - Date.now();
    },
  };
}
