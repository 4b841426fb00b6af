import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import type { House } from '../../helpers/app';
import { api, talk } from '../../helpers/people';
import { cardName, reading, titlesOf } from '../../helpers/talker';
import { byApi, formOf, step, workHouse } from './desk';

const CASE = { sv: /ärende|rapporterade/iu, en: /\bcase\b|\breport/iu } as const;

let house: House;
beforeAll(async () => {
  house = await workHouse();
});
afterAll(() => house.dispose());

test.each(LOCALES)('what ends a question says that it does, since there is no case (%s)', async (locale) => {
  const asker = await talk(house, 'directline', house.newcomer('employee-mhn'), locale);
  expect(cardName((await asker.say('hur många semesterdagar har jag kvar')).card)).toBe('notFound');
  await asker.press('question.send');
  const { body } = await api(house, 'coordinator-mhn', '/api/questions?board=MHN');
  const { number } = (body['items'] as readonly { number: string }[])[0]!;
  for (const one of [step('acknowledge'), step('reply', { text: 'Det ser du i lönesystemet.' })]) expect((await byApi(house, number, one)).status).toBe(200);
  const desk = await talk(house, 'teams', 'coordinator-mhn', locale);
  const close = (await formOf(desk, number, 'close')).card;
  expect(cardName(close)).toBe('work:close');
  expect(titlesOf(close)).toContain(t(locale, 'work.send.question.close'));
  expect([...titlesOf(close), reading(close)].join('\n')).not.toMatch(locale === 'sv' ? /ärende/iu : /\bcase\b/iu);
  expect((await byApi(house, number, step('close', { outcome: 'noMeasures', told: 'Det ser du i lönesystemet.', learnt: 'Inget.' }))).status).toBe(200);
  const reopen = (await formOf(desk, number, 'reopen')).card;
  expect([...titlesOf(reopen), reading(reopen)].join('\n')).toContain(t(locale, 'work.command.question.reopen'));
});

test.each(LOCALES)('a question that is read and answered from its card is called a question all the way (%s)', async (locale) => {
  const asker = await talk(house, 'teams', house.newcomer('employee-mhn'), locale);
  await asker.say('hur många semesterdagar har jag kvar');
  await asker.press('question.send');
  const { body } = await api(house, 'coordinator-mhn', '/api/questions?board=MHN');
  const { number } = (body['items'] as readonly { number: string }[])[0]!;
  const desk = await talk(house, 'teams', 'coordinator-mhn', locale);
  await desk.forge({ a: 'case.show', number });
  const shown = [];
  for (const press of ['work.do/acknowledge', 'work.form/reply']) shown.push((await desk.press(press)).card);
  shown.push((await desk.press('work.do/reply', { text: 'Det ser du i lönesystemet.' })).card);
  const [read, , answered] = shown.map((one) => reading(one));
  expect(read).toContain(t(locale, 'work.done.question.acknowledge'));
  expect(read).toContain(t(locale, 'work.need.question.feedback', { time: '' }).slice(0, -2));
  expect(answered).toContain(t(locale, 'work.done.question.reply'));
  expect(answered).toContain(t(locale, 'work.needs.none'));
  for (const one of shown) expect([...titlesOf(one), reading(one)].join('\n')).not.toMatch(CASE[locale]);
});
