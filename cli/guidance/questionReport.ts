import type { Place } from './questionFile';
import type { Judged, Summary } from './questions';

/** The report for whoever edits the guidance: in Swedish, what went well in figures and what went wrong one by one. */
export function reportOf(judged: readonly Judged[], summary: Summary): readonly string[] {
  const wrong = judged
    .filter(({ asked }) => asked.scored)
    .map((one) => wrongOf(one))
    .filter((lines) => lines.length > 0);
  return [...figures(summary), '', ...(wrong.length === 0 ? ['Inget gick fel.'] : [`Gick fel (${wrong.length} av ${summary.questions} frågor):`, ...wrong.flat()])];
}

function figures(summary: Summary): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Frågor', `${summary.questions} (${summary.answerable} går att besvara, ${summary.toRefuse} gör det inte)`],
    ['Besvarade, av dem som går', percent(summary.found)],
    ['Rätt källa först', percent(summary.firstRight)],
    ['Rätt källa bland de tre första', percent(summary.rightAmongThree)],
    ['Går att besvara men avvisades', percent(summary.refusedWrongly)],
    ['Avvisade med rätta', percent(summary.refusedRightly)],
    ['Fakta som finns med i svaret', percent(summary.factsPresent)],
    ['Svar på frågans språk', percent(summary.language)],
    ['Tid per fråga', `${decimal(summary.msMedian)} ms i mitten, ${decimal(summary.msMost)} ms som mest`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

function wrongOf({ asked, item, first, amongThree, factsSaid, sameLanguage }: Judged): readonly string[] {
  const title = `  ${asked.id}  ${asked.text}`;
  const got = item.answered ? [`      svarade: ${shorten(item.answer)}`, `      källa:   ${item.citations.slice(0, 3).map(({ source, heading, page }) => `${source} — ${heading}${pageText(page)}`).join(' ; ')}`] : [];
  if (asked.places.length === 0) return item.answered ? [title, '      skulle ha avvisats', ...got] : [];
  const expected = `      väntat:  ${asked.places.map(placeText).join(' ; ')}`;
  if (!item.answered) return [title, '      avvisades men går att besvara', expected];
  if (!first) return [title, amongThree ? '      rätt källa, men inte först' : '      fel källa', expected, ...got];
  const missing = sameLanguage ? asked.facts.filter((fact) => !factsSaid.includes(fact)) : [];
  return missing.length === 0 ? [] : [title, `      saknas:  ${missing.join(' · ')}`, ...got];
}

const placeText = ({ file, heading, page }: Place): string => `${file} — ${heading}${pageText(page ?? null)}`;
const pageText = (page: string | null): string => (page === null ? '' : ` (s. ${page})`);
const percent = (share: number): string => `${decimal(share * 100)} %`;
const decimal = (value: number): string => value.toFixed(1).replace('.', ',');
const shorten = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > 900 ? `${line.slice(0, 897)}…` : line;
};
