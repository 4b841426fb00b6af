import type { Owners } from '../owners';
import { dispatcher, type Dispatcher, type DispatcherDeps } from './dispatcher';
import type { Further } from './further';
import { outside, type OutsideDeps } from './outside';
import type { Messenger } from './ports';
import { noticeRules, type RulesDeps } from './rules';

export { assertSecrets } from './webhook';

interface Deps extends RulesDeps, OutsideDeps, Pick<DispatcherDeps, 'store' | 'clock' | 'leases' | 'instance' | 'log' | 'cases'> {
  readonly owners: Owners;
}

/** Everything that sends notices. Channels add their messengers when they are up. */
export function delivering(deps: Deps): { readonly messengers: Map<string, Messenger>; readonly delivery: Dispatcher; readonly further: Further } {
  const messengers = new Map<string, Messenger>();
  const rules = noticeRules(deps);
  const { outlets, further } = outside(deps);
  return { messengers, further, delivery: dispatcher({ ...deps, ...rules, boards: [...deps.boards.keys()], outlets, fallbacks: further.fallbacks, messengers }) };
}
