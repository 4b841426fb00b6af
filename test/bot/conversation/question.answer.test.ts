import fc from 'fast-check';
import { answerCard, type AnswerView } from '../../../cards/answer';
import { forTeams } from '../../../cards/channels';
import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import type { Answer, Passage } from '../../../services/guidance/types';
import { documentPassage, guidanceOf, quoting } from '../../helpers/answers';
import { testApp, type House } from '../../helpers/app';
import { actionsOf } from '../../helpers/cardForm';
import { cardProblems } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, talk } from '../../helpers/people';
import { cardName, reading, textsOf, titlesOf, type Seen, type Talker } from '../../helpers/talker';

const QUESTIONS = {
  sv: ['Vad säger programmet om mutor?', 'Måste händelser registreras i IA?', 'Vad tycker nämnderna olika om?', 'Vad är fokusområdena?', 'Är staden arbetsgivare för förtroendevalda?'],
  en: ['What does the programme say about bribes?', 'What do the boards disagree about?', 'What is IA?', 'Is the city the employer of elected officials?'],
} as const;

const opens = (card: JsonObject): readonly JsonObject[] => actionsOf(card).filter((action) => (action['data'] as JsonObject | undefined)?.['a'] === 'passage.show');
const plain = (text: string): string => text.replace(/\s+/gu, ' ');
const cardOf = (person: Talker): Seen => person.standing.findLast(({ card }) => cardName(card) === 'answer')!;

describe.each(CHANNELS)('an answer in %s', (channel) => {
  let house: House;
  beforeAll(async () => {
    house = await testApp();
  });
  afterAll(() => house.dispose());

  test.each(LOCALES.flatMap((locale) => QUESTIONS[locale].map((question) => [locale, question] as const)))('quotes only what stands in the source, and opens each place (%s: %s)', async (locale, question) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    const { card } = await person.say(question);
    expect(cardName(card)).toBe('answer');
    const seen = cardOf(person);
    const buttons = opens(card);
    const opened: Passage[] = [];
    for (const button of buttons) {
      const data = button['data'] as { passage: string; in: 'sv' | 'en' };
      const shown = await person.press(String(button['title']), {}, seen);
      const passage = house.services.guidance.passage(data.passage, data.in)!;
      expect(cardName(shown.card)).toBe('passage');
      expect(shown.card['lang']).toBe(locale);
      expect(plain(reading(shown.card))).toContain(plain(passage.text));
      opened.push(passage);
    }
    const stands = opened.map(({ text, sources }) => plain([text, ...sources.flatMap(({ quote }) => quote ?? [])].join('\n'))).join('\n');
    for (const [, words] of reading(card).matchAll(/[”“]([^”]+)”/gu)) expect(stands).toContain(plain(words!));
    // Every mark in the answer has its line among the sources.
    const marks = new Set(reading(card).match(/\[\d+\]/gu));
    expect(marks.size).toBeGreaterThan(0);
    for (const mark of marks) expect(textsOf(card).filter((text) => text.startsWith(`${mark} `))).toHaveLength(1);
    expect(reading(card)).toContain(t(locale, 'answer.machine'));
  });

  test('that is not there has the nearest passages as help, each of which opens', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const { card } = await person.say('Får jag ta emot en fika eller lunch för 300 kronor?');
    expect(cardName(card)).toBe('notFound');
    expect(reading(card)).toContain(t('sv', 'notFound.nearest'));
    const [first] = opens(card);
    expect(cardName((await person.press(String(first?.['title']))).card)).toBe('passage');
  });

  test('whose place is gone says so, and a place that never was as well', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const { card } = await person.forge({ a: 'passage.show', passage: 'never-was', in: 'sv', locale: 'en' });
    expect(reading(card)).toBe(t('en', 'passage.gone'));
    expect(cardName((await person.forge({ a: 'passage.show', passage: 'x'.repeat(401), in: 'sv', locale: 'sv' })).cards[0])).toBe('foreign');
  });
});

const PROPOSAL = documentPassage('svar#1', 'Nämnderna ska utse en samordnare. Samordnaren rapporterar varje år.');
const VIEW = documentPassage('svar#2', 'Förvaltningen anser att kraven är för höga.', { kind: 'view', boards: ['MHN'], title: 'Vad nämnden tycker' });
const HOSTILE = documentPassage('svar#3', 'Läs [här](https://ond.example) **nu** <img src=x>', {
  title: '[Klicka](https://ond.example) **här**',
  sources: [{ document: 'x.txt', title: { sv: '[Titel](https://ond.example)', en: '[Title](https://ond.example)' }, heading: '1. **Rubrik**', path: ['[Del](https://ond.example)', '1. **Rubrik**'], page: '1' }],
});
const LONG = documentPassage('svar#4', Array.from({ length: 400 }, (_, index) => `Stycke ${index} om hur nämnderna ska arbeta.`).join('\n\n'));
const PASSAGES = [PROPOSAL, VIEW, HOSTILE, LONG];

