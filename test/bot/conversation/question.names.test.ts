import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import { openGuidance } from '../../../services/guidance';
import type { Guidance } from '../../../services/guidance/types';
import { guidanceFolder, removeFolders } from '../../services/guidance/folder';
import { testApp, type House } from '../../helpers/app';
import { actionsOf } from '../../helpers/cardForm';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, talk } from '../../helpers/people';
import { cardName, reading, titlesOf } from '../../helpers/talker';

/** Everybody here is made up. */
const SOMEBODY = /karin|påhittad|arjun|dikt|svensson|anna|fiktiv/iu;

const FILES = {
  'svar_anna_svensson.txt': [
    'Nycklar till lokalerna',
    '',
    'Nycklarna ska kvitteras ut i receptionen varje morgon. Karin Påhittad delar ut nycklarna till lokalerna. Frågor om nycklar besvaras av anna svensson i receptionen. ENLIGT ANNA SVENSSON SKA NYCKLARNA LÄMNAS DAGEN EFTER. Nycklarna lämnas tillbaka samma dag.',
    '',
    'Arjun Påhittad, lokalchef',
    '',
    'ARJUN DIKT',
    'fastighetsdirektör',
    '',
    'Passerkort enligt Karin Påhittad',
    '',
    'Passerkort till lokalerna beställs av närmaste chef. Kortet spärras om det kommer bort.',
    '',
  ].join('\n'),
  'larm.md': ['# Anna Svensson', '', 'Larmet i garaget provas av vaktmästaren första helgfria vardagen i månaden.', '', '## Felanmälan till Arjun Dikt', '', 'Fel på larmet i garaget anmäls till felanmälan.', ''].join('\n'),
  'documents.yaml': 'LARM:\n  file: larm.md\n  title: { sv: Karin Påhittads larmrutin, en: Karin Påhittad’s alarm routine }\n',
  'sv/fiktiv.md': '---\nid: fiktiv\ntitle: Cyklar hos Karin Påhittad\nkind: routine\nsources:\n  - { document: LARM, heading: Cyklar enligt Anna Svensson, quote: Anna Svensson lånar ut cyklarna. }\nupdated: 2026-01-01\n---\nCyklarna lånas ut av Karin Påhittad i cykelrummet. Hjälm ska användas.\n',
  'en/fiktiv.md': '---\nid: fiktiv\ntitle: Bicycles at Karin Påhittad’s\nkind: routine\nsources:\n  - { document: LARM, heading: Cyklar enligt Anna Svensson }\nupdated: 2026-01-01\n---\nBicycles are lent out by Karin Påhittad in the bicycle room. Wear a helmet.\n',
};

const QUESTIONS = {
  sv: ['Var ska nycklarna till lokalerna kvitteras ut?', 'Vem beställer passerkort till lokalerna?', 'När provas larmet i garaget?', 'Vart anmäls fel på larmet i garaget?', 'Var lånas cyklarna ut?'],
  en: ['Where are bicycles lent out?'],
} as const;

describe.each(CHANNELS)('somebody whom a source names, in %s', (channel) => {
  let guidance: Guidance;
  let house: House;
  beforeAll(async () => {
    guidance = await openGuidance({ dir: await guidanceFolder(FILES), log: { warn: () => undefined } });
    house = await testApp({ guidance });
  });
  afterAll(async () => {
    await house.dispose();
    await removeFolders();
  });

  test.each(LOCALES.flatMap((locale) => QUESTIONS[locale].map((question) => [locale, question] as const)))('is named by no card (%s: %s)', async (locale, question) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    const { card } = await person.say(question);
    const seen = person.standing.at(-1)!;
    const cards: JsonObject[] = [card];
    const opens = actionsOf(card).filter((action) => (action['data'] as JsonObject | undefined)?.['a'] === 'passage.show');
    expect(opens.length).toBeGreaterThan(0);
    for (const button of opens) {
      const opened = (await person.press(String(button['title']), {}, seen)).card;
      expect(cardName(opened)).toBe('passage');
      cards.push(opened);
    }
    for (const shown of cards) {
      expect([...titlesOf(shown), reading(shown)].join('\n')).not.toMatch(SOMEBODY);
      if (reading(shown).includes('[…]')) expect(reading(shown)).toContain(t(shown['lang'] === 'sv' ? 'sv' : 'en', 'answer.nameLeftOut'));
    }
    const stands = guidance.status().passages.map(({ text }) => text.replace(/\s+/gu, ' '));
    for (const [, words = ''] of reading(card).matchAll(/[”“]([^”]+)”/gu)) expect(stands.filter((text) => text.includes(words.replace(/\s+/gu, ' '))).length).toBeGreaterThan(0);
  });

  test('takes nothing else away', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const { card } = await person.say('Var ska nycklarna till lokalerna kvitteras ut?');
    expect(cardName(card)).toBe('answer');
    expect(reading(card)).toContain('”Nycklarna ska kvitteras ut i receptionen varje morgon.”');
    const opened = reading((await person.press(/^Visa stället/u.exec(titlesOf(card).join('\n'))?.[0] ?? '')).card);
    for (const words of ['[…] delar ut nycklarna till lokalerna.', 'Frågor om nycklar besvaras av […] i receptionen.', 'Nycklarna lämnas tillbaka samma dag.', t('sv', 'answer.nameLeftOut')]) expect(opened).toContain(words);
  });
});
