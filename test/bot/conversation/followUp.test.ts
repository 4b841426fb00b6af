import { createHash } from 'node:crypto';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import { pdf, png } from '../../helpers/files';
import { CHANNELS, api, caseOf, report, talk, type ReportChoices } from '../../helpers/people';
import { cardName, inputIds, reading, textOf, titlesOf, valueIn, type Talker } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const seen = (number: string) => caseOf(house, 'coordinator-mhn', number);

describe.each(CHANNELS)('adding later in %s', (channel) => {
  async function reported(choices: ReportChoices = {}): Promise<{ readonly person: Talker; readonly number: string }> {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    return { person, number: textOf((await report(person, choices)).card, 'caseNumber') ?? '' };
  }

  test('skips, goes back with what was filled in, and is left and taken up again', async () => {
    const { person, number } = await reported();
    await person.press('follow.start');
    await person.press('follow.skip');
    const { card: first } = await person.press('follow.back', { minor: 'no' });
    expect(cardName(first)).toBe('step:kind');
    expect((await seen(number)).answers.map(({ id }) => id)).toContain('minor');
    await person.press('follow.skip');
    await person.press('follow.skip');
    const { card: left } = await person.press('follow.later', { placeName: typedWords('Torget') });
    expect(cardName(left)).toBe('status');
    expect(reading(left)).toContain(t('sv', 'follow.closedForLater', { number }));
    expect((await seen(number)).answers.find(({ id }) => id === 'placeName')?.value).toBe(typedWords('Torget'));
    const { card: again } = await person.say('fortsätt');
    expect([cardName(again), valueIn(again, 'placeName')]).toEqual(['step:whenWhere', typedWords('Torget')]);
    expect(cardName((await person.say('avbryt')).card)).toBe('done');
    expect((await seen(number)).answers.find(({ id }) => id === 'placeName')).toBeDefined();
  });

  test('shows a summary in which each part can be changed', async () => {
    const { person, number } = await reported({ story: { story: typedWords('Det första') } });
    await person.press('follow.start');
    await person.press('follow.save', { before: 'no' });
    await person.press('follow.later');
    const { card: summary } = await person.press('follow.summary');
    expect(cardName(summary)).toBe('summary');
    expect(reading(summary)).toContain(typedWords('Det första'));
    expect(titlesOf(summary)).toContain(t('sv', 'summary.change', { step: t('sv', 'step.kind') }));
    const { card: kind } = await person.press('follow.edit/kind');
    expect(valueIn(kind, 'before')).toBe('no');
    await person.press('follow.save', { before: 'yes' });
    const { answers, version } = await seen(number);
    expect(answers.filter(({ id }) => id === 'before').map(({ value }) => value)).toEqual(['Ja']);
    await person.forge({ a: 'follow.summary', number });
    await person.press('follow.done');
    expect((await seen(number)).version).toBe(version);
    expect(cardName((await person.say('fortsätt')).card)).toBe('nothing');
  });

  test('an answer taken away is taken away from the case', async () => {
    const { person, number } = await reported();
    await person.forge({ a: 'follow.edit', number, step: 'more' });
    await person.press('follow.save', { more: 'Detta var fel' });
    await person.forge({ a: 'follow.edit', number, step: 'more' });
    await person.press('follow.save', { more: '' });
    expect((await seen(number)).answers.filter(({ id }) => id === 'more')).toEqual([]);
  });

  test('saving a step unchanged is no event', async () => {
    const { person, number } = await reported();
    await person.forge({ a: 'follow.edit', number, step: 'support' });
    await person.press('follow.save', { support: 'call,company' });
    const { version } = await seen(number);
    await person.forge({ a: 'follow.edit', number, step: 'support' });
    await person.press('follow.save');
    expect((await seen(number)).version).toBe(version);
  });

  test('takes words typed in the chat, all of them', async () => {
    const { person, number } = await reported();
    await person.press('follow.start');
    const { card: asked } = await person.say(typedWords('Han hade röd jacka'));
    expect([cardName(asked), reading(asked).includes(number)]).toEqual(['which', true]);
    expect((await seen(number)).version).toBe(1);
    const { card } = await person.press('words.add');
    expect([cardName(card), textOf(card, 'note')]).toEqual(['step:kind', t('sv', 'talk.added', { number })]);
    await person.say('Och en hund');
    await person.press('words.add');
    expect((await seen(number)).answers.filter(({ step }) => step === 'chat').map(({ value }) => value)).toEqual([typedWords('Han hade röd jacka'), 'Och en hund']);
  });

  test('saves files, byte for byte, with the worker able to fetch them', async () => {
    const { person, number } = await reported();
    await person.forge({ a: 'follow.edit', number, step: 'files' });
    const bytes = Buffer.concat([png(), Buffer.from(Array.from({ length: 5000 - png().length }, (_none, index) => index % 251))]);
    const answer = await person.sendFiles([
      { name: 'bild från igår.png', contentType: 'image/png', bytes },
      { name: '../../<b>brev</b>.pdf', contentType: 'application/pdf', bytes: pdf() },
    ]);
    expect(answer.texts.join('\n')).toContain(t('sv', 'file.saved', { name: 'bild från igår.png', number }));
    expect(cardName(answer.card)).toBe('step:files');
    const { files } = await seen(number);
    expect(files.map(({ name, bytes: size, sha256 }) => [name, size, sha256])).toEqual([
      ['bild från igår.png', 5000, createHash('sha256').update(bytes).digest('hex')],
      ['b_.pdf', pdf().length, createHash('sha256').update(pdf()).digest('hex')],
    ]);
    const fetched = await fetch(`${house.url}/api/cases/${number}/files/${files[0]!.id}`, { headers: { authorization: 'Bearer demo:coordinator-mhn' } });
    expect(Buffer.from(await fetched.arrayBuffer()).equals(bytes)).toBe(true);
    expect(fetched.headers.get('content-disposition')).toContain('attachment');
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reading((await person.press('follow.save')).card)).toContain('bild från igår.png (5 kB)');
  });

  test('gives the reporter what to take along to the police: their own words and files, and no word of anybody else’s', async () => {
    const { person, number } = await reported({ story: { story: typedWords('Han väntade på mig.') } });
    await person.forge({ a: 'follow.edit', number, step: 'how' });
    await person.press('follow.save', { channel: 'phone', verbatim: typedWords('Akta dig.') });
    await person.sendFiles([{ name: 'hotbrevet på dörren.png', contentType: 'image/png', bytes: png('x') }]);
    const [file] = (await seen(number)).files;
    const TOLD = [['acknowledge', {}], ['setWorkplace', { workplace: 'Internt: enheten' }], ['ask', { text: 'Internt: frågan' }], ['recordContact', { how: 'phone', note: 'Internt: samtalet' }]] as const;
    for (const [command, fields] of TOLD) expect((await api(house, 'coordinator-mhn', `/api/cases/${number}/commands`, { command, version: (await seen(number)).version, ...fields })).status).toBe(200);
    await person.say('mina ärenden');
    expect(titlesOf((await person.press('mine.open')).card)).toContain('Underlag till polisanmälan');
    const { card } = await person.press('police.show');
    expect([cardName(card), titlesOf(card).includes(t('sv', 'police.file'))]).toEqual(['police', channel === 'directline']);
    const { texts, card: still } = await person.press('police.text');
    expect([texts.length, cardName(still), textOf(still, 'note')]).toEqual([1, 'police', t('sv', 'police.textBelow')]);
    for (const shown of [reading(card), texts.join()]) {
      for (const words of [number, typedWords('Han väntade på mig.'), typedWords('Akta dig.'), 'hotbrevet på dörren.png', file!.sha256, 'Exempelgatan 2', '114 14']) expect([words, shown.includes(words)]).toEqual([words, true]);
      for (const words of ['Internt', house.nameOf('coordinator-mhn'), house.nameOf('employee-mhn')]) expect(shown).not.toContain(words);
    }
    const stranger = await talk(house, channel, 'coordinator-mhn');
    for (const a of ['police.show', 'police.text', 'police.file']) {
      for (const asked of [number, 'MHN-0000-0000']) {
        const { card: none, texts: nothing } = await stranger.forge({ a, number: asked });
        expect([textOf(none, 'stale'), nothing]).toEqual([t('sv', 'notice.gone'), []]);
      }
    }
  });

  test('gives them all of it as text, however long, and says that the card does not hold it', async () => {
    const story = `${'Åäö 🙂 ord. '.repeat(1_600)}Slutet.`;
    const { person, number } = await reported({ story: { story } });
    expect(textOf((await person.forge({ a: 'police.show', number })).card, 'shortened')).toBe(t('sv', 'police.shortened'));
    const { texts } = await person.press('police.text');
    expect([texts.length, texts[0]?.split('\n')[0]]).toEqual([2, t('sv', 'police.part', { part: 1, parts: 2 })]);
    expect(texts.map((text) => text.replace(/^Del .*\n\n/, '')).join('')).toContain(story);
  });

  test('says so when there is no case for a file, when it is empty, and when the case is closed', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const file = { name: 'bild.png', contentType: 'image/png', bytes: png('x') };
    expect((await person.sendFiles([file])).texts).toEqual([t('sv', 'file.noCase')]);
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    expect((await person.sendFiles([{ ...file, bytes: Buffer.alloc(0) }])).texts).toEqual([t('sv', 'file.empty', { name: 'bild.png' })]);
    await person.say('ta tillbaka');
    await person.press('withdraw.confirm');
    expect((await person.sendFiles([file])).texts).toEqual([t('sv', 'file.allClosed')]);
    expect((await seen(number)).files).toEqual([]);
  });

  const RAISED: readonly (readonly [step: string, values: Readonly<Record<string, string>>, severity: string, reason: string])[] = [
    ['kind', { ongoing: 'yes' }, 'critical', 'ongoing'],
    ['kind', { worried: 'yes' }, 'high', 'afraid'],
    ['kind', { type: 'violence' }, 'high', 'violence'],
    ['whenWhere', { placeKind: 'home' }, 'critical', 'home'],
    ['how', { verbatim: 'jag ska döda dig' }, 'critical', 'lifeThreat'],
    ['person', { relation: 'network' }, 'critical', 'network'],
    ['more', { more: 'han hade en yxa' }, 'critical', 'weapon'],
    ['kind', { before: 'no', ongoing: 'no', worried: 'no', type: 'harassment' }, 'low', 'single'],
    ['kind', { before: 'yes' }, 'medium', 'repeated'],
  ];
  test.each(RAISED)('the step %s with %j gives %s (%s)', async (step, values, severity, reason) => {
    const { person, number } = await reported({ story: { story: 'Det kändes fel.' } });
    expect((await seen(number)).severity).toBe('medium');
    await person.forge({ a: 'follow.edit', number, step });
    await person.press('follow.save', values);
    const now = await seen(number);
    expect(now.severity).toBe(severity);
    if (severity !== 'medium') expect(now.severityReasons).toContain(reason);
    if (severity === 'critical' || severity === 'high') expect(now.timeline.at(-1)).toMatchObject({ kind: 'severityRaised', severity, by: { role: 'system' } });
  });

  test('a level once high is not lowered by later answers', async () => {
    const { person, number } = await reported({ safety: 'afraid' });
    await person.press('follow.start');
    await person.press('follow.save', { before: 'no', ongoing: 'no', worried: 'no', type: 'harassment' });
    expect((await seen(number)).severity).toBe('high');
  });

  test('a protected person’s name is hidden from then on, and no place is asked for', async () => {
    const { person, number } = await reported({ who: { visibility: 'coordinator' } });
    expect((await seen(number)).reporter.name).toBeDefined();
    await person.press('follow.start');
    await person.press('follow.skip');
    const { card } = await person.press('follow.save', { protected: 'yes' });
    expect(inputIds(card)).toEqual(['date', 'time', 'placeKind']);
    const { body } = await api(house, 'coordinator-mhn', `/api/cases/${number}`);
    expect((body as { reporter: object }).reporter).toEqual({ category: 'employee', forSomeoneElse: false, visibility: 'hidden' });
    await person.press('follow.back');
    await person.press('follow.save', { protected: 'no' });
    expect((await seen(number)).reporter.name).toBeUndefined();
  });

  test('no place can be told of a protected person, not even by a forged card', async () => {
    const { person, number } = await reported();
    await person.forge({ a: 'follow.edit', number, step: 'about' });
    await person.press('follow.save', { protected: 'yes', forWhom: 'otherKnows', minor: 'yes' });
    const { card } = await person.forge({ a: 'follow.edit', number, step: 'whenWhere' });
    expect(inputIds(card)).not.toContain('unit');
    await person.forge({ a: 'follow.save', number, step: 'whenWhere', placeName: 'Förskolan', unit: 'Enhet 3' });
    expect(JSON.stringify(await seen(number))).not.toMatch(/Förskolan|Enhet 3/);
  });
});