async function answered(answer: Answer, channel: (typeof CHANNELS)[number], locale: 'sv' | 'en', ask: (person: Talker, card: JsonObject) => Promise<void> | void): Promise<void> {
  const house = await testApp({ guidance: guidanceOf(PASSAGES, answer) });
  try {
    const person = await talk(house, channel, 'employee-mhn', locale);
    await ask(person, (await person.say(locale === 'sv' ? 'Vad ska nämnderna göra?' : 'What should the boards do?')).card);
  } finally {
    await house.dispose();
  }
}

describe.each(CHANNELS)('an answer out of documents in %s', (channel) => {
  test.each(LOCALES)('says whose words they are, what kind of text it is, and once what came after it (%s)', async (locale) => {
    await answered(quoting([PROPOSAL, VIEW], { more: [HOSTILE, LONG] }), channel, locale, (_person, card) => {
      // Two parts under the same heading are told apart by where they stand.
      expect(titlesOf(card)).toContain(`Mål och medel, ${locale === 'sv' ? 's' : 'p'}.\u00a07 (${locale === 'sv' ? 'Nämndens svar' : 'The board’s answer'})`);
      const texts = textsOf(card);
      expect(texts).toContain(t(locale, 'answer.according', { title: locale === 'sv' ? 'Nämndens svar' : 'The board’s answer', pages: locale === 'sv' ? 's.\u00a07' : 'p.\u00a07' }));
      expect(texts[0]).toBe(t(locale, 'answer.ofDocument', { title: PROPOSAL.title }));
      expect(texts).toContain(t(locale, 'answer.documentUpdated', { date: PROPOSAL.updated }));
      expect(texts).toContain(locale === 'sv' ? `”${PROPOSAL.text}”` : `“${PROPOSAL.text}”`);
      expect(reading(card)).toContain(t(locale, 'answer.kind.proposal'));
      expect(reading(card)).toContain(t(locale, 'answer.kind.view'));
      expect(texts.filter((text) => text.includes(t(locale, 'answer.label.proposal')))).toHaveLength(1);
      expect(reading(card)).toContain(t(locale, 'answer.forGoneBoth', { from: '2018', to: '2021' }));
      expect(texts.filter((text) => text === t(locale, 'answer.since'))).toHaveLength(1);
      expect(texts.filter((text) => text === t(locale, 'answer.inSwedish'))).toHaveLength(locale === 'en' ? 1 : 0);
      expect(texts.find((text) => text.startsWith('[1] '))).toContain('2017-1');
      expect(reading(card)).not.toContain(t(locale, 'answer.written'));
    });
  });

  test('puts boards that differ side by side, each with its source', async () => {
    const sides = [PROPOSAL, VIEW].map((passage, position) => ({ board: position === 0 ? 'AMN' : 'MHN', passage, statements: [{ text: passage.text, quoted: true, cites: [position] }] }));
    await answered(quoting([PROPOSAL, VIEW], { statements: [{ text: 'Nämnderna tycker olika.', quoted: false, cites: [0, 1] }], sides }), channel, 'sv', async (person, card) => {
      const set = (card['body'] as readonly JsonObject[]).find(({ type }) => type === 'ColumnSet');
      const columns = set?.['columns'] as readonly JsonObject[];
      expect(reading(card)).toContain(t('sv', 'answer.views'));
      expect(columns.map((column) => textsOf({ body: [column] }))).toEqual([
        [expect.stringContaining('rbetsmarknad'), expect.any(String), `”${PROPOSAL.text}”`, expect.stringContaining('[1]')],
        [expect.stringContaining('iljö'), expect.any(String), `”${VIEW.text}”`, expect.stringContaining('[2]')],
      ]);
      expect(reading((await person.press('Visa stället [2]')).card)).toContain(VIEW.text);
    });
  });

  test.each(LOCALES)('says of which board no view was found where one alone has one (%s)', async (locale) => {
    await answered(quoting([VIEW], { noViewFrom: ['AMN', 'KRN'] }), channel, locale, async (_person, card) => {
      const [before = '', after = ''] = t(locale, 'answer.noViewFrom', { boards: '|' }).split('|');
      expect(reading(card)).toMatch(new RegExp(`${before}[^.]*${locale === 'sv' ? 'rbetsmarknad' : 'abour'}[^.]*, KRN${after.replace('.', '\\.')}`, 'u'));
      expect(reading(card)).toContain(VIEW.text);
    });
    await answered(quoting([VIEW]), channel, locale, (_person, card) => expect(reading(card)).not.toContain(t(locale, 'answer.noViewFrom', { boards: '|' }).split('|')[0]));
  });

  test('shows a hostile document as letters: no link, no picture, no bold', async () => {
    await answered(quoting([HOSTILE], { more: [HOSTILE] }), channel, 'sv', async (person, card) => {
      const opened = (await person.press('Visa stället')).card;
      for (const shown of [card, opened]) {
        const blocks: string[] = [];
        JSON.stringify(shown, (_key, value: unknown) => {
          if (typeof value === 'object' && value !== null && (value as JsonObject)['type'] === 'TextBlock') blocks.push(String((value as JsonObject)['text']));
          return value;
        });
        expect(blocks.filter((text) => /\]\(|\*\*|</.test(text))).toEqual([]);
        expect(reading(shown)).toContain(HOSTILE.text);
      }
    });
  });

  test('cuts what does not fit, and opens it whole, part by part', async () => {
    await answered(quoting([LONG]), channel, 'sv', async (person, card) => {
      expect(reading(card)).toContain(t('sv', 'answer.cut'));
      const parts = [(await person.press('Visa stället')).card];
      while (actionsOf(parts.at(-1)!).length > 0) parts.push((await person.press('Visa resten')).card);
      expect(parts.length).toBeGreaterThan(1);
      const all = parts.flatMap((part) => textsOf(part)).filter((text) => text.startsWith('Stycke'));
      expect(all.join('\n\n')).toBe(LONG.text);
    });
  });
});

