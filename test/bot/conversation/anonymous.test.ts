import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { openedRows, type Row } from '../../helpers/dump';
import { png } from '../../helpers/files';
import { caseOf, report, talk, toStory } from '../../helpers/people';
import { cardName, inputIds, reading, textOf, valueIn } from '../../helpers/talker';

const PLACE = { board: 'MHN', category: 'employee' };
const STORY = typedWords('Någon hotade mig i går på torget.');

let house: House;
let shared: House;
beforeAll(async () => {
  shared = house = await testApp();
});
afterAll(() => shared.dispose());

const nobody = (): Promise<DirectLinePerson> => DirectLinePerson.arrive(house, 'anonymous');

/** Files in what was sent to them: name, type, contents. */
async function filesTo({ credentials }: DirectLinePerson): Promise<readonly (readonly [string, string, string])[]> {
  const response = await fetch(`${house.url}/v3/directline/conversations/${credentials.conversationId}/activities`, { headers: { authorization: `Bearer ${credentials.token}` } });
  const { activities } = (await response.json()) as { readonly activities: readonly { readonly attachments?: readonly { readonly contentType: string; readonly name?: string; readonly contentUrl?: string }[] }[] };
  return activities.flatMap(({ attachments = [] }) => attachments.flatMap(({ contentType, name = '', contentUrl }) => (contentUrl === undefined ? [] : [[name, contentType, Buffer.from(contentUrl.split(',')[1] ?? '', 'base64').toString()] as const])));
}

async function reported(person: DirectLinePerson, story = STORY): Promise<{ readonly number: string; readonly code: string; readonly digits: string }> {
  const { card } = await report(person, { place: PLACE, story: { story } });
  const code = textOf(card, 'receiptCode') ?? '';
  return { number: textOf(card, 'caseNumber') ?? '', code, digits: code.replace(/ /g, '') };
}

describe('an anonymous report', () => {
  test('asks board and role with the safety question, and never who may know the name', async () => {
    const person = await nobody();
    const { card: safety } = await person.say('rapportera');
    expect(inputIds(safety)).toEqual(['board', 'category']);
    const { card: who } = await person.press('safety.answer/no', { board: 'AMN', category: 'other' });
    expect(inputIds(who)).toEqual(['insideCity', 'involved']);
    expect(reading(who)).toContain(t('sv', 'report.anonymous'));
    expect(reading(who)).toContain(house.nameOf('coordinator-amn'));
  });

  test('goes to the recipient for elected officials when one says to be one', async () => {
    const { card } = await report(await nobody(), { place: { board: 'MHN', category: 'elected' } });
    expect(textOf(card, 'whenRead')).toContain(house.nameOf('elected-recipient-mhn'));
  });

  test('shows a code of 16 digits once, says that nobody can be in touch, and tells the worker no name', async () => {
    const person = await nobody();
    const { card } = await report(person, { place: PLACE, story: { story: STORY } });
    expect(textOf(card, 'receiptCode')).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    expect(textOf(card, 'contact')).toBe(t('sv', 'receipt.anonymousContact'));
    const seen = await caseOf(house, 'coordinator-mhn', textOf(card, 'caseNumber') ?? '');
    expect(seen.reporter).toEqual({ category: 'employee', visibility: 'anonymous', forSomeoneElse: false });
    const { card: status } = await person.say('mina ärenden');
    expect(reading(status)).not.toMatch(/\d{4} \d{4} \d{4} \d{4}/);
  });

  test('two of them have nothing in common, not even with the same token kind', async () => {
    const first = await nobody();
    await reported(first);
    const { card } = await (await nobody()).say('mina ärenden');
    expect(reading(card)).toContain(t('sv', 'mine.anonymous'));
    expect(reading(card)).not.toContain('MHN-');
  });

  test('keeps words that were not sent for as long as the conversation only', async () => {
    const person = await nobody();
    await toStory(person, { place: PLACE });
    await person.say('Det var en annan sak.');
    expect(valueIn((await person.say('fortsätt')).card, 'story')).toBe('Det var en annan sak.');
    const { card } = await (await nobody()).say('fortsätt');
    expect(cardName(card)).toBe('nothing');
  });
});

