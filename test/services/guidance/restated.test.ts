import { LOCALES } from '../../../domain/locale';
import { asksToAct } from '../../../services/guidance/acts';
import { plain } from '../../../services/guidance/requests';
import { asksWhoKnows } from '../../../services/guidance/whoKnows';
import type { About, Answer, Guidance } from '../../../services/guidance/types';
import { FILES, idOf, now, openFiles } from './examples';
import { passageFile, removeFolders } from './folder';
import { openOwn, openSeeds, seedsPresent } from './seeds';

let guidance: Guidance;
beforeAll(async () => {
  guidance = await openOwn();
});
afterAll(removeFolders);

const ask = (question: string, about: Partial<About> = {}): Answer => guidance.answer(question, { locale: 'sv', now, ...about });
const found = (answer: Answer): string => (answer.kind === 'found' ? answer.passage.id : 'silent');
const handedOver = (answer: Answer): string => (answer.kind === 'silent' ? (answer.handsOver?.id ?? 'silent') : answer.passage.id);

describe('who gets to know that somebody has reported', () => {
  it.each([
    'Kan chefen se att det är jag som anmält?',
    'ser min chef vem som rapporterat',
    'får min chef veta att det är jag',
    'blir det känt vem som anmäler',
    'syns det för chefen vem som har skickat in',
    'får gruppchefen veta att det är jag som skrivit',
    'kommer någon få reda på att jag rapporterat',
    'kan ledningen spåra vem som anmält',
    'kan den som hotat mig se mitt namn',
    'röjs min identitet',
    'näkeekö pomo kuka ilmoitti',
    'märker min närmaste chef om jag rapporterar',
    'är min anmälan hemlig för chefen',
    'hemlighålls mitt namn',
    'kan teamledaren gissa att jag anmält',
    'läcker det ut vem som tipsat',
    'avslöjar ni vem som har skickat rapporten',
  ])('%s', (question) => expect(found(ask(question))).toBe('who-sees-you'));

  it.each(['can my manager see it was me', 'will my colleagues find out that I reported it', 'is my name visible to my boss', 'does the employer know who reported'])('%s', (question) =>
    expect(found(ask(question, { locale: 'en' }))).toBe('who-sees-you'),
  );

  it.each(['kan andra se min anmälan', 'kan arbetskamraterna läsa min rapport', 'ser ledningen det jag rapporterat', 'can other people read my report'])('and who reads it: %s', (question) => expect(found(ask(question))).toBe('who-reads'));

  it.each(['vem har anmält mig', 'kan jag få veta vem som rapporterat min chef', 'vem var det som skrev anmälan om mig', 'can I see who reported me', 'vem ligger bakom'])('is nothing that others are told: %s', (question) => expect(ask(question).kind).toBe('silent'));

  it.each(['kan jag se min rapport', 'var ser jag mina ärenden', 'vem samordnar rapporteringen', 'vet chefen vad IA är', 'hur ser det ut om jag rapporterar fel', 'vet ni om jag rapporterat rätt', 'jag vill veta vem som rapporterar lägesbilden', 'ser chefen till att jag rapporterar', 'får alla veta resultatet av mätningen', 'who sees the situation picture'])('is not what is asked with "%s"', (question) => expect(asksWhoKnows(plain(question))).toBe(false));
});

describe('what to do', () => {
  it.each([
    ['Mitä teen jos minua uhataan?', 'threat-general'],
    ['rutin vid hot', 'threat-general'],
    ['vad gäller om en anställd hotas', 'threat-general'],
    ['hur hanterar man hot', 'threat-general'],
    ['åtgärder efter våld', 'violence-after'],
    ['checklista hot', 'threat-general'],
    ['vem ska jag prata med om jag blivit hotad', 'threat-general'],
    ['jag blev hotad idag vad gör jag', 'threat-general'],
    ['behöver chefen anmäla till arbetsmiljöverket', 'employer-work-environment'],
    ['en klient har hotat mig, hur går jag tillväga', 'threat-general'],
    ['arbetsgång vid hotfull situation', 'threat-general'],
    ['vilka steg ska man ta efter ett hot', 'threat-general'],
    ['råd vid våld', 'violence-after'],
    ['vart vänder man sig efter en misshandel', 'violence-after'],
    ['hur bemöter man trakasserier', 'harassment-after'],
    ['vad ska en inspektör göra vid mutförsök', 'bribe-offer'],
    ['rutin för påtryckningar', 'pressure-after'],
    ['mitä tehdä uhkauksen jälkeen', 'threat-general'],
  ])('%s → %s', (question, expected) => expect(found(ask(question))).toBe(expected));

  it.each([
    ['What do I do if I am threatened', 'threat-general'],
    ['how to deal with a threat', 'threat-general'],
    ['procedure after an assault', 'violence-after'],
    ['who can I talk to about harassment', 'harassment-after'],
    ['what should staff do when offered bribes', 'bribe-offer'],
  ])('%s → %s', (question, expected) => expect(found(ask(question, { locale: 'en' }))).toBe(expected));

  it.each(['vad säger programmet om hot', 'vilka rutiner mot hot vill programmet ha', 'hur ska hot förebyggas enligt förslaget', 'what does the programme say about threats'])('is not what is asked of the programme: %s', (question) => {
    expect(asksToAct(plain(question))).toBe(false);
    const answer = ask(question);
    expect(answer.kind === 'found' && ['proposal', 'view'].includes(answer.passage.kind)).toBe(true);
  });

  it.each(['vad gör jag om chefen hotar med att ta min semester', 'hur hanterar jag hot mot mitt bygglov'])('is not told of what is somebody else’s matter: %s', (question) => expect(ask(question).kind).toBe('silent'));

  it.each(['har nämnden rutiner för hot', 'vilka rutiner har miljöförvaltningen', 'hur vanligt är hot', 'vad är hot'])('is not what is asked with "%s"', (question) => expect(asksToAct(plain(question))).toBe(false));
});

