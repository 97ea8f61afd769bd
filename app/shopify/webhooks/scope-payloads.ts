import { z } from 'zod';

/** What a merchant lets the app do from now on, and did before. */
export interface ScopeNews {
  previous: string[];
  current: string[];
}

const Payload = z.object({ previous: z.array(z.string()), current: z.array(z.string()) });

/** Reads the body of `app/scopes_update`. @throws ZodError or SyntaxError for a body of another shape. */
export function scopeNewsOf(body: string): ScopeNews {
  return Payload.parse(JSON.parse(body));
}
