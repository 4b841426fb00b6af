import { checker, type Claim } from '../../../../services/guidance/model/check';
import type { Concept } from '../../../../services/guidance/synonyms';
import type { Passage } from '../../../../services/guidance/types';
import type { Locale } from '../../../../domain/locale';

const CONCEPTS: readonly Concept[] = [
  { sv: ['händelsehanteringssystem', 'IA'], en: ['event-handling system', 'IA'], fi: [] },
  { sv: ['oönskad händelse'], en: ['unwanted event'], fi: [] },
  { sv: ['registrera'], en: ['register', 'record'], fi: [] },
  { sv: ['stad'], en: ['city'], fi: [] },
];

const check = checker(CONCEPTS);

function passage(text: string, locale: Locale = 'sv', title = 'En rubrik'): Passage {
  return { id: 'one', locale, title, text, verbatim: false, kind: 'proposal', sources: [{ document: 'd', title: { sv: 'D', en: 'D' }, heading: 'H' }], boards: [], audience: [], keywords: [], updated: '2026-01-01' };
}
const carries = (text: string, source: string | Passage, locale: Locale = 'sv', names: readonly string[] = []): boolean => {
  const claim: Claim = { text, passages: [typeof source === 'string' ? passage(source, locale) : source] };
  return check(locale, names).carries(claim);
};

const EVENTS = 'Alla oönskade händelser ska registreras i stadens händelsehanteringssystem, IA. Chefen bör göra det inom tre arbetsdagar. En gåva får inte tas emot av den som utövar tillsyn.';
const GIFT = 'Anställda får ta emot en enkel gåva. Nämnden behöver inte godkänna den. Lägesbilden lämnas senast den 31 augusti varje år till kommunstyrelsen, 2018–2021.';
const ENGLISH = 'All unwanted events must be registered in the event-handling system IA. The manager should do it within three working days.';

describe('a claim holds', () => {
  it.each([
    ['the very words', 'Alla oönskade händelser ska registreras i stadens händelsehanteringssystem, IA.', EVENTS],
    ['fewer words', 'Alla oönskade händelser ska registreras i IA.', EVENTS],
    ['another order and ending', 'I stadens IA ska alla oönskade händelser registreras.', EVENTS],
    ['a number in digits', 'Chefen bör göra det inom 3 arbetsdagar.', EVENTS],
    ['a prohibition kept', 'Den som utövar tillsyn får inte ta emot en gåva.', EVENTS],
    ['a permission kept', 'Anställda får ta emot en enkel gåva.', GIFT],
    ['a date kept', 'Lägesbilden lämnas till kommunstyrelsen senast den 31 augusti varje år.', GIFT],
    ['two sentences, each carried', 'Anställda får ta emot en enkel gåva. Nämnden behöver inte godkänna den.', GIFT],
  ])('with %s', (_what, text, source) => {
    expect(carries(text, source)).toBe(true);
  });

  it('in English, of a passage in English or in Swedish, by the word list', () => {
    expect(carries('All unwanted events must be registered in IA.', ENGLISH, 'en')).toBe(true);
    expect(carries('All unwanted events must be registered in the event-handling system of the city.', passage(EVENTS), 'en')).toBe(true);
  });
});

const COURSE = 'Samordnaren äger ärendet och chefen ger det omedelbara stödet. Nämnden ska årligen redovisa lägesbilden till kommunstyrelsen. Förvaltningen anser att kraven är för höga för nämnder med få händelser.';
const POLICE = 'Förtroendevalda omfattas inte av arbetsgivarens ansvar men ska få stöd i uppdraget. Skyddsombudet deltar när allvarliga händelser utreds. Medarbetare kan kontakta polisen om hotet är allvarligt. Hot ska polisanmälas av chefen, inte av medarbetaren. Om hotet är brådskande ringer man 112.';