describe('in other words and languages', () => {
  it.each([
    ['Mitä ohjelma sanoo lahjuksista?', 'focus-3-training'],
    ['Mitä turvallisuuskoordinaattori tekee?', 'coordinator-role'],
    ['måste jag uppge mitt namn', 'who-may-know'],
    ['vem ska jag prata me om jag fåt ett hot på mejlen', 'threat-written'],
  ])('%s → %s', (question, expected) => expect(found(ask(question))).toBe(expected));

  it.each([
    ['What is the situation picture?', 'situation-picture-what'],
    ['When is the situation picture due?', 'situation-picture-when'],
  ])('%s → %s', (question, expected) => expect(found(ask(question, { locale: 'en' }))).toBe(expected));
});

/** Each with each: what people ask, and what has befallen them. */
const ASKED = {
  sv: [
    'vad gör jag vid %', 'vad gör man efter %', 'vad ska en anställd göra vid %', 'hur ska chefen agera vid %', 'rutinen för %', 'vilken rutin gäller vid %', 'checklista vid %', 'åtgärder efter %', 'vad gäller vid %', 'vem kontaktar jag vid %',
    'vart vänder jag mig vid %', 'hur bemöter vi %', 'vilka steg ska tas efter %', 'vad händer om jag utsätts för %', 'vad ska jag som inspektör göra vid %', 'vad behöver jag göra efter %', 'vad ska vi tänka på vid %', 'vad är rätt att göra vid %', 'har ni några tips vid %', 'kan ni ge råd om %', 'instruktion vid %',
    'hur gör vi på jobbet vid %', 'vad är första steget vid %', 'hur ska vi på kontoret hantera %', 'hjälp efter %',
  ],
  en: ['what do I do after %', 'what should staff do about %', 'procedure for %', 'who do I contact about %', 'steps to take after %', 'what happens if I face %', 'where do I turn after %', 'what to do about %', 'advice on %', 'how can we respond to %', 'help with %'],
};
const BEFALLEN = { sv: ['hot', 'våld', 'hot och våld', 'trakasserier', 'mutförsök', 'otillåten påverkan', 'skadegörelse'], en: ['threats', 'violence', 'harassment', 'bribery', 'undue influence', 'vandalism'] };
const CROSSED = LOCALES.flatMap((locale) => ASKED[locale].map((asked) => [asked, locale, BEFALLEN[locale].map((befallen) => asked.replace('%', befallen))] as const));

describe('what to do, each with each', () => {
  it.each(CROSSED)('is told: %s', (_asked, locale, questions) => {
    const wrong = questions.filter((question) => {
      const answer = ask(question, { locale });
      return answer.kind === 'silent' || answer.passage.kind !== 'general';
    });
    expect(wrong).toEqual([]);
  });
});

(seedsPresent ? describe : describe.skip)('what to do, and who knows, where there is nothing but a proposal', () => {
  let seeds: Guidance;
  beforeAll(async () => {
    seeds = await openSeeds();
  });

  it.each(CROSSED)('is not answered from it: %s', (_asked, locale, questions) => {
    expect(questions.filter((question) => seeds.answer(question, { locale, now }).kind === 'found')).toEqual([]);
  });

  it.each(['rutin vid hot', 'vad gäller om en anställd hotas', 'åtgärder efter våld', 'checklista hot', 'hur hanterar man hot', 'vem ska jag prata med om jag blivit hotad', 'What do I do if I am threatened', 'Mitä teen jos minua uhataan?', 'får min chef veta att det är jag', 'syns mitt namn för chefen', 'får jag ta emot en present', 'vad är gränsen för gåvor'])('is not answered from it: %s', (question) =>
    expect(seeds.answer(question, { locale: 'sv', now }).kind).toBe('silent'),
  );
});

