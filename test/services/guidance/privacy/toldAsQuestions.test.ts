import { resolve } from 'node:path';
import { openGuidance } from '../../../../services/guidance';
import { mask } from '../../../../services/guidance/privacy/mask';
import { mayLeave } from '../../../../services/guidance/privacy/mayLeave';
import { vocabularyOf, type Vocabulary } from '../../../../services/guidance/privacy/vocabulary';

/** Whatever words a city's own documents may bring along: what keeps a text is how it is put, too. */
const EVERY_WORD: Vocabulary = { has: () => true };

const leaves = (text: string, words: Vocabulary, names: readonly string[] = []): boolean => mayLeave(mask(text, names, words.has), words, { given: names });

const STAYS: Readonly<Record<string, readonly string[]>> = {
  'an event told as a question': [
    'Är det tillåtet att en arbetskamrat nyper till?', 'Får en rektor skälla ut vaktmästaren?', 'vad gäller då en elev spottat på läraren', 'ska vi registrera att fönstret krossades av en ungdom',
    'är det okej ifall personalen fotograferas', 'hur gör vi när pappan vägrar lämna lokalen', 'får en anställd ljuga för nämnden', 'räknas en spark på smalbenet som våld', 'är det trakasserier att visslas åt',
    'har någon rapporterat festen', 'vad gäller efter inbrottet', 'what happens after the fire', 'varför mörkade förvaltningen det', 'har förvaltningens anställda köpts', 'är det lugnt i kväll', 'var är vakten', 'får de hålla på så', 'vem har läckt protokollet', 'vem slog sönder automaten', 'vilka av cheferna visste om mutorna', 'what applies when a caller swears at the guard', 'is it fine that a colleague films the reception', 'can a trainee refuse to sit beside the man', 'who leaked the minutes',
    'mitä teen kun vanhempi huutaa', 'uhkaako naapuri työntekijää',
  ],
  'one person, known by what they are': [
    'vad tycker ekonomen om programmet', 'kan vår vikarie rapportera', 'får ordföranden i miljönämnden läsa rapporten', 'är vice ordförande med i rådet', 'kan en brandman anmäla', 'får min sambo veta', 'hur mår den drabbade', 'vem är chefens vän', 'litar staden på inspektörerna',
    'hur nås handläggaren för bygglov', 'vad gör skyddsombudet hela eftermiddagarna', 'får två kollegor dela uppdraget', 'is the registrar covered', 'may my supervisor read the report', 'does the cleaner have to report', 'onko esimies mukana',
  ],
  'a day or a time': [
    'vad gäller från och med trettonde juni', 'vad gäller sedan häromkvällen', 'gäller det sedan tre dagar tillbaka', 'vilka rutiner gäller halv fyra', 'vad gäller i eftermiddag', 'vad gäller nu', 'gäller rutinen på nyårsdagen', 'vad gäller den nionde', 'vad beslutades förra onsdagen', 'vad gäller om två veckor',
    'what applies since four weeks', 'what applies on the twelfth of next month', 'what applies at noon', 'mitä tehdään perjantaina', 'vad gäller för nitton åttiofem elva tolv',
  ],
  'a place': [
    'vilka rutiner gäller vid kajen', 'vem ansvarar för larmet på våningen', 'vilka regler gäller på lindängsvägen', 'vilka regler gäller pa bjorkgatan', 'gäller reglerna i trapphuset', 'vilken rutin har gymnasiet', 'är parken säker', 'vem ansvarar på vårdcentralen', 'vilka hot finns vid busstationen', 'is the library safe', 'which routine applies in the corridor', 'mikä ohje koskee huonetta koulussa',
  ],
  'a name that is a word too': ['kan per rapportera', 'ska sten göra lägesbilden', 'vad gör dag i rådet', 'får rosa läsa rapporten', 'is faith responsible', 'can bill report', 'what does mark do', 'may grace see the reports', 'onko toivo koordinaattori', 'KAN STIG RAPPORTERA', 'Vad Gör Björn?'],
  'no subject but whoever asks': ['var är det meningen att jag ska sova', 'vart ska jag ta vägen', 'när får jag gå hem', 'vad händer sedan', 'what do i do next', 'how do we get out'],
  'who, and not whose task': ['vem har fått sparken', 'vilka är mutade', 'vem ska räddas', 'vilken enhet har flest mutor', 'hur allvarlig är situationen', 'who is the man behind it', 'who quit', 'why are these people angry', 'ska vi lämna uppdraget'],
  'something masked that is what is asked of': ['vem ansvarar för 850115-2394', 'vad gäller för anna(at)example.se', 'vem svarar på ０７０−１２３ ４５ ６７', 'vad gäller för 8\u200b5\u200b0\u200b1\u200b1\u200b5-2\u200b3\u200b9\u200b4', 'vem är @nattugglan99'],
  'a thing by which one event is known': ['är det en muta med tre flaskor', 'vad gör vi med kuvertet', 'får vi behålla biljetterna', 'var lämnas kniven', 'what do we do with the watch', 'vem betalar för en middag'],
};