describe('a claim in the words of the passage falls', () => {
  it.each([
    ['the other one', 'Chefen äger ärendet och samordnaren ger det omedelbara stödet.', COURSE],
    ['who gives whom', 'Kommunstyrelsen ska årligen redovisa lägesbilden till nämnden.', COURSE],
    ['who reports it', 'Hot ska polisanmälas av medarbetaren, inte av chefen.', POLICE],
    ['somebody of another sentence', 'Samordnaren ska årligen redovisa lägesbilden.', COURSE],
    ['a time of another sentence', 'Alla oönskade händelser ska registreras i IA inom tre arbetsdagar.', EVENTS],
    ['a ban of another sentence', 'Chefen får inte ta emot en gåva.', EVENTS],
    ['the negation at the other end', 'Förtroendevalda omfattas av arbetsgivarens ansvar men ska inte få stöd i uppdraget.', POLICE],
    ['a negation of another sentence', 'Skyddsombudet deltar inte när allvarliga händelser utreds.', POLICE],
    ['the condition left out', 'Medarbetare kan kontakta polisen.', POLICE],
    ['the condition left out before', 'Man ringer 112.', POLICE],
    ['a condition of its own', 'Alla oönskade händelser ska registreras i IA om chefen gör det.', EVENTS],
    ['can made may', 'Medarbetare får kontakta polisen om hotet är allvarligt.', POLICE],
    ['a ban made no duty', 'En gåva behöver inte tas emot av den som utövar tillsyn.', EVENTS],
    ['a ban made impossible', 'En gåva kan inte tas emot av den som utövar tillsyn.', EVENTS],
    ['must left out', 'Nämnden redovisar årligen lägesbilden till kommunstyrelsen.', COURSE],
    ['a view made a fact', 'Kraven är för höga för nämnder med få händelser.', COURSE],
    ['few made many', 'Förvaltningen anser att kraven är för höga för nämnder med många händelser.', COURSE],
    ['high made low', 'Förvaltningen anser att kraven är för låga för nämnder med få händelser.', COURSE],
    ['the board and the executive board', 'Kommunstyrelsen ska årligen redovisa lägesbilden.', COURSE],
    ['yearly made monthly, every', 'Nämnden ska varje månad redovisa lägesbilden till kommunstyrelsen.', COURSE],
    ['yearly made monthly', 'Nämnden ska månatligen redovisa lägesbilden till kommunstyrelsen.', COURSE],
    ['all made some', 'Vissa oönskade händelser ska registreras i IA.', EVENTS],
    ['a duty got rid of', 'Alla slipper registrera oönskade händelser i IA.', EVENTS],
    ['a duty to end it', 'Nämnden ska årligen sluta redovisa lägesbilden till kommunstyrelsen.', COURSE],
    ['a duty made voluntary', 'Alla oönskade händelser ska frivilligt registreras i IA.', EVENTS],
    ['a duty made rare', 'Alla oönskade händelser ska sällan registreras i IA.', EVENTS],
    ['another board', 'Nämnden AMN ska årligen redovisa lägesbilden till kommunstyrelsen.', COURSE],
    ['a number of another thing', 'Chefen bör göra det inom tre händelser.', EVENTS],
    ['a number of another sentence', 'Chefen bör göra det inom fem arbetsdagar.', `${EVENTS} Svaret lämnas inom fem arbetsdagar.`],
    ['one of two negations left out', 'Stegen för chefen gäller dig, för du är inte anställd.', 'Stegen för chefen gäller inte dig, för du är inte anställd.'],
  ])('with %s', (_what, text, source) => {
    expect(carries(text, source)).toBe(false);
  });

  it('and holds as the passage has it, of whichever board', () => {
    for (const source of [EVENTS, COURSE, POLICE]) for (const sentence of source.split(/(?<=\.) /u)) expect([sentence, carries(sentence, source)]).toEqual([sentence, true]);
    expect(carries('Nämnden MHN ska årligen redovisa lägesbilden till kommunstyrelsen.', { ...passage(COURSE), boards: ['MHN'] })).toBe(true);
  });
});

