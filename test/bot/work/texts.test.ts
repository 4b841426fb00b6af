import { EVENT_KINDS } from '../../../domain/case';
import { LOCALES } from '../../../domain/locale';
import { INCIDENT_TYPES } from '../../../domain/board';
import { gathered, moreOf, problemsOf, WORK_FORMS, WORK_GROUPS, WORK_NAMES, type WorkField } from '../../../domain/work/forms';
import { may } from '../../../domain/access';
import { NEED_NAMES } from '../../../domain/work/needs';
import { CLOCKS } from '../../../domain/work/types';
import { lookup } from '../../../locales';
import { parseWork } from '../../../services/cases/commands';

const fieldsOf = (): readonly (readonly [string, WorkField])[] => WORK_NAMES.flatMap((name) => WORK_FORMS[name].map((field: WorkField) => [name, field] as const));
const optionsOf = ({ kind, options, from }: WorkField): readonly string[] => (kind === 'yesNo' ? ['true', 'false'] : from === 'clocks' ? CLOCKS : from === 'types' ? INCIDENT_TYPES : (options ?? []));

describe.each(LOCALES)('in %s there are words for', (locale) => {
  const lacking = (keys: readonly string[]): readonly string[] => keys.filter((key) => lookup(locale, key) === undefined);

  test('every command: its name, its button and what is said when it is done', () => {
    expect(lacking(WORK_NAMES.flatMap((name) => [`work.command.${name}`, `work.send.${name}`, `work.done.${name}`]))).toEqual([]);
  });

  test('every field and every option', () => {
    const labels = fieldsOf().flatMap(([name, { id, kind }]) => (kind === 'dates' ? [id, moreOf(id)] : [id]).filter((one) => lookup(locale, `work.field.${name}.${one}`) === undefined).map((one) => `work.field.${one}`));
    const options = fieldsOf().flatMap(([, field]) => optionsOf(field).filter((code) => lookup(locale, `${field.id}.${code}`) === undefined).map((code) => `work.option.${field.id}.${code}`));
    expect(lacking([...labels, ...options])).toEqual([]);
    expect(options.length).toBeGreaterThan(30);
  });

  test('every refusal, every mistake, everything that can have happened, everything that can be needed', () => {
    const refusals = ['stale', 'forbidden', 'closed', 'alreadyAcknowledged', 'tooLarge', 'changed', 'notYet', 'unchanged', 'unknown', 'missing', 'reporterFirst', 'notHere', 'nobodyLeft', 'onlyYou', 'ownRequest', 'notClosed', 'withdrawn'];
    const mistakes = ['missing', 'long', 'choice', 'date', 'past', 'caseNumber', 'wrong'];
    expect(lacking([...refusals.map((code) => `work.refused.${code}`), ...mistakes.map((code) => `work.wrong.${code}`), ...EVENT_KINDS.map((kind) => `work.event.${kind}`), ...NEED_NAMES.map((need) => `work.need.${need}`)])).toEqual([]);
  });
});

test('the menu has every command of those who work a case, once, and none that only a reporter gives', () => {
  const listed = Object.values(WORK_GROUPS).flat() as readonly string[];
  expect([...listed].sort()).toEqual(WORK_NAMES.filter((name) => may('worker', name)).sort());
  // A row of buttons in Teams has room for six.
  expect(Math.max(...Object.values(WORK_GROUPS).map((group) => group.length))).toBeLessThanOrEqual(6);
});

/** What fits a field, whichever it is. */
const example = ({ kind, caseNumber, ...field }: WorkField): string => {
  if (caseNumber) return 'MHN-0000-0000';
  if (kind === 'date' || kind === 'dates') return '2026-12-24';
  return optionsOf({ kind, ...field })[0] ?? 'ord';
};

test.each(WORK_NAMES)('what the form of %s takes is what the command takes', (name) => {
  const inputs = Object.fromEntries(WORK_FORMS[name].map((field: WorkField) => [field.id, example(field)]));
  const values = gathered(name, { ...inputs, a: 'work.do', case: 'MHN-0000-0000', version: 3, actor: 'other' });
  expect(Object.keys(values).sort()).toEqual(Object.keys(inputs).sort());
  expect(problemsOf(name, values, '2026-11-23')).toEqual([]);
  expect(parseWork(name, values)).toMatchObject({ ok: true, command: { command: name } });
  for (const { id, optional, neededWhen } of WORK_FORMS[name] as readonly WorkField[]) {
    const { [id]: _left, ...without } = values;
    const wanted = !optional && !neededWhen;
    expect({ id, problems: problemsOf(name, without, '2026-11-23').some(({ field, code }) => field === id && code === 'missing'), parsed: parseWork(name, without).ok }).toMatchObject({ id, ...(wanted ? { problems: true, parsed: false } : { parsed: true }) });
  }
});
