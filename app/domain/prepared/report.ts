import type { z } from 'zod';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import type { CustomerId } from '../ids.ts';
import type { CpmState } from '../models/cpm.ts';
import type { AbcClass } from '../relative/abc.ts';
import type { RfmCuts } from '../relative/cuts.ts';
import type { Layer } from '../relative/layer.ts';
import type { Rank } from '../relative/rfm.ts';
import type { TrackedCustomer } from '../reports/place.ts';
import type { Tally } from '../reports/tally.ts';
import type { ShopSettings } from '../shop-settings.ts';

/** Where a customer stands among all, as last compared. */
export interface StoredClasses {
  rank: Rank;
  layer: Layer | null;
  decile: number;
  abc: AbcClass;
}

/** Another number whenever a body changes its form: what was kept in another one is made anew. */
export const BODY_FORM = 2;

/** A buyer as reports see one: counted orders by day with channel, source and lines, and CPM's periods. */
export interface ReportCustomer extends TrackedCustomer<CpmState> {
  id: CustomerId;
  history: History;
  /** Null until the customer has been compared. */
  classes: StoredClasses | null;
}

/** A product as the shop has it. */
export interface ReportProduct {
  title: string;
  type: string;
  tags: readonly string[];
}

/** What a product is called; one that is gone from Shopify may have its name only. */
export function titleOf(name: string, products: ReadonlyMap<string, ReportProduct>): string {
  const title = products.get(name)?.title ?? '';
  return title === '' ? name : title;
}

/** All of a shop that a report needs beside the customers. */
export interface ReportFrame {
  /** The last day that counts: today. */
  asOf: Day;
  /** Of the shop's first counted order; null without one. */
  firstOrderDay: Day | null;
  /** ISO code. */
  currency: string;
  settings: ShopSettings;
  /** What customers are held against; null before they were first compared. */
  cuts: RfmCuts | null;
  /** By the name that order lines give them: the id, or the title where Shopify has none. */
  products: ReadonlyMap<string, ReportProduct>;
}

/**
 * How a report is made of all customers in one pass. Its body is plain JSON without anybody's id;
 * money in minor units as numbers.
 */
interface Definition<Params, Body> {
  key: string;
  /** `parse({})` gives what is shown when nothing is asked; that is made anew every night. */
  params: z.ZodType<Params>;
  collect: (params: Params, frame: ReportFrame) => Tally<ReportCustomer, Body>;
}

/** A report as those see it who neither know what it can be asked nor what it says. */
export interface AnyReport {
  key: string;
  /** What is asked when nothing is. */
  unasked: string;
  /** Null for a question that it does not understand (any more). */
  collectText: (params: string, frame: ReportFrame) => Tally<ReportCustomer, unknown> | null;
}

/** A report that is made of all customers, and kept. */
export type PreparedReport<Params, Body> = Definition<Params, Body> & AnyReport;

/** A report of its definition. */
export function preparedReport<Params, Body>(
  definition: Definition<Params, Body>,
): PreparedReport<Params, Body> {
  const { params, collect } = definition;
  return {
    ...definition,
    unasked: paramsText(params.parse({})),
    collectText(text, frame) {
      const asked = params.safeParse(JSON.parse(text));
      return asked.success && paramsText(asked.data) === text ? collect(asked.data, frame) : null;
    },
  };
}

/** What a report is asked, as one text: the same question always gives the same. */
export function paramsText(params: unknown): string {
  return JSON.stringify(params);
}

/** What an address asks of a report; a part that says nothing is as if it were not there. */
export function questionOf<Params, Body>(
  { params }: PreparedReport<Params, Body>,
  address: URLSearchParams,
): Params {
  const asked = Object.fromEntries(address);
  const read = params.safeParse(asked);
  if (read.success) return read.data;
  const unread = new Set(read.error.issues.map(({ path }) => path[0]));
  const rest = Object.entries(asked).filter(([name]) => !unread.has(name));
  return params.parse(Object.fromEntries(rest));
}
