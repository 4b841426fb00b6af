import type { Answer, Guidance } from '../../../services/guidance/types';
import { now } from './examples';
import { removeFolders } from './folder';
import { openOwn } from './seeds';

let guidance: Guidance;
beforeAll(async () => {
  guidance = await openOwn();
});
afterAll(removeFolders);

const ask = (question: string, locale: 'sv' | 'en' = 'sv'): Answer => guidance.answer(question, { locale, now });
const found = (answer: Answer): string => (answer.kind === 'found' ? answer.passage.id : 'silent');

describe('what only looks like a question that the guidance answers', () => {
  it.each([
    'får min chef veta om jag går till företagshälsovården',
    'ser min chef att jag har skrivit i Facebook',
    'vet någon vem jag är när jag ringer 112',
    'ser chefen att det är jag som har druckit upp kaffet',
    'får min chef veta av vården att jag är sjuk',
    'does my boss get told when I am late',
    'is my manager informed if I see a doctor',
    'can my colleague see it was me who took the last coffee',
  ])('is told nothing of who sees a report: %s', (question) => expect(found(ask(question, /[åäö]/u.test(question) ? 'sv' : 'en'))).not.toMatch(/^who-/u));

  it.each([
    'vad gör jag om jag har hotat någon',
    'vad ska jag göra om jag slog en kollega',
    'vad gör jag om jag har trakasserat en kollega',
    'vad gör jag om jag blir anmäld för hot',
    'vad gör jag om jag blir anklagad för trakasserier',
    'vad gör jag när jag är misstänkt för hot',
    'what do I do if I threatened somebody',
    'what should I do if I have been accused of harassment',
  ])('whoever did it, or is said to have, is not told what those whom it befell are: %s', (question) => expect(found(ask(question, question.startsWith('w') ? 'en' : 'sv'))).toMatch(/^(silent|person-pointed-out)$/u));

  it.each(['vad gör jag om jag har hotats', 'vad gör jag om jag blivit hotad', 'what do I do if I am threatened', 'what do I do if I have been threatened'])('but whoever was threatened is: %s', (question) => expect(found(ask(question, question.startsWith('w') ? 'en' : 'sv'))).toBe('threat-general'));

  it.each(['skyddar staden mig mot hackare', 'vem ansvarar för att varna mig för halka', 'var kan jag få stöd för min bostad', 'kan jag få ekonomiskt stöd', 'hur får jag support för min mobil', 'can I get financial support', 'where can I get support with my phone'])('is not answered with something else: %s', (question) => expect(found(ask(question))).toBe('silent'));

  it('to sound the alarm is no deed', () => expect(ask('vad gör jag när jag har slagit larm om ett hot').kind).toBe('found'));

  it.each(['hur länge sparas min rapport', 'hur länge lagras det jag skriver', 'hur länge finns min rapport kvar'])('how long something is kept is answered by what is kept, and by no other time: %s', (question) => expect(found(ask(question))).toMatch(/^(disposal|silent)$/u));
  it('how long a report is kept', () => expect(found(ask('hur länge sparas min rapport'))).toBe('disposal'));

  it.each(['vad har min kollega rapporterat', 'har min chef anmält något', 'what has my colleague reported', 'har jag rätt att få veta vem som hotade mig', 'vad hände med den som hotade mig', 'hur gick det med ärendet om hotet', 'kan min kollega se vad jag tjänar', 'är det olagligt att hota en tjänsteman', 'får jag filma den som hotar mig', 'what should I do if I am threatened with dismissal'])('is none of it: %s', (question) => expect(found(ask(question, question.startsWith('wh') ? 'en' : 'sv'))).toBe('silent'));

  it.each(['vad gör jag om min kollega blir hotad', 'min arbetskamrat har blivit hotad, vad ska jag göra', 'what do I do if a colleague is threatened'])('somebody else whom it befell is no colleague who behaves badly: %s', (question) => expect(found(ask(question, question.startsWith('w') ? 'en' : 'sv'))).toBe('report-for-someone-else'));

  it.each(['vad anser nämnden om drönare', 'vad tycker miljöförvaltningen om AI', 'vad har nämnden för syn på rymdfart', 'what does the board think about drones', 'vilka anställda har blivit hotade', 'kan jag vägra arbeta efter hot'])('nobody has said anything of it: %s', (question) => expect(found(ask(question, question.startsWith('what') ? 'en' : 'sv'))).toBe('silent'));

  it.each([
    ['vad gör jag om det kommer en person med kniv', 'urgent-danger'],
    ['vad gör jag om någon har ett vapen', 'urgent-danger'],
    ['gäller sekretess för min rapport', 'public-document'],
  ])('%s → %s', (question, expected) => expect(found(ask(question))).toBe(expected));
});
