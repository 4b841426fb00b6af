import { randomBytes, randomUUID } from 'node:crypto';
import type { Case } from '../../domain/case';
import { caseNumber } from '../../domain/caseNumber';
import { caseKey, identityKey, type Identity } from '../../services/cases/documents';
import type { Item, Store } from '../../services/store/ports';

const AT_ONCE = 16;

/**
 * Fills a store with cases as like to one that the server has written as one report is to another: the same answers,
 * their own number, internal id, identity and data key, and nothing left to tell.
 */
export async function seed(store: Store, template: string, count: number): Promise<void> {
  const found = await store.read<Case>(caseKey(template));
  const who = found && (await store.read<Identity>(identityKey(found.body)));
  if (!found || !who) throw new Error(`no case ${template}`);
  let begun = 0;
  const filler = async (): Promise<void> => {
    for (; begun < count; ) {
      begun += 1;
      await store.write(writesLike(found, who.body));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, filler));
}

/** The identity and the case, received some time before the template. */
export function writesLike({ body, derived }: Item<Case>, who: Identity) {
  const number = caseNumber(body.board, randomBytes(7));
  const key = randomUUID();
  const receivedAt = new Date(Date.parse(body.receivedAt) - 1000 - randomBytes(4).readUInt32BE() / 2).toISOString();
  const one: Case = { ...body, key, number, receivedAt, notices: body.notices.map((notice) => ({ ...notice, state: 'sent' as const })) };
  const { nextNoticeAt: _, ...rest } = derived;
  const condition = { kind: 'create' } as const;
  return [
    { key: identityKey(one), body: { ...who, number }, condition, sealedFor: key },
    { key: caseKey(number), body: one, derived: { ...rest, receivedAt, changedAt: receivedAt }, condition, sealedFor: key },
  ];
}
