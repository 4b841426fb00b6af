import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import type { House } from '../../helpers/app';
import { api, talk } from '../../helpers/people';
import { cardName, reading, titlesOf } from '../../helpers/talker';
import { byApi, formOf, step, workHouse } from './desk';

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