describe('a claim falls', () => {
  it.each([
    ['a changed number', 'Chefen bör göra det inom fem arbetsdagar.', EVENTS],
    ['a changed unit', 'Chefen bör göra det inom tre arbetsveckor, tre veckor.', EVENTS],
    ['an added percentage', '90 % av alla oönskade händelser ska registreras i IA.', EVENTS],
    ['an added amount', 'Anställda får ta emot en enkel gåva för 500 kronor.', GIFT],
    ['a changed date', 'Lägesbilden lämnas till kommunstyrelsen senast den 30 augusti varje år.', GIFT],
    ['a changed month', 'Lägesbilden lämnas till kommunstyrelsen senast den 31 oktober varje år.', GIFT],
    ['changed years', 'Lägesbilden lämnas till kommunstyrelsen varje år, 2018–2023.', GIFT],
    ['should made must', 'Chefen måste göra det inom tre arbetsdagar.', EVENTS],
    ['should left out', 'Chefen gör det inom tre arbetsdagar.', EVENTS],
    ['must made should', 'Alla oönskade händelser bör registreras i IA.', EVENTS],
    ['must made may', 'Alla oönskade händelser kan registreras i IA.', EVENTS],
    ['a negation left out', 'Den som utövar tillsyn får ta emot en gåva.', EVENTS],
    ['a negation added', 'Anställda får inte ta emot en enkel gåva.', GIFT],
    ['an exemption made a duty', 'Nämnden behöver godkänna den enkla gåvan.', GIFT],
    ['only added', 'Endast oönskade händelser ska registreras i IA.', EVENTS],
    ['at once added', 'Alla oönskade händelser ska registreras omedelbart i IA.', EVENTS],
    ['another function', 'Polismästaren bör göra det inom tre arbetsdagar.', EVENTS],
    ['a name added', 'Chefen, Anna Svensson, bör göra det inom tre arbetsdagar.', EVENTS],
    ['an abbreviation added', 'Alla oönskade händelser ska registreras i IA och RSA.', EVENTS],
    ['law added', 'Anställda får enligt lag ta emot en enkel gåva.', GIFT],
    ['a right added', 'Anställda har rätt till en enkel gåva.', GIFT],
    ['another sentence added', 'Anställda får ta emot en enkel gåva. Polisen utreder saken varje gång.', GIFT],
    ['a question of its own', 'Vad tycker du själv?', GIFT],
    ['nothing', '', GIFT],
    ['a telephone number', 'Anställda får ta emot en enkel gåva, ring 08-123 45 67.', `${GIFT} Ring 08-123 45 67.`],
    ['an address', 'Anställda får ta emot en enkel gåva, se www.example.se.', GIFT],
    ['markup', 'Anställda får ta emot en [enkel gåva](javascript:x).', GIFT],
    ['a negation struck through', 'Anställda får i\u0336n\u0336t\u0336e\u0336 ta emot en enkel gåva.', GIFT],
    ['a negation letter by letter', 'Anställda får i n t e ta emot en enkel gåva.', GIFT],
    ['a negation as a prefix', 'Alla oönskade händelser ska o-registreras i IA.', EVENTS],
    ['a sign for no', '🚫 Anställda får ta emot en enkel gåva.', GIFT],
    ['a part of a number', 'Anställda får ta emot ½ enkel gåva.', GIFT],
    ['a letter of another script', 'Anställda får intе ta emot en enkel gåva.', GIFT],
    ['an invisible sign', 'Anställda får ta emot en enkel \u202egåva.', GIFT],
    ['what stands for a name', 'Anställda får ta emot en enkel gåva av [PERSON].', `${GIFT} Anna Svensson skrev.`],
    ['more than it may have', 'Anställda får ta emot en enkel gåva. '.repeat(20), GIFT],
    ['another language', 'Employees may accept a simple gift.', GIFT],
  ])('with %s', (_what, text, source) => {
    expect(carries(text, source)).toBe(false);
  });

  it.each([
    ['must made should', 'All unwanted events should be registered in IA.'],
    ['a negation', 'All unwanted events must not be registered in IA.'],
    ['a changed number', 'The manager should do it within five working days.'],
    ['what is done turned', 'All unwanted events must be deleted in IA.'],
    ['somebody else', 'The employee should do it within three working days.'],
    ['how often', 'All unwanted events must be registered in IA every month.'],
    ['an invention', 'All unwanted events must be registered in IA by the police and the hospital.'],
  ])('in English with %s', (_what, text) => {
    expect(carries(text, ENGLISH, 'en')).toBe(false);
    expect(carries(text, passage(EVENTS), 'en')).toBe(false);
  });

  it('in a language that was not asked for, though the word list carries it', () => {
    expect(carries('All unwanted events must be registered in the event-handling system of the city.', EVENTS)).toBe(false);
    expect(carries('Alla oönskade händelser ska registreras i IA.', passage(EVENTS), 'en')).toBe(false);
  });

  it('where a person whom the source names is named', () => {
    const source = 'Utredaren Anna Svensson beredde ärendet åt nämnden.';
    expect(carries('Anna Svensson beredde ärendet åt nämnden.', source)).toBe(false);
    expect(carries('Utredaren anna svensson beredde ärendet åt nämnden.', source, 'sv', ['Anna Svensson'])).toBe(false);
    expect(carries('Anna beredde ärendet åt nämnden.', source)).toBe(false);
    expect(carries('Utredaren beredde ärendet åt nämnden.', source)).toBe(true);
  });

  it('where it stands in what of a long passage was not sent', () => {
    expect(carries('Anställda får ta emot en enkel gåva.', `${'Nämnden redovisar arbetet. '.repeat(120)}${GIFT}`)).toBe(false);
    expect(carries('Anställda får ta emot en enkel gåva.', `${GIFT} ${'Nämnden redovisar arbetet. '.repeat(120)}`)).toBe(true);
  });

  it('without a passage, whatever it says', () => {
    expect(check('sv').carries({ text: 'Anställda får ta emot en enkel gåva.', passages: [] })).toBe(false);
  });
});