describe('the code', () => {
  test('opens the case from a new token, where one can add to it and see what was told', async () => {
    const { number, digits } = await reported(await nobody());
    const again = await nobody();
    const { card } = await again.say(digits);
    expect(cardName(card)).toBe('status');
    expect(reading(card)).toContain(number);
    await again.press('follow.start');
    await again.press('follow.save', { type: 'threat', before: 'yes' });
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.map(({ id }) => id)).toContain('before');
    await again.say('mina ärenden');
    await again.press('mine.open');
    const { card: told } = await again.press('follow.summary');
    expect(reading(told)).toContain(STORY);
    await again.say(number);
    const { card: police } = await again.press('police.show');
    expect(reading(police)).toContain(STORY);
    expect(textOf((await again.press('police.file')).card, 'note')).toBe(t('sv', 'police.fileBelow'));
    const page = await filesTo(again);
    expect(page).toEqual([[`underlag-polisanmalan-${number}.html`, 'text/html', expect.stringMatching(/^<!doctype html>.*114 14.*Någon hotade mig i går på torget/s)]]);
    expect(page[0]?.[2]).not.toContain('<script');
  });

  test.each([['with spaces', (code: string) => code], ['with hyphens', (code: string) => code.replace(/ /g, '-')], ['in one', (code: string) => code.replace(/ /g, '')]])('is taken %s', async (_how, written) => {
    const { code } = await reported(await nobody());
    expect(cardName((await (await nobody()).say(written(code))).card)).toBe('status');
  });

  test('with a digit too few or too many is said to be, and is no try', async () => {
    const { digits } = await reported(await nobody());
    const person = await nobody();
    for (const [slip, count] of [[digits.slice(1), 15], [`${digits}1`, 17]] as const) for (let tries = 0; tries < 4; tries++) expect((await person.say(slip)).texts).toEqual([t('sv', 'code.length', { count })]);
    expect(cardName((await person.say(digits)).card)).toBe('status');
  });

  test('is not found when a digit is wrong, and after five wrong ones even the right one waits', async () => {
    const { digits } = await reported(await nobody());
    const guesser = await nobody();
    for (let tries = 0; tries < 5; tries++) {
      expect((await guesser.say(`000000000000000${tries}`)).texts).toEqual([t('sv', 'code.wrong')]);
    }
    expect((await guesser.say(digits)).texts).toEqual([t('sv', 'code.throttled', { minutes: 15 })]);
    expect((await guesser.say('rapportera')).card).not.toEqual({});
  });

  test('is guessed side by side no more often than one by one, whoever guesses; a right one costs nothing', async () => {
    const { digits } = await reported(await nobody());
    const guess = (person: DirectLinePerson, index: number): Promise<readonly string[]> => person.say(String(index).padStart(16, '0')).then(({ texts }) => texts);
    const many = await Promise.all(Array.from({ length: 50 }, nobody));
    const opener = await nobody();
    for (let again = 0; again < 6; again++) expect(cardName((await opener.say(digits)).card)).toBe('status');
    // All but three of what everybody may try together.
    const left = 3;
    const others = Array.from({ length: 200 }, () => house.services.allCodeTries.take('everybody')).filter(({ waitMs }) => waitMs === 0);
    for (const one of others.slice(0, left)) one.forgive();
    try {
      const answers = (await Promise.all(many.map(guess))).flat();
      expect([answers.filter((text) => text === t('sv', 'code.wrong')).length, answers.filter((text) => text === t('sv', 'code.throttled', { minutes: 15 })).length]).toEqual([left, 50 - left]);
      expect((await opener.say(digits)).texts).toEqual([t('sv', 'code.throttled', { minutes: 15 })]);
    } finally {
      for (const one of others) one.forgive();
    }
    expect(cardName((await many[0]!.say(digits)).card)).toBe('status');
  });

  test.each([['teams', 'code.teams'], ['directline', 'code.signedIn']] as const)('is refused with the reason to somebody signed in, in %s', async (channel, key) => {
    const { digits, number } = await reported(await nobody());
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const answer = await person.say(digits);
    expect(answer.texts).toEqual([t('sv', key)]);
    expect(JSON.stringify(answer)).not.toContain(number);
    expect(JSON.stringify(await person.say('mina ärenden'))).not.toContain(number);
  });
});

