import type { Locale } from '../../domain/locale';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''));

/**
 * Words that carry a question rather than its subject: function words, and what people put around a question when
 * they write as they speak. Written for this project; words with a subject of their own do not belong here.
 */
export const STOP_WORDS: Readonly<Record<Locale, ReadonlySet<string>>> = {
  sv: words(`
    a alla allas allt alltid alltså andra annan annat att av bara behöver blev bli blir blivit borde bra bör de
    dem den denna denne deras dess dessa det detta dig din dina dit ditt dock dom du där därför då dåligt e efter
    eftersom egentligen ej eller en ens er era ert ett f finns fram från fråga får fått för före först förut ge
    genom ger gett gick gjorde gjort gör göra göras ha hade haft han hans har hej hellre henne hennes hit hjälp
    hon honom hos hur här i ibland igen in inför ingen inget inom inte ja jag jo ju just kan kanske kommer kunde
    kunna kunnat lite liksom lär man med mej mellan men mer mera mest mig min mina mitt mot mycket måste många ned
    nej ner ni nog nr nu någon någonting något några nån nånting nånstans nåt nåra när o och också ofta okej olika
    om oss på redan rätt sa samma sedan sen ser sig sin sina sitt själv ska skall skulle snälla som stå står så
    sån såna sånt sådan sådana sådant ta tack tar till tills tjena typ under upp ur ut utan va vad var vara varandra
    varför varifrån varit varje vars vart vem vems verkligen vet veta vi via vid vilja vilka vilken vilket vill
    väl vår våra vårt å än ändå är även åt är få fås undrar undra hejsan hallå säga säger sägs egen eget egna sak saker
    grej grejer tycker tror känns alls annars enligt gällande angående beträffande
  `),
  en: words(`
    a about after again all also am an and any are as at be because been before being but by can could d did do
    does doing don down each else ever few for from further get gets give go got had has have having he hello help
    her here hers hi him his how i if in into is isn it its just know let like ll m many may me might mine more
    most much must my no nor not now of off ok okay on once only or other our ours out over own please re really s
    same say says shall she should so some somebody someone something still such t tell than thank thanks that the
    their them then there these they thing things this those to too under up us ve very want was we were what when
    where whether which while who whom whose why will with would yes you your yours according
  `),
};

/** Finnish questions find passages through the synonym list; these are dropped whatever the language seems to be. */
export const FINNISH_STOP_WORDS: ReadonlySet<string> = words(`
  on ei mikä mitä missä mistä mihin minkä milloin miksi miten kuka kuinka kenelle keneltä onko ovat olla olen minun minulla
  minulle minua meidän hänen tämä tämän tästä tässä siitä sitä sekä että jos kun vai voiko voinko voin saako saanko
  saan pitääkö pitää täytyy haluan myös vain kanssa kuuluu kuuluuko löydän löydänkö löytyy löytää tehdä teen
`);
