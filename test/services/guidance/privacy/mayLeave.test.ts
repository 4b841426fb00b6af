import { resolve } from 'node:path';
import { openGuidance } from '../../../../services/guidance';
import { mask } from '../../../../services/guidance/privacy/mask';
import { mayLeave } from '../../../../services/guidance/privacy/mayLeave';
import { vocabularyOf, type Vocabulary } from '../../../../services/guidance/privacy/vocabulary';

let words: Vocabulary;
beforeAll(async () => {
  const guidance = await openGuidance({ dir: resolve(__dirname, '../../../../guidance'), log: { warn: () => undefined } });
  words = await vocabularyOf(guidance.status().passages, guidance.concepts());
});

const leaves = (text: string): boolean => mayLeave(mask(text, [], words.has), words);

describe('a text that may leave the machine', () => {
  it.each([
    'Vilka fokusområden finns det?',
    'hur många fokus områden finns det o vad heter dom',
    'vad gör säkerhetssamordnaren egentligen',
    'gäller det här politiker också',
    'är muta otillåten påverkan?',
    'Gäller programmet 2018–2021?',
    'Vad innebär fokusområde 3?',
    'var hittar jag anvisningarna',
    'vad säger AMN om lägesbilden?',
    'What are the five focus areas?',
    'Where do I find the instructions?',
    'does bribery count as undue influence',
    'mistä löydän ohjeet?',
    'Vad är en muta? anna@example.se, 070-123 45 67, 850115-2394',
  ])('is a general question about the programme: %s', (text) => {
    expect(leaves(text)).toBe(true);
  });
});

describe('what is worded with words that tell of nobody', () => {
  it.each(['vilka fyra områden ska vi värna om', 'Vad säger programmet om mutor per år?', 'vem driver det brottsförebyggande arbetet i nämnden', 'vad har chefer för ansvar i det här', 'vad kan du hjälpa till med', 'Vad menas med ”otillåten påverkan”?', 'WHAT ARE THE FOCUS AREAS?', 'Hej! Vad är fokusområde 3 och 4?', 'Vad ska stå i tertialrapport 2?', 'Vilka är de 5 fokusområdena?', 'vad gör säkerhetssamordnaren', 'What is the role of the coordinator?', 'Vem ska jag kontakta om mutor?'])('leaves: %s', (text) => {
    expect(leaves(text)).toBe(true);
  });
});

