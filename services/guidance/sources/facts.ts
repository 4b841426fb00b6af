/** What a document's own words tell of it. */
export interface Facts {
  readonly diaryNumber?: string;
  /** Page header's name for it: "Tjänsteutlåtande". */
  readonly nature?: 'official_report' | 'consultation_response' | 'statement' | 'minutes';
  /** Name of the board whose document it seems to be, as the text writes it. */
  readonly body?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

const DIARY = /\b(?:Dnr|Diarienummer|Diarienr)\b\s*:?\s*((?:[A-ZÅÄÖ]{2,6}\s+)?\d[\d./:-]*\d)/iu;
const NATURES = [
  [/^tjänsteutlåtande$/iu, 'official_report'],
  [/^remissvar$/iu, 'consultation_response'],
  [/^yttrande$/iu, 'statement'],
  [/^protokoll(?:sutdrag)?$/iu, 'minutes'],
] as const;

/** @param headers page headers that were taken away @param text the document's running text */
export function factsOf(headers: readonly string[], text: string): Facts {
  const diaryNumber = [...headers, text.slice(0, 4000)].map((part) => DIARY.exec(part)?.[1]).find((found) => found !== undefined);
  const nature = natureOf(headers, text);
  const body = nature === undefined ? undefined : bodyOf(text);
  return {
    ...(diaryNumber === undefined ? {} : { diaryNumber: diaryNumber.replace(/\s+/gu, ' ') }),
    ...(nature === undefined ? {} : { nature }),
    ...(body === undefined ? {} : { body }),
    ...periodOf(text),
  };
}

function natureOf(headers: readonly string[], text: string): Facts['nature'] {
  for (const [pattern, nature] of NATURES) if (headers.some((header) => pattern.test(header))) return nature;
  // A document that speaks of itself: "hänvisar till förvaltningens tjänsteutlåtande", "detta remissvar".
  if (/förvaltningens tjänsteutlåtande/iu.test(text)) return 'official_report';
  return /\bdetta remissvar\b/iu.test(text) ? 'consultation_response' : undefined;
}

const BODY = /(?:\p{L}{3,30}- och )?\p{L}{4,40}nämnden(?!\p{L})/giu;

/** The board that the text names most often. */
function bodyOf(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [name] of text.slice(0, 200_000).matchAll(BODY)) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  const [best] = [...counts].sort(([, m], [, n]) => n - m);
  return best && `${best[0].charAt(0).toUpperCase()}${best[0].slice(1)}`;
}

const YEARS = '(20\\d\\d)\\s*[-–]\\s*(20\\d\\d)';
/** A programme, plan or policy with its years: "säkerhetsprogram 2018–2021", "att gälla för tiden 2018-2021". */
const PERIOD = new RegExp(`(?:(?:program|plan|policy|strategi|riktlinjer|handlingsplan)\\p{L}*(?:\\s+för\\s+[^.\\d]{0,60}?)?\\s+|gäll\\p{L}*\\s+(?:för\\s+)?(?:tiden|perioden|åren|under)\\s+)${YEARS}`, 'giu');

/** The years that the text gives for what it is about: those named most often, of equals the latest. Never a guess. */
function periodOf(text: string): { validFrom?: string; validTo?: string } {
  const counts = new Map<string, number>();
  for (const [, from, to] of text.slice(0, 200_000).matchAll(PERIOD)) {
    if (Number(from) <= Number(to)) counts.set(`${from}-${to}`, (counts.get(`${from}-${to}`) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([a, m], [b, n]) => n - m || b.localeCompare(a));
  if (!best) return {};
  const [from, to] = best[0].split('-');
  return { validFrom: `${from}-01-01`, validTo: `${to}-12-31` };
}
