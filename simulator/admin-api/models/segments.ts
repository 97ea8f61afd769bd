import { GraphQLError } from 'graphql';
import { createSegment, updateSegment, type SegmentChange } from '../../changes/segments.ts';
import { numberOf } from '../../numbering.ts';
import type { Customer, SavedSegment } from '../../records.ts';
import { parseSegment, QueryError, type Segment } from '../../segments/segment-query.ts';
import { amountSpentBy, orderCountOf } from '../../spending.ts';
import { connectionOf, type PageArgs } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import {
  byGid,
  connectionType,
  EDGE,
  field,
  plain,
  type Args,
  type ModelledType,
} from '../modelled.ts';
import { requireGid } from '../nodes.ts';
import { visibleOrders } from './visible-orders.ts';

/** Members come in larger pages than all else. */
const MEMBERS_PAGE = 1_000;

interface MemberArgs extends PageArgs, Args {
  query?: string | null;
  segmentId?: string | null;
}

/** A customer as a segment shows it, under an id of its own. */
type Member = Customer & { customerId: string };

export const SEGMENT_QUERIES: ModelledType = {
  segment: byGid('Segment', (id, { world }) => world.segments.get(id) ?? null),
  segments: field<unknown, PageArgs & Args>(['first', 'after'], (_, page, { world }) =>
    connectionOf([...world.segments.values()], page),
  ),
  customerSegmentMembers: field<unknown, MemberArgs>(
    ['first', 'after', 'query', 'segmentId'],
    (_, { query, segmentId, ...page }, { world }) => {
      const test = segmentOf(world.segments, query, segmentId);
      const members = [...world.customers.values()].filter(test).map(memberOf);
      const connection = connectionOf(members, page, { mostPerPage: MEMBERS_PAGE });
      return { ...connection, totalCount: members.length };
    },
  ),
};

export const SEGMENT_MUTATIONS: ModelledType = {
  segmentCreate: field<unknown, { name: string; query: string }>(
    ['name', 'query'],
    (_, input, { world }) => payloadOf(createSegment(world, input)),
  ),
  segmentUpdate: field<unknown, { id: string; name?: string | null; query?: string | null }>(
    ['id', 'name', 'query'],
    (_, { id, ...given }, { world }) => {
      requireGid(id, 'Segment');
      return payloadOf(updateSegment(world, id, given));
    },
  ),
  segmentDelete: field<unknown, { id: string }>(['id'], (_, { id }, { world }) => {
    requireGid(id, 'Segment');
    if (!world.segments.has(id)) {
      const userErrors = [{ field: ['id'], message: 'Segment does not exist' }];
      return { deletedSegmentId: null, userErrors };
    }
    world.deleteSegment(id);
    return { deletedSegmentId: id, userErrors: [] };
  }),
};

function payloadOf(change: SegmentChange) {
  return 'faults' in change
    ? { segment: null, userErrors: change.faults }
    : { segment: change.segment, userErrors: [] };
}

/** @throws GraphQLError when not exactly one is given, or it is no segment. */
function segmentOf(
  saved: ReadonlyMap<string, SavedSegment>,
  query: string | null | undefined,
  segmentId: string | null | undefined,
): Segment {
  if ((query == null) === (segmentId == null))
    throw new GraphQLError('Exactly one of query and segmentId must be given.');
  if (segmentId != null) requireGid(segmentId, 'Segment');
  const text = query ?? saved.get(segmentId ?? '')?.query;
  if (text === undefined) throw new GraphQLError('Segment does not exist');
  try {
    return parseSegment(text);
  } catch (error) {
    if (error instanceof QueryError) throw new GraphQLError(error.message);
    throw error;
  }
}

function memberOf(customer: Customer): Member {
  const id = `gid://shopify/CustomerSegmentMember/${numberOf(customer.id)}`;
  return { ...customer, id, customerId: customer.id };
}

function lastOrderOf(customerId: string, context: ApiContext): string | null {
  return visibleOrders(context.world.ordersOf(customerId), context).at(-1)?.id ?? null;
}

export const SEGMENT_MODELS: Record<string, ModelledType> = {
  Segment: plain('id', 'name', 'query', 'creationDate', 'lastEditDate'),
  SegmentConnection: connectionType(),
  SegmentEdge: EDGE,
  SegmentCreatePayload: plain('segment', 'userErrors'),
  SegmentUpdatePayload: plain('segment', 'userErrors'),
  SegmentDeletePayload: plain('deletedSegmentId', 'userErrors'),
  CustomerSegmentMember: {
    ...plain(
      'id',
      'firstName',
      'lastName',
      'defaultEmailAddress',
      'defaultPhoneNumber',
      'defaultAddress',
    ),
    numberOfOrders: field([], ({ customerId }: Member, _, { world }) =>
      String(orderCountOf(world, customerId)),
    ),
    amountSpent: field([], ({ customerId }: Member, _, { world }) =>
      amountSpentBy(world, customerId),
    ),
    lastOrderId: field([], ({ customerId }: Member, _, context) =>
      lastOrderOf(customerId, context),
    ),
  },
  CustomerSegmentMemberConnection: plain('edges', 'pageInfo', 'totalCount'),
  CustomerSegmentMemberEdge: EDGE,
};