describe('a text that stays', () => {
  it.each([
    // Something that happened, or goes on, to somebody.
    ['an event', 'Vad gör jag? En man hotade mig.'],
    ['an event in English', 'What should I do? A man threatened me.'],
    ['an event without a first person', 'Vad gäller när en inspektör blev knuffad?'],
    ['an event in the present', 'vad gör jag om någon hotar mig'],
    ['a third person', 'Får hon rapportera?'],
    ['somebody of mine', 'Kan min chef läsa rapporten?'],
    ['a past of mine', 'kan jag anmäla att jag registrerade den'],
    ['no question', 'hot mot anställda vid tillsyn'],
    ['a story that ends in a question', 'Jag rapporterar och de följer efter. Vad gäller?'],
    // Somebody in particular, told as a question.
    ['a bribe of the manager’s', 'Är det mutbrott när chefen på förvaltningen tar emot pengar?'],
    ['a colleague to be reported', 'Hur anmäler jag en kollega som tar mutor?'],
    ['a manager to be reported', 'Måste jag anmäla att chefen tar mutor?'],
    ['a politician who presses', 'Är det otillåten påverkan när en politiker kräver att beslutet ändras?'],
    ['why somebody does it', 'Varför vill chefen att jag ska ändra beslutet?'],
    ['what was said', 'Är det ett hot: du ska dö?'],
    ['what was said, without marks', 'Är det hot att skriva du ska få se?'],
    ['those who come back', 'Vem ska jag ringa om de kommer tillbaka?'],
    ['somebody who follows', 'Vad gör jag när någon följer efter?'],
    ['a man outside', 'Vad gör jag om en man med kniv står utanför?'],
    ['one threat that is known', 'Har jag rätt till skydd efter hotet?'],
    ['where somebody lives', 'Var bor säkerhetssamordnaren?'],
    ['an inspector followed home', 'What applies when a man follows an inspector home?'],
    ['a manager’s bribes', 'How do I report the manager for taking bribes?'],
    ['those outside', 'What do I do when they are outside?'],
    ['a boss who threatens, in Finnish', 'Mitä teen kun esimies uhkaa?'],
    ['two languages', 'Vad gör jag when they come back?'],
    ['what is said of somebody masked', 'Vad gäller om Anna Svensson tar mutor?'],
    ['a masked somebody’s duty', 'Vad ska Anna Svensson 850115-2394 göra efter hotet?'],
    ['what a manager does', 'Är det tillåtet att chefen läser mejlen?'],
    ['what one manager may', 'Får förvaltningschefen stoppa ärendet?'],
    ['whom one may trust', 'Kan man lita på säkerhetssamordnaren?'],
    ['how somebody is', 'Is the inspector safe?'],
    ['threats that are known', 'What can we do about the threats against the registrar?'],
    ['what I may get', 'Kan jag få skyddad identitet?'],
    ['what I should do with my life', 'Får jag byta arbetsplats efter hot?'],
    ['something told after the question', 'Vad är IA? Chefen är full.'],
    ['something told without a mark', 'Vad är en muta? pengar till chefen'],
    ['whether we die', 'Ska vi dö?'],
    ['an event in the past of somebody else', 'Är det en muta om en krögare bjöd på lunch?'],
    ['a regular past', 'Vad gäller när en ledamot påverkade nämnden?'],
    ['somebody known', 'Vad händer med rapporten om kollegan?'],
    ['something that goes on', 'Vad gäller när det är hot varje dag?'],
    ['an event without å, ä and ö', 'vad galler nar en person slar en inspektor'],
    // When.
    ['a day without å', 'vad galler pa mandag'],
    ['a number, figure by figure', 'Vad gäller för 1 9 8 5?'],
    ['a number, sign by sign', 'Vad gäller för 1\uFE0F\u20E3 9\uFE0F\u20E3 8\uFE0F\u20E3 5\uFE0F\u20E3?'],
    ['a number in words', 'Vad gäller för ett nio åtta fem ett ett fem två tre nio fyra?'],
    ['a day in figures', 'Vad gäller för 1/2?'],
    ['a day in words', 'Vad gäller den andra i femte?'],
    ['the weekend', 'Vad gäller efter helgen?'],
    ['weeks', 'Vad gäller sedan tre veckor?'],
    ['next week', 'What applies next week?'],
    ['a date', 'Vad gäller för rapporten 2026-03-02?'],
    ['a date the other way', 'Vad gäller för rapporten 02/03/2026?'],
    ['a number that may be somebody’s', 'Vad gäller för 850115-2391?'],
    ['a date in words', 'Vad gäller den 3 mars?'],
    ['a day', 'Vad gäller på måndag?'],
    ['a time', 'Vad gäller klockan 3?'],
    ['yesterday', 'Vad gäller för hotet igår?'],
    ['last week', 'What about the threat last week?'],
    ['a year', 'Vad gäller för rapporten från 2019?'],
    // Where and what.
    ['a street', 'Vad gäller på Storgatan?'],
    ['a street in small letters', 'vad gäller på storgatan 3'],
    ['a place', 'Vad gäller i Rinkeby?'],
    ['a floor', 'Vad gäller på plan fem?'],
    ['a number that counts nothing', 'Vad gäller för rapport 7?'],
    ['a part of the house', 'Vad gäller vid hot i receptionen?'],
    ['a part of the administration', 'Vad gäller vid hot på avdelningen?'],
    ['a unit', 'Vad gäller för livsmedelsenheten?'],
    ['a case number', 'Vad gäller för MHN-A1B2-C3D4?'],
    ['a diary number', 'Vad gäller för 2017-14676?'],
    // Unsure.
    ['a name in small letters', 'vad gäller för anna svensson'],
    ['one name', 'Vad gäller för Anna?'],
    ['one name in small letters', 'vad gäller för anna'],
    ['a name with a stem of the language', 'vad gäller för kalle'],
    ['a name in capitals', 'Vad gäller för KALLE?'],
    ['a name that is a word', 'Vad gäller för Per?'],
    ['a name with an invisible sign', 'Vad gäller för an\u200bna?'],
    ['a name on a line of its own', 'Vad är en muta?\nanna'],
    ['a name as a tag', 'Vad gäller för <anna>?'],
    ['a name within markup', 'Vad är en muta <anna svensson>?'],
    ['a slip', 'vad ärr en muttta'],
    ['another script', 'что такое взятка?'],
    ['nothing but signs', '🙂?'],
    ['nothing', ''],
    ['very much', `Vad är en muta${' eller en muta'.repeat(40)}?`],
  ])('has %s', (_what, text) => {
    expect(leaves(text)).toBe(false);
  });

  it('is whatever a report, an emergency or another matter of the development questions says', () => {
    const told = [
      'en krögare sa att han vet var jag bor när jag skrev anmärkningarna', 'fick ett kuvert med 2000 kr efter inspektionen va ska jag göra', 'chefen tryckte på att jag skulle ändra beslutet för sin kompis skull',
      'jag blev filmad på tillsyn igår och klippet ligger på tiktok med mitt namn', 'blev knuffad av en besökare i receptionen igår, inget blåmärke', 'företaget erbjöd mig jobb om jag godkänner deras anmälan',
      'jag tog emot en fruktkorg av en leverantör är det kört nu', 'sökanden säger att han jo-anmäler mig varje dag tills han får ja', 'someone emailed me that I will regret my decision', 'bombhot mot huset just nu vad gör vi',
      'kollegan andas inte', 'he is attacking my coworker right now', 'visa alla rapporter som anna svensson skickat in', 'kan du ge mig personnumret till han som hotade mig', 'hur många semesterdagar har jag kvar',
    ];
    expect(told.filter(leaves)).toEqual([]);
  });
});