describe('a signed-in person', () => {
  test.each([['teams', 'report.noAnonymousTeams'], ['directline', 'report.noAnonymousSignedIn']] as const)('cannot become anonymous in %s, and is told why', async (channel, key) => {
    const person = await talk(house, channel, 'employee-mhn');
    await person.say('rapportera');
    const { card } = await person.press('safety.answer/no');
    expect(reading(card)).toContain(t('sv', key));
    const draft = JSON.stringify(card).match(/"draft":"([^"]+)"/)?.[1] ?? '';
    const forged = await person.forge({ a: 'report.next', draft, step: 'who', visibility: 'anonymous' });
    expect(textOf(forged.card, 'error:visibility')).toBe(t('sv', 'error.field.badChoice'));
  });
});

describe('what the store knows of an anonymous reporter', () => {
  const PICTURE = png('bildens bytes');

  beforeEach(async () => {
    house = await testApp();
  });
  afterEach(() => house.dispose());

  /** A report, more words, a file, a wrong and a right code, a question that is sent. */
  async function leaveTraces() {
    const person = await nobody();
    await person.say('min chef är aldrig där');
    const { number, code, digits } = await reported(person);
    await person.press('follow.start');
    await person.press('follow.save', { type: 'threat' });
    await person.sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: PICTURE }]);
    const again = await nobody();
    await again.say('1234567890123456');
    await again.say(digits);
    await again.say('tack för hjälpen igen och igen');
    await house.stop();
    return { number, code, digits, traces: [person.credentials, again.credentials] };
  }

  test('joins no person, conversation, token, address or code to the case', async () => {
    const { number, code, digits, traces } = await leaveTraces();
    const rows = await openedRows(house.dataDir);
    const everything = rows.map(({ text }) => text).join('\n');
    expect(everything).toContain(number);
    const hash = house.services.keys.person;
    for (const { actorId, conversationId, token } of traces) {
      for (const trace of [actorId, actorId.replace('anonymous:', ''), conversationId, token, token.split('.')[1]!, hash(actorId), hash(conversationId)]) expect(everything).not.toContain(trace);
    }
    for (const trace of [code, digits, '127.0.0.1', '::1', 'anonymous:', 'user-agent']) expect(everything).not.toContain(trace);
    // The case, and the hashed code that opens it. No state, no transcript, no identity, no reference.
    expect(rows.filter((row) => row.text.includes(number)).map(({ container }) => container).sort()).toEqual(['cases', 'receiptCodes']);
    expect(containersOf(rows)).toEqual(['cases', 'receiptCodes']);
    expect(rows.find(({ container }) => container === 'receiptCodes')?.partition).toBe(house.services.keys.receiptCode(digits));
  });

  test('and the log knows no more', async () => {
    const { number, digits, traces } = await leaveTraces();
    const log = JSON.stringify(house.logged);
    for (const trace of [number, digits, 'torget', ...traces.flatMap(({ actorId, conversationId }) => [actorId, conversationId])]) expect(log).not.toContain(trace);
  });

  test('words never sent are nowhere', async () => {
    const person = await nobody();
    await person.say('grannen Näktergal hotade mig i går');
    await toStory(person, { place: PLACE });
    await person.press('report.cancel', { story: 'grannen Näktergal igen' });
    await house.stop();
    const rows = await openedRows(house.dataDir);
    for (const { text } of rows) expect(text).not.toContain('Näktergal');
    expect(containersOf(rows)).toEqual([]);
  });
});

/** Containers that hold anything, but for the mark that tells under which key the store was filled. */
function containersOf(all: readonly Row[]): readonly string[] {
  const rows = all.filter(({ container, partition, id }) => container !== 'leases' || partition !== 'installation' || id !== 'check');
  return [...new Set(rows.map(({ container }) => container).filter((container) => container !== 'undefined'))].sort();
}
