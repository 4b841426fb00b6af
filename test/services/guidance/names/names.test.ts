import fc from 'fast-check';
import { LEFT_OUT } from '../../../../domain/leftOut';
import { namesPerson, withoutNames } from '../../../../services/guidance/persons';

/** Names as documents have them, and what is left. */
const NAMED: readonly (readonly [string, string])[] = [
  ['Frågor besvaras av Karin Påhittad.', 'Frågor besvaras av […].'],
  ['Frågor besvaras av karin påhittad på kontoret.', 'Frågor besvaras av […] på kontoret.'],
  ['fråga karin om nyckeln', 'fråga […] om nyckeln'],
  ['Ring anna andersson eller per-erik svensson.', 'Ring […] eller […].'],
  ['Ring Anna Andersson eller Per Andersson.', 'Ring […] eller […].'],
  ['KONTAKTA KARIN LINDQVIST PÅ KONTORET', 'KONTAKTA […] PÅ KONTORET'],
  ['Kontakta ANNA ANDERSSON.', 'Kontakta […].'],
  ['Säkerhetschef LINDQVIST svarar.', 'Säkerhetschef […] svarar.'],
  ['Den som undrar kan kontakta FATUMA PÅHITTAD i receptionen.', 'Den som undrar kan kontakta […] i receptionen.'],
  ['Enligt säkerhetschefen lindqvist är det så.', 'Enligt säkerhetschefen […] är det så.'],
  ['Enligt utredaren Arjun Påhittad ska nycklarna lämnas.', 'Enligt utredaren […] ska nycklarna lämnas.'],
  ['Ansvarig handläggare är Fatuma Abdi-Noor.', 'Ansvarig handläggare är […].'],
  ['Beslutet fattades av direktör E. Lindqvist.', 'Beslutet fattades av direktör […].'],
  ['Handläggaren Eva von Berg har berett ärendet.', 'Handläggaren […] har berett ärendet.'],
  ['Anna Anderssons förslag gäller.', '[…] förslag gäller.'],
  ['Skriv till anna.andersson@exempel.se eller registrator@exempel.se.', 'Skriv till […] eller registrator@exempel.se.'],
  ['Motion av Anna Andersson (S) om trygghet', 'Motion av […] (S) om trygghet'],
  ['Remissvar från Gun-Britt Ek', 'Remissvar från […]'],
  ['Inga Larsson svarar.', '[…] svarar.'],
  ['Questions are answered by Jane Doe-Smith, security manager.', 'Questions are answered by […], security manager.'],
  ['Ask Mr Lindqvist about it.', 'Ask Mr […] about it.'],
];

const NOBODY = [
  'Inga rapporter lämnas in den dagen.',
  'Dags att rapportera i maj.',
  'Klara regler gäller i alla hus, och per år lämnas en lägesbild.',
  'Tom inkorg: inga ärenden.',
  'Linda in tavlan så att den inger förtroende.',
  'Bo kvar i huset eller lämna det. Urban miljö kräver ljus.',
  'Mäns våld mot kvinnor. Klass, kön och ålder.',
  'Remissen går ut. Sekretessen prövas. Processen tar tid.',
  'SAM står för systematiskt arbetsmiljöarbete. LISA är en databas.',
  'RUT-avdrag gäller inte. Rut-avdraget gäller inte.',
  'Anmäl enligt lex Sarah eller Lex Maria.',
  'Huset ligger på Karin Boyes gata vid Sankt Eriksgatan.',
  'Svenska Kraftnät och Röda Korset deltar, liksom Norra Djurgården.',
  'Ladda ner Microsoft Teams och öppna Adobe Reader på Stadsledningskontoret.',
  'Skriv till STADENS SERVICECENTER eller läs om GDPR och ISO på intranätet, enligt BILAGA TVÅ.',
  'ANSVAR OCH ROLLER FÖR CHEFER OCH SÄKERHETSSAMORDNARE',
  'CHEF UTSES AV NÄMNDEN',
  'Säkerhetssamordnare i Arbetsmarknadsnämnden och chef för Miljöförvaltningen.',
  'Undue Influence and Work Environment',
  'The Labour Market Board and the City Executive Board decide. Criminal Code, Chapter Ten.',
  'Skriv till registrator@exempel.se eller miljo.halsa@exempel.se.',
  'Vision 2040 och Agenda 2030 styr. Bilaga A. Förebygga olyckor.',
  'Max tre personer, minst en vuxen, åt gången i alla rum.',
];

describe('a person’s name in a source', () => {
  test.each(NAMED)('is found and left out: %s', (text, left) => {
    expect(namesPerson(text)).toBe(true);
    expect(withoutNames(text)).toBe(left);
    // What stands there then is not quoted as if it had stood in the source.
    expect(namesPerson(left)).toBe(true);
  });

  test.each(NOBODY)('is not seen where there is none: %s', (text) => {
    expect(withoutNames(text)).toBe(text);
    expect(namesPerson(text)).toBe(false);
  });

  test('is left out of whatever stands around it, which stays', () => {
    const around = fc.array(fc.constantFrom(...NOBODY), { maxLength: 3 });
    fc.assert(
      fc.property(around, fc.constantFrom(...NAMED), around, (before, [text, left], after) => {
        expect(withoutNames([...before, text, ...after].join('\n'))).toBe([...before, left, ...after].join('\n'));
      }),
    );
  });

  test('leaves any text whole but for what is left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        if (!text.includes(LEFT_OUT)) for (const piece of withoutNames(text).split(LEFT_OUT)) expect(text).toContain(piece);
      }),
    );
  });
});
