import { z } from 'zod';
import { next } from './models/next.ts';

/** How a merchant words one next step: a role to be proud of, and the sentence that offers it. */
export const Role = z.strictObject({
  name: z.string().trim().min(1).max(40),
  sentence: z.string().trim().min(1).max(200),
});
export type Role = z.infer<typeof Role>;

/** The merchant's own wording of the next steps; steps left out go by the words of the app. */
export const Roles = z.partialRecord(z.enum(next.states), Role);
export type Roles = z.infer<typeof Roles>;

/** What goes into the parcel of customers at a next step (同梱物); steps left out have no insert of their own. */
export const Inserts = z.partialRecord(z.enum(next.states), z.string().trim().min(1).max(200));
export type Inserts = z.infer<typeof Inserts>;