describe('a board’s own routine', () => {
  const routine = (id: string, board: string, text: string) => {
    const file = passageFile(id, 'Rutin vid hot', text, `boards: [${board}]`).replace('kind: proposal', 'kind: routine');
    return { [`sv/${id}.md`]: file, [`en/${id}.md`]: file };
  };
  const general = passageFile('police', 'Hot', 'Den som blir hotad ringer polisen om hotet.').replace('kind: proposal', 'kind: general');
  let boards: Guidance;
  beforeAll(async () => {
    boards = await openFiles({ ...FILES, 'sv/police.md': general, 'en/police.md': general, ...routine('krn', 'KRN', 'Vid hot larmar kulturhusets personal receptionen.'), ...routine('idn', 'IDN', 'Vid hot samlas personalen i hallen.') });
  });
  const from = (question: string, board?: string): string => idOf(boards.answer(question, { locale: 'sv', now, board }));

  it.each(['vad gör jag vid hot', 'rutin vid hot', 'checklista hot', 'vad ska jag göra om jag blir hotad'])('goes before what is told to everybody: %s', (question) => {
    expect(from(question, 'KRN')).toBe('sv/krn');
    expect(from(question, 'IDN')).toBe('sv/idn');
  });

  it('is no other board’s', () => {
    expect(from('vad gör jag om jag blir hotad', 'AMN')).toBe('sv/police');
    expect(from('vad gör jag vid hot i hallen där personalen samlas')).toBe('sv/idn');
    expect(from('vad gör jag vid hot i hallen där personalen samlas', 'AMN')).not.toBe('sv/idn');
  });
});

describe('what one may accept', () => {
  it.each(['får jag ta emot en chokladask av en brukare', 'can I accept wine', 'är det ok att ta emot en bukett', 'kan vi låta oss bjudas på lunch av ett företag', 'får en handläggare ta emot biljetter', 'should I keep the gift'])('is left to the policy, with whom to ask: %s', (question) => {
    const answer = ask(question);
    expect(handedOver(answer)).toBe('gift-or-lunch');
    expect(answer.kind === 'silent' && answer.handsOver?.text).toMatch(/säkerhetssamordnaren/);
  });

  it.each(['vad är gränsen för gåvor', 'hur dyr får en present vara', 'hur många kronor får en julklapp kosta', 'what value may a gift have'])('has no limit that anybody made up: %s', (question) => {
    const answer = ask(question);
    expect(handedOver(answer)).toBe('bribe-no-limit');
    expect(answer.kind === 'silent' && answer.handsOver?.text).not.toMatch(/\d+ (kr|kronor|SEK)/u);
  });

  it.each(['vad gör jag om någon erbjuder mig en muta', 'vad säger programmet om mutor'])('is not what is asked with "%s"', (question) => expect(ask(question).kind).toBe('found'));
});

describe('an elected official is answered as one', () => {
  const asElected = (question: string): string => found(ask(question, { elected: true }));
  it.each([
    ['vad gör jag om jag blir hotad', 'elected-what-to-do'],
    ['rutin vid våld', 'elected-what-to-do'],
    ['vem kontaktar jag vid trakasserier', 'elected-what-to-do'],
    ['måste jag anmäla till arbetsmiljöverket', 'elected-what-to-do'],
    ['ska jag berätta för min chef', 'elected-what-to-do'],
    ['får min chef veta att det är jag', 'who-sees-you-elected'],
    ['vem läser min rapport', 'who-sees-you-elected'],
    ['är staden min arbetsgivare', 'elected-not-employed'],
    ['vem ansvarar för min säkerhet', 'elected-not-employed'],
    ['gäller programmet mig', 'focus-3-who'],
    ['kan jag visselblåsa', 'whistleblowing-elected'],
    ['what do I do after a threat', 'elected-what-to-do'],
    ['does my manager get told', 'who-sees-you-elected'],
    ['vad gör kommunen för att skydda mig', 'elected-not-employed'],
    ['is the city my employer', 'elected-not-employed'],
    ['var kan jag få krisstöd', 'support-after'],
  ])('%s → %s', (question, expected) => expect(asElected(question)).toBe(expected));

  it('also where only the question says so', () => {
    expect(found(ask('vad gör jag som ledamot om jag blir hotad', { elected: false }))).toBe('elected-what-to-do');
    expect(found(ask('vad gör en anställd som blir hotad', { elected: true }))).toBe('threat-general');
  });

  it.each(['vad gör jag om jag blir hotad', 'kan jag visselblåsa', 'måste jag anmäla till arbetsmiljöverket', 'är staden min arbetsgivare', 'vem ansvarar för min säkerhet', 'hur polisanmäler jag', 'informeras min chef'])('and an employee is not: %s', (question) => {
    expect(found(ask(question, { elected: false }))).not.toMatch(/elected/u);
  });
});
