import { asksWhatToDo } from '../../../services/guidance/acts';
import { askedForIn, comparedIn, countedIn, definedIn, hasWhatIsAsked } from '../../../services/guidance/asks';
import { elsewhereIn } from '../../../services/guidance/elsewhere';
import { plain } from '../../../services/guidance/requests';
import type { Answer, Guidance } from '../../../services/guidance/types';
import { FILES, idOf, now, openFiles } from './examples';
import { passageFile, removeFolders } from './folder';

describe('what a sentence must have', () => {
  it.each([
    ['när antogs programmet', 'Det antogs i april 2013.', true],
    ['när antogs programmet', 'Det antogs av fullmäktige.', false],
    ['när antogs programmet 2018-2021', 'Programmet 2018-2021 är ett förslag.', false],
    ['hur ofta får vi statistik', 'Statistik kommer månadsvis.', true],
    ['hur ofta får vi statistik', 'Statistik kommer från kontoret.', false],
    ['när ska kylskåpet tömmas', 'Kylskåpet ska tömmas varje fredag klockan 15.', true],
    ['när är mötet', 'Mötet börjar kl. 9.', true],
    ['när öppnar receptionen', 'Receptionen är öppen på torsdagar.', true],
    ['när ska jag anmäla', 'Anmäl det inom två arbetsdagar.', true],
    ['when is the drill', 'The drill is held every Monday.', true],
    ['när ska jag anmäla', 'Det gäller inom staden och är viktigt i vardagen.', false],
    ['hur ofta töms kylskåpet', 'Kylskåpet töms varje fredag.', true],
    ['hur ofta är det övning', 'Övning är det varannan onsdag.', true],
    ['hur ofta är det övning', 'Övningen är på onsdag.', false],
    ['hur många sitter i rådet', 'Rådet tillkom den 7 april 2017.', false],
    ['hur många har hotats', 'Ring 112 eller 114 14 om hotet.', false],
    ['hur länge sparas rapporten', 'Chefen rapporterar utan dröjsmål.', false],
    ['hur länge sparas rapporten', 'Rapporter gallras efter beslut.', true],
    ['är det olagligt att hota', 'Programmet ska förebygga hot.', false],
    ['hur många dagar har man på sig', 'Rapportera inom tre dagar.', true],
    ['hur många dagar har man på sig', 'Rapportera till chefen.', false],
    ['vad kostar programmet', 'Programmet kostar 5 miljoner kronor.', true],
    ['vad kostar programmet', 'Programmet har fem områden.', false],
    ['vad är telefonnumret till polisen', 'Ring 114 14.', true],
    ['vilken e-post har nämnden', 'Nämnden har en policy.', false],
    ['vilken paragraf gäller', 'Se 10 kap. 5 a § brottsbalken.', true],
    ['vilken paragraf gäller', 'Förslaget är ett styrdokument.', false],
    ['vilka lagar styr det här', 'Det krävs enligt säkerhetsskyddslagen.', true],
    ['vilken lagstiftning styr det här', 'Kommuner är i lag ålagda att göra det.', false],
    ['what legislation requires this', 'Kommuner är i lag ålagda att göra det.', false],
    ['vad kom granskningen av branden fram till', 'Nämnden har granskat branden.', false],
    ['vad kom granskningen av branden fram till', 'Granskningen visade att larmet fungerade.', true],
    ['ska chefen alltid vara med på mötet', 'Chefen deltar på mötet.', false],
    ['ska chefen alltid vara med på mötet', 'Chefen ska delta på mötet.', true],
    ['vem styr beredskapen', 'Beredskapen övas årligen.', false],
    ['vem styr beredskapen', 'Direktören ansvarar för beredskapen.', true],
    ['va händer om chefen struntar i beslutet', 'Chefen rapporterar beslutet.', false],
    ['vad står RSA för', 'Risk- och sårbarhetsanalyser (RSA) görs årligen.', true],
    ['vad står IA för', 'Allt rapporteras i systemet, IA.', false],
    ['vilka sitter i rådet', 'Rådet ger råd.', false],
    ['hur många hot var det förra året', 'Det var tre hot.', false],
    ['hur många hot har rapporterats i år', 'Det var tre hot.', false],
    ['vilka hot är i år vanliga', 'Hot i mejl är vanliga.', true],
    ['när antogs programmet 2018-2021', 'Det antogs i april 2013 för åren 2013-2016.', false],
    ['när antogs programmet 2013-2016', 'Programmet 2013-2016 antogs i april 2013.', true],
    ['när började programmet 2018', 'Programmet 2018 började i mars.', true],
    ['hur snabbt ska hot rapporteras', 'Hot ska rapporteras.', false],
    ['hur snabbt ska hot rapporteras', 'Hot ska rapporteras inom tre dagar.', true],
    ['senast när ska rapporten in', 'Rapporten ska in.', false],
    ['vilka öppettider har jouren', 'Jouren svarar.', false],
    ['vilka öppettider har jouren', 'Jouren svarar 8-16.', true],
    ['har du en länk till anvisningen', 'Anvisningen gäller.', false],
    ['har du en länk till anvisningen', 'Anvisningen finns på intranätet.', true],
    ['vilken nämnd har flest hot', 'Nämnden har hot.', false],
    ['vad får programmet kosta', 'Programmet har fem områden.', false],
    ['vem betalar för larmet', 'Nämnden har larm.', false],
    ['vem betalar för larmet', 'Nämnden betalar larmet.', true],
    ['vad händer om nämnden inte lämnar rapporten', 'Rapporten lämnas varje år.', false],
    ['vad händer om nämnden inte lämnar rapporten', 'Den som inte lämnar rapporten får en varning.', true],
    ['vem skrev under svaret', 'Svaret lämnas till styrelsen.', false],
    ['vem skrev under svaret', 'För nämnden: stadsdirektör', true],
    ['vad gör rådet', 'Rådet ger råd.', true],
  ])('%s — %s', (question, sentence, expected) => expect(hasWhatIsAsked(plain(question), [sentence])).toBe(expected));
});

