import { ClockInput, moveClock } from '../changes/days.ts';
import { AccessInput, PrivacyInput } from '../changes/inputs/app.ts';
import { askForPrivacy } from '../changes/privacy.ts';
import { Refusal } from '../changes/refusal.ts';
import { FaultRates } from '../faults.ts';
import { json, type Routes } from '../http.ts';
import type { Controlled } from './controlled.ts';
import { given } from './deeds.ts';

const IDLE_MS = 30_000;

/** What happens to the app, to time and to the lines between the two. */
export function switches(controlled: Controlled): Routes {
  const { world, oauth, access, bulk, faults, deliveries, stats } = controlled;
  return {
    'POST /__sim/bulk/expire': (_, response) => {
      json(response, 200, { expired: bulk.expire() });
    },
    'POST /__sim/clock': given(ClockInput, (input) => ({ now: moveClock(world, input) })),
    'POST /__sim/faults': given(FaultRates, (rates) => {
      faults.set(rates);
      return faults.rates;
    }),
    'POST /__sim/access': given(AccessInput, ({ grant, revoke, protectedData, names }) => {
      if (protectedData !== undefined) access.approve(protectedData);
      if (names !== undefined) access.approveNames(names);
      access.change({ grant, revoke });
      return { scopes: access.scopes, protectedData: access.protectedData };
    }),
    'POST /__sim/privacy': given(PrivacyInput, (input) => askForPrivacy(world, input)),
    'POST /__sim/uninstall': (_, response) => {
      oauth.uninstall();
      world.tell({ topics: ['app/uninstalled'] });
      json(response, 200, { uninstalled: true });
    },
    'POST /__sim/reinstall': (_, response) => {
      if (oauth.installed) throw new Refusal(422, 'the app is installed');
      oauth.reinstall();
      json(response, 200, { installed: true });
    },
    'POST /__sim/webhooks/idle': async (_, response) => {
      const idle = await deliveries.idle(IDLE_MS);
      json(response, idle ? 200 : 504, stats());
    },
  };
}