describe('what Teams is told beside an answer', () => {
  test.each([
    ['extract', undefined],
    ['model', ['AIGeneratedContent']],
  ] as const)('its sources, its feedback buttons, and who wrote it (%s)', async (written, label) => {
    const house = await testApp({ guidance: guidanceOf(PASSAGES, quoting([PROPOSAL, LONG], { written })) });
    try {
      const person = await talk(house, 'teams', 'employee-mhn');
      const { card } = await person.say('Vad ska nämnderna göra?');
      const activity = house.connector.received.map((one) => one.activity).findLast((one) => one['entities'] !== undefined)!;
      const [entity, ...others] = activity['entities'] as readonly JsonObject[];
      expect(others).toEqual([]);
      expect(entity).toMatchObject({ type: 'https://schema.org/Message', '@type': 'Message', '@context': 'https://schema.org' });
      expect(entity?.['additionalType']).toEqual(label);
      const citations = entity?.['citation'] as readonly { '@type': string; position: number; appearance: { '@type': string; name: string; abstract: string } }[];
      expect(citations.map(({ position }) => position)).toEqual([1, 2]);
      for (const { '@type': type, appearance, position } of citations) {
        expect([type, appearance['@type']]).toEqual(['Claim', 'DigitalDocument']);
        expect(appearance.name).toBe('Nämndens svar');
        expect(appearance.abstract.length).toBeLessThanOrEqual(160);
        expect(appearance.abstract).toBe(`Mål och medel, s.\u00a07 · ${t('sv', 'answer.label.proposal')} · ${t('sv', 'answer.forGoneBoth', { from: '2018', to: '2021' })}`);
        expect(activity['text']).toContain(`[${position}]`);
      }
      expect(activity['channelData']).toEqual({ feedbackLoop: { type: 'default' } });
      expect(reading(card).includes(t('sv', 'answer.written'))).toBe(written === 'model');
    } finally {
      await house.dispose();
    }
  });

  test('nothing of the kind beside anything else', async () => {
    const house = await testApp();
    try {
      const person = await talk(house, 'teams', 'employee-mhn');
      await person.say('hjälp');
      await person.say('hur många semesterdagar har jag kvar');
      for (const { activity } of house.connector.received) expect([activity['entities'], activity['channelData']]).toEqual([undefined, undefined]);
    } finally {
      await house.dispose();
    }
  });
});

test('an answer of any size is a card that Teams takes', () => {
  const words = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.nat(400)).map(([part, times]) => part.repeat(times));
  const citation = fc.record({ passage: fc.string({ maxLength: 200 }), in: fc.constantFrom(...LOCALES), title: words, heading: words, page: fc.constant('1'), kind: fc.constantFrom('proposal' as const, 'general' as const), expired: fc.boolean() });
  const statement = fc.record({ text: words, quoted: fc.boolean(), cites: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }) });
  const view: fc.Arbitrary<AnswerView> = fc.record({
    locale: fc.constantFrom(...LOCALES),
    title: words,
    written: fc.constantFrom('extract' as const, 'model' as const),
    statements: fc.array(statement, { minLength: 1, maxLength: 12 }),
    citations: fc.array(citation, { minLength: 1, maxLength: 30 }),
    sides: fc.array(fc.record({ board: words, statements: fc.array(statement, { maxLength: 4 }) }), { maxLength: 4 }),
    noViewFrom: fc.option(fc.array(words, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    verbatim: fc.boolean(),
    updated: fc.constant('2026-11-01'),
    more: fc.array(fc.record({ passage: fc.string({ maxLength: 200 }), in: fc.constantFrom(...LOCALES), title: words }), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(view, (one) => {
      const card = forTeams(answerCard(one)) as JsonObject;
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(24_000);
      expect(cardProblems(card, 'teams').filter((problem) => !problem.startsWith('an unfinished text') && !problem.startsWith('an action without a title'))).toEqual([]);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