describe('a question what to do, or what one may do', () => {
  it.each(['vad gör jag nu', 'vad ska jag göra om någon hotar mig', 'hur rapporterar jag ett hot', 'får man ta emot en present', 'kan jag vara anonym', 'har jag rätt till skydd', 'what should I do', 'can I accept a gift', 'vem läser min rapport'])('%s', (question) =>
    expect(asksWhatToDo(plain(question))).toBe(true),
  );
  it.each([
    'hur ska en anställd göra vid hot', 'vad ska en medarbetare göra vid hot', 'hur ska chefer agera vid hot mot anställda', 'hur agerar förtroendevalda vid hot', 'hur bemöter man en hotfull person', 'vad gör man som förtroendevald vid hot', 'hur gör man om någon mutar',
    'vilka steg ska tas vid hot', 'steg för steg vid hot', 'checklista vid hot och våld', 'behöver jag anmäla hot', 'bör jag anmäla ett mutförsök', 'what should an employee do after a threat', 'how do employees respond to threats', 'steps to take after a threat', 'mitä teen nyt', 'mitä minun pitää tehdä',
  ])('whoever is meant: %s', (question) => expect(asksWhatToDo(plain(question))).toBe(true));
  it.each(['hur ska programmet följas upp', 'vad gör nämnden', 'hur arbetar förvaltningen', 'hur rapporteras hot', 'vad är chefens ansvar'])('not what is done: %s', (question) => expect(asksWhatToDo(plain(question))).toBe(false));
  it.each(['vad gör samordnaren', 'var hittar jag anvisningarna', 'får vi statistik', 'vad ska nämnderna göra', 'vad händer om något går fel', 'what does the coordinator do'])('not %s', (question) => expect(asksWhatToDo(plain(question))).toBe(false));
});

describe('the form of a question', () => {
  it.each([
    ['vad är skillnaden mellan lokal och central nivå', comparedIn, ['lokal', 'central niva']],
    ['vad räknas som hot', definedIn, 'hot'],
    ['vad räknas som hot i programmet', definedIn, 'hot'],
    ['räknas tillbud som oönskad händelse', countedIn, 'tillbud'],
    ['vilken skyddsutrustning ska vi ha', askedForIn, ['skyddsutrustning']],
    ['vad säger programmet om drönare', askedForIn, ['dronare']],
    ['hur ser mallen ut', askedForIn, ['mallen']],
    ['vad är IA', definedIn, undefined],
  ] as const)('%s', (question, read, expected) => expect(read(plain(question))).toEqual(expected));

  it('names matters that are for somebody else', () => {
    expect(elsewhereIn('vad blir min lön i göteborg')).toEqual(['lön', 'göteborg']);
    expect(elsewhereIn('vad är en lägesbild')).toEqual([]);
  });
});

describe('an answer', () => {
  let guidance: Guidance;
  beforeAll(async () => {
    const passages = {
      limits: ['Mutor och gåvor', 'Nämnden har en policy om mutor.'],
      two: ['Nivåer', 'Arbetet bedrivs lokalt i nämnderna. Den centrala nivån samordnar och följer upp.'],
      words: ['Hotfulla ord', 'Hot och trakasserier ska rapporteras.'],
      meaning: ['Trakasserier', 'Trakasserier innebär att någon kränks upprepade gånger.'],
    };
    const files = Object.entries(passages).flatMap(([id, [title = '', text = '']]) => ['sv', 'en'].map((locale) => [`${locale}/${id}.md`, passageFile(id, title, text)] as const));
    guidance = await openFiles({ ...FILES, ...Object.fromEntries(files) });
  });
  afterAll(removeFolders);
  const ask = (question: string): Answer => guidance.answer(question, { locale: 'sv', now });

  it.each([
    ['tells two things apart', 'vad är skillnaden mellan lokal och central nivå', 'sv/two'],
    ['is none where both are only named together', 'vad är skillnaden mellan hot och trakasserier', 'silent'],
    ['is a definition where one is asked for', 'vad menas med trakasserier', 'sv/meaning'],
    ['is none where the word is only used', 'vad menas med hot', 'silent'],
    ['is none from a proposal to what I shall do', 'vad ska jag göra om jag blir utsatt för hot', 'silent'],
    ['is none from a proposal to where I find support', 'kan man få stödsamtal om man har blivit hotad', 'silent'],
    ['is none about what no text knows', 'vilken drönare ska nämnden ha', 'silent'],
    ['is none where a text speaks of little that is asked', 'hur blev nämndens fiskodling till en succé på börsen', 'silent'],
    ['is one where most that is asked is spoken of, in words of one’s own too', 'har vår nämnd nån policy kring mutor eller funderar vi fortfarande', 'sv/limits'],
    ['is one where a compound’s parts are spoken of', 'finns det en nämndpolicy', 'sv/limits'],
    ['is one where somebody else’s matter is only held against what is asked about', 'omfattar policyn om mutor bara lön', 'sv/limits'],
    ['is none about a matter for somebody else', 'vad blir lönen för en samordnare', 'silent'],
    ['is none about a year that no text has', 'vad hände med mutor 2031', 'silent'],
  ])('%s', (_what, question, expected) => expect(idOf(ask(question))).toBe(expected));
});
