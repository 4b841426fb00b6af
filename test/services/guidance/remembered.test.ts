import type { About, Guidance } from '../../../services/guidance/types';
import { FILES, idOf, now, openFiles } from './examples';
import { passageFile, removeFolders } from './folder';

const passages = (id: string, extra: string) => ({
  [`sv/${id}.md`]: passageFile(id, 'Receptionen', 'Besökare anmäler sig i receptionen.', extra),
  [`en/${id}.md`]: passageFile(id, 'Receptionen', 'Visitors report at the desk.', extra),
});

describe('a question that is asked again', () => {
  let guidance: Guidance;
  beforeAll(async () => {
    guidance = await openFiles({ ...FILES, ...passages('a', 'audience: [employee]\nvalidTo: 2026-03-02'), ...passages('b', 'audience: [elected]') });
  });
  afterAll(removeFolders);

  const first = { locale: 'sv', now } satisfies About;
  const nextDay = new Date(now.getTime() + 24 * 60 * 60 * 1000);
  const ask = (about: About, question = 'receptionen') => guidance.answer(question, about);

  it('has the answer that it had, not worked out anew, whoever asks and at whatever hour', () => {
    const later = { ...first, now: new Date(now.getTime() + 60_000), asker: 'somebody else', names: ['Somebody Else'] };
    expect(ask(later)).toBe(ask(first));
  });

  it.each([
    ['an elected official', { ...first, elected: true }, 'sv/b'],
    ['an employee', { ...first, elected: false }, 'sv/a'],
    ['in another language', { ...first, locale: 'en' }, 'en/a'],
    ['on a day on which the passage has expired', { ...first, now: nextDay }, 'sv/b'],
  ] as const)('is answered for itself when asked by or %s', (_who, about, expected) => {
    expect(idOf(ask(first))).toBe('sv/a');
    expect(idOf(ask(about))).toBe(expected);
    expect(idOf(ask(first))).toBe('sv/a');
  });

  it('is worked out again when many others have been asked since', () => {
    const before = ask(first);
    for (let at = 0; at < 600; at += 1) ask(first, `receptionen ${at}`);
    expect(ask(first)).not.toBe(before);
    expect(ask(first)).toEqual(before);
  });
});
