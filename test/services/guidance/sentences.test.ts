import { namesPerson } from '../../../services/guidance/persons';
import { sentencesIn } from '../../../services/guidance/sentences';
import { unitsOf } from '../../../services/guidance/units';

describe('where a sentence ends', () => {
  it.each([
    ['a stop and a capital', 'Hot är sällsynta. De rapporteras.', ['Hot är sällsynta.', 'De rapporteras.']],
    ['not at "bl.a."', 'Det gäller bl.a. Stockholm. Så är det.', ['Det gäller bl.a. Stockholm.', 'Så är det.']],
    ['not at "bl a" and "m m"', 'Det gäller mutor m.m. Vidare gäller hot.', ['Det gäller mutor m.m. Vidare gäller hot.']],
    ['not in a diary number', 'Se dnr 2017-14676. Där står det.', ['Se dnr 2017-14676.', 'Där står det.']],
    ['not after "dnr."', 'Ärendet har dnr. AMN 2017-0226-01.06 i diariet.', ['Ärendet har dnr. AMN 2017-0226-01.06 i diariet.']],
    ['not at what was left out', 'Frågor besvaras av […] SKA de lämnas. Ring […].', ['Frågor besvaras av […] SKA de lämnas.', 'Ring […].']],
    ['not after "s." and "kap."', 'Se s. 4 och 10 kap. 5 a § brottsbalken.', ['Se s. 4 och 10 kap. 5 a § brottsbalken.']],
    ['a question mark', 'Vad ska vi värna? Människor.', ['Vad ska vi värna?', 'Människor.']],
    ['a stop inside quotation marks', 'Det heter ”Brott.” Sedan följer resten.', ['Det heter ”Brott.”', 'Sedan följer resten.']],
    ['nowhere', 'ingen punkt alls', ['ingen punkt alls']],
    ['in nothing', '  ', []],
  ])('%s', (_what, text, expected) => expect(sentencesIn(text)).toEqual(expected));
});

describe('the pieces of a passage', () => {
  const texts = (text: string): readonly string[] => unitsOf(text).map((unit) => unit.text);

  it('are sentences, and a list with what introduces it', () => {
    expect(texts('Allt hänger ihop. Områdena är:\nEtt område\nEtt annat område\n\nSist en mening.')).toEqual(['Allt hänger ihop.', 'Områdena är:\nEtt område\nEtt annat område', 'Sist en mening.']);
  });

  it('are a list without an introduction too', () => {
    expect(texts('1. Förebygga olyckor\n2. Förebygga brott\nEfteråt står en mening som slutar med punkt.')).toEqual(['1. Förebygga olyckor\n2. Förebygga brott', 'Efteråt står en mening som slutar med punkt.']);
  });
});

describe('a person’s name', () => {
  it.each([
    ['Ansvarig är Anna Svensson på kontoret.', true],
    ['Anna Svensson svarar på frågor.', true],
    ['Frågor besvaras av säkerhetschef Lindqvist.', true],
    ['Ring handläggaren Eva von Berg.', true],
    ['Frågor besvaras av Karin.', true],
    ['Gun-Britt delar ut dem.', true],
    ['De delas ut av E. Svensson.', true],
    ['Lägesbilden lämnas en gång per år. Per automatik sker inget.', false],
    ['Max tre dagar får gå.', false],
    ['I maj lämnas den.', false],
    ['Kommunfullmäktige antog Trygghets- och säkerhetsprogram för Stockholms stad.', false],
    ['Det tas upp under rubriken ”Anställda och förtroendevalda”.', false],
    ['Enligt Stadsledningskontoret är det så.', false],
    ['Därför ska Stockholms Stadsledningskontor samordna.', false],
    ['Arbetsmarknadsförvaltningen har en utsedd säkerhetssamordnare.', false],
    ['Nämnden har en säkerhetssamordnare. Kommunstyrelsen följer upp.', false],
  ])('%s → %s', (sentence, expected) => expect(namesPerson(sentence)).toBe(expected));
});

it('long runs of one sign are read in time', () => {
  const started = performance.now();
  for (const run of ['.', '…”', 'A. ', 'bl. a. ', 'a', 'ß', '. ']) {
    const text = run.repeat(10_000 / run.length);
    sentencesIn(text);
    namesPerson(text);
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