describe.each(Object.entries(STAYS))('%s stays, whatever words are known:', (_class, texts) => {
  it.each(texts)('%s', (text) => expect(leaves(text, EVERY_WORD)).toBe(false));
});

describe('a known person whose name is a word of the language', () => {
  const withoutGivenName: Vocabulary = { has: (word) => word.toLowerCase() !== 'elsa' };

  it.each(['kan strömmer rapportera', 'hur läses strommers rapport', 'vad tycker STRÖMMER'])('keeps: %s', (text) => {
    expect([[], ['Elsa Strömmer']].map((names) => leaves(text, withoutGivenName, names))).toEqual([true, false]);
  });

  it.each(['strommer', 'strämmer', 'strömer', 'strömmmer', 'srtömmer', 'elsastrommer', 'elsa-strömmer'])('keeps a slip of whoever asks: %s', (slip) => {
    expect(leaves(`vad gör ${slip}`, withoutGivenName, ['Elsa Strömmer'])).toBe(false);
  });

  it('keeps one whom a board has configured, and no word that is one letter off', () => {
    const kept = (text: string): boolean => !mayLeave(text, withoutGivenName, { configured: ['Elsa Brått', 'Elsa Storm'] });
    expect(['vad gör brått', 'vad är storms roll', 'vad vill elsabrått', 'hur förebyggs brott', 'vad är en storlek'].map(kept)).toEqual([true, true, true, false, false]);
  });

  it('is nobody who is called after a function', () => {
    expect(mayLeave('vad gör en samordnare', EVERY_WORD, { given: ['Samordnare MHN'] })).toBe(true);
  });
});

describe('a general question leaves', () => {
  let words: readonly Vocabulary[];
  beforeAll(async () => {
    words = await Promise.all(
      ['../../../../guidance', '../../../../../shared/seeds'].map(async (dir) => {
        const guidance = await openGuidance({ dir: resolve(__dirname, dir), log: { warn: () => undefined } });
        return vocabularyOf(guidance.status().passages, guidance.concepts());
      }),
    );
  });

  it.each([
    'var läser vi riktlinjerna', 'hur dokumenterar vi tillbud', 'vem vänder vi oss till med frågor om statistiken', 'vilket ansvar har jag som förtroendevald', 'vad ska jag som chef rapportera', 'vad händer med det jag skriver', 'hur utvärderar vi handlingsplanen',
    'finns det en mall för riskanalyser', 'vilka utbildningar kan vi gå', 'när ska riskanalysen lämnas', 'är en remiss samma sak som ett förslag', 'varför behövs en lägesbild', 'vem beslutar om policyn', 'hur lägger vi upp utbildningen', 'hur sparas mina uppgifter', 'hur når vi trygghetssamordnaren', 'vem läser det jag har rapporterat', 'hur skickar vi in tertialrapporten', 'krävs en riskanalys varje år', 'how do we follow up the programme', 'is there a template for risk assessments', 'miten tapahtumasta ilmoitetaan',
  ])('out of any folder: %s', (text) => expect(words.map((known) => leaves(text, known))).toEqual([true, true]));

  it('in no time, whatever the text', () => {
    const started = performance.now();
    for (const text of ['en a '.repeat(75), 'har '.repeat(75), 'a'.repeat(300), 'ett två '.repeat(37), 'vem är den '.repeat(27), 'ås '.repeat(100)]) mayLeave(`vad ${text}`.slice(0, 300), EVERY_WORD);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
