import type { Owners } from '../owners';
import { dispatcher, type Dispatcher, type DispatcherDeps } from './dispatcher';
import { outside, type Outside, type OutsideDeps } from './outside';
import type { Messenger } from './ports';
import { noticeRules, type RulesDeps } from './rules';

export { assertSecrets } from './webhook';

interface Deps extends RulesDeps, OutsideDeps, Pick<DispatcherDeps, 'store' | 'clock' | 'leases' | 'instance' | 'log' | 'cases'> {
  readonly owners: Owners;
}

/** Everything that sends notices. Channels add their messengers when they are up. */
export function delivering(deps: Deps): { readonly messengers: Map<string, Messenger>; readonly delivery: Dispatcher } & Pick<Outside, 'further' | 'waysOut'> {
  const messengers = new Map<string, Messenger>();
  const rules = noticeRules(deps);
  const { outlets, further, waysOut } = outside(deps);
  return { messengers, further, waysOut, delivery: dispatcher({ ...deps, ...rules, boards: [...deps.boards.keys()], outlets, fallbacks: further.fallbacks, messengers }) };
}
