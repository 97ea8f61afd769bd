import { field, plain, type Args, type ModelledType } from '../modelled.ts';

interface Firing extends Args {
  handle?: string | null;
  payload?: unknown;
}

export const FLOW_MUTATIONS: ModelledType = {
  flowTriggerReceive: field<unknown, Firing>(
    ['handle', 'payload'],
    (_, { handle, payload }, { flow }) => {
      const refusal = flow.receive(handle, payload);
      const userErrors = refusal === null ? [] : [{ field: ['payload'], message: refusal }];
      return { userErrors };
    },
  ),
};

export const FLOW_MODELS: Record<string, ModelledType> = {
  FlowTriggerReceivePayload: plain('userErrors'),
};
