import { CONTRACT_STATES, type ContractState } from '../history.ts';
import { calendarModel } from './model.ts';
import type { Test } from './rules.ts';

/** 継続・休会・退会 (seed 002): what the last contract event says; nothing without a contract. */
export const contract = calendarModel<'contract', ContractState>({
  key: 'contract',
  states: CONTRACT_STATES,
  rules: CONTRACT_STATES.map((state) => ({ state, when: [contractIs(state)] })),
  offsets: () => [],
});

/** Whether the contract is in a state. */
export function contractIs(state: ContractState): Test {
  return {
    measure: 'contract',
    read: (facts) => facts.contract,
    relation: '=',
    setting: null,
    threshold: () => state,
  };
}
