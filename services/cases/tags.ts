import { concernsSafety } from '../../domain/access';
import type { Case } from '../../domain/case';
import { isIaOpen } from '../../domain/handover';
import { awaitsNameReview, iaOf, nameRequestOf, referredTo, type IaView } from '../../domain/work/views';

/**
 * What a case is found by besides its words: by whom it was referred to, by who has it, and by what others than its
 * workers take part in. They begin with a mark that no word somebody searches for does; a store holds keyed hashes of them.
 */
export const TAGS = {
  manager: (id: string): string => `@manager:${id}`,
  recipient: (id: string): string => `@recipient:${id}`,
  serious: '@serious',
  name: '@name',
  ia: (state: IaView['state']): string => `@ia:${state}`,
} as const;

/** Every tag of a case as it stands. */
export function tagsOf(one: Case): readonly string[] {
  return [
    TAGS.recipient(one.recipient),
    ...referredTo(one).map(TAGS.manager),
    ...(concernsSafety(one) ? [TAGS.serious] : []),
    ...(nameRequestOf(one) || awaitsNameReview(one) ? [TAGS.name] : []),
    ...(isIaOpen(one) ? [TAGS.ia(iaOf(one).state)] : []),
  ];
}
