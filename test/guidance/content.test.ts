import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { LOCALES, type Locale } from '../../domain/locale';
import { frontMatter, type FrontMatter } from '../../services/guidance/frontMatter';
import { lettersAndDigits, possibleHeadings, readSeeds, runningText, signatories, standsVerbatim } from './seeds';

const ROOT = resolve(__dirname, '../..');
const GUIDANCE = join(ROOT, 'guidance');
const SHARED = resolve(ROOT, '../shared');
const SEED_FOLDER = join(SHARED, 'seeds');
const QUESTIONS = join(SHARED, 'eval/questions.dev.json');

interface Entry {
  readonly file: string;
  readonly locale: Locale;
  readonly head: FrontMatter;
  readonly body: string;
}

const documentSchema = z.strictObject({
  file: z.string().min(1).optional(),
  title: z.strictObject({ sv: z.string().min(1), en: z.string().min(1) }),
  pages: z.number().int().positive().optional(),
  nature: z.enum(['boardAnswer', 'law', 'authority', 'city', 'product']),
  note: z.string().min(1).optional(),
});
const documents = z.record(z.string(), documentSchema).parse(parse(readFileSync(join(GUIDANCE, 'documents.yaml'), 'utf8')));

function read(locale: Locale, name: string): Entry {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(readFileSync(join(GUIDANCE, locale, name), 'utf8'));
  const file = `${locale}/${name}`;
  if (!parts) throw new Error(`${file}: no front matter`);
  const head = frontMatter.safeParse(parse(parts[1] ?? ''));
  if (!head.success) throw new Error(`${file}: ${z.prettifyError(head.error)}`);
  return { file, locale, head: head.data, body: (parts[2] ?? '').trim() };
}

const entries = LOCALES.flatMap((locale) => readdirSync(join(GUIDANCE, locale)).sort().map((name) => read(locale, name)));
const inLocale = (locale: Locale): readonly Entry[] => entries.filter((entry) => entry.locale === locale);
const seeds = readSeeds(SEED_FOLDER);

/** The sources of all passages, with the file they stand in and the document they name. */
const citations = entries.flatMap(({ file, head }) =>
  head.sources.map((source) => ({ file, ...source, about: documents[source.document] })),
);
const nature = (key: string): string | undefined => documents[key]?.nature;
const pageNumbers = (page: string): readonly number[] => page.split('-').map(Number);

describe('the guidance as a whole', () => {
  it('has at least 48 passages in each language, with the same ids', () => {
    const [sv, en] = LOCALES.map((locale) => inLocale(locale).map(({ head }) => head.id).sort());
    expect(sv?.length).toBeGreaterThanOrEqual(48);
    expect(en).toEqual(sv);
  });

  it('keeps each passage in a file named after its id, so that ids are unique', () => {
    expect(entries.filter(({ file, head }) => basename(file, '.md') !== head.id).map(({ file }) => file)).toEqual([]);
  });

  it('says the same about a passage in both languages', () => {
    const english = new Map(inLocale('en').map(({ head }) => [head.id, head]));
    for (const { head } of inLocale('sv')) {
      const { title: _title, keywords: _keywords, ...facts } = head;
      expect({ id: head.id, facts: english.get(head.id) }).toMatchObject({ id: head.id, facts });
    }
  });

  it('gives each passage its own title in each language', () => {
    for (const locale of LOCALES) expect(new Set(inLocale(locale).map(({ head }) => head.title)).size).toBe(inLocale(locale).length);
  });

  it('cites every document that is listed', () => {
    const cited = new Set(citations.map(({ document }) => document));
    expect(Object.keys(documents).filter((key) => !cited.has(key))).toEqual([]);
  });
});

describe('a passage', () => {
  it.each(entries)('$file has two to six sentences in composed characters, and words to find it by', ({ head, body }) => {
    const sentences = body.split(/(?<=[.!?])\s+(?=[A-ZÅÄÖ])/u).length;
    expect(sentences).toBeGreaterThanOrEqual(2);
    expect(sentences).toBeLessThanOrEqual(6);
    expect(body).toBe(body.normalize('NFC'));
    expect(head.keywords.length).toBeGreaterThanOrEqual(4);
    expect(new Set(head.keywords).size).toBe(head.keywords.length);
  });

  it.each(entries)('$file puts quotation marks around declared quotes only', ({ head, body }) => {
    const text = `${head.title}\n${body}`;
    const quoted = [...text.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]/gu)].map((match) => match[1] ?? '');
    const declared = head.sources.flatMap(({ quote }) => (quote === undefined ? [] : [quote]));
    expect(quoted.filter((words) => !declared.includes(words))).toEqual([]);
    expect([...text.matchAll(/["“”„«»]/gu)]).toHaveLength(quoted.length * 2);
  });

  it.each(entries)('$file gives no phone number but 112, 114 14 and 116 006', ({ head, body }) => {
    const numbers = `${head.title} ${body}`.match(/(?:\+46|\b0)[\d -]{6,}\d|\b11\d(?: \d{2,3})?\b/gu) ?? [];
    expect(numbers.filter((number) => !['112', '114 14', '116 006'].includes(number))).toEqual([]);
  });
});

describe('what a passage rests on', () => {
  it('is a listed document, by page where the document has pages', () => {
    const wrong = citations.filter(({ about, page }) => {
      if (!about) return true;
      if (about.pages === undefined) return page !== undefined;
      const numbers = page === undefined ? [] : pageNumbers(page);
      return numbers.length === 0 || numbers.some((number) => number < 1 || number > (about.pages ?? 0)) || (numbers[0] ?? 0) > (numbers[1] ?? Infinity);
    });
    expect(wrong).toEqual([]);
  });

  it('is quoted only where the document is kept as a file', () => {
    expect(citations.filter(({ quote, about }) => quote !== undefined && about?.file === undefined)).toEqual([]);
  });

  it('is a board’s answer alone, within the programme’s years, for a rule of the proposal or a view', () => {
    const resting = entries.filter(({ head }) => head.kind === 'proposal' || head.kind === 'view');
    expect(resting.filter(({ head }) => head.sources.some(({ document }) => nature(document) !== 'boardAnswer'))).toEqual([]);
    expect(resting.filter(({ head }) => head.validFrom !== '2018-01-01' || head.validTo !== '2021-12-31')).toEqual([]);
  });

  it('is the document of the very board whose view it is', () => {
    for (const { head } of entries.filter((entry) => entry.head.kind === 'view')) {
      expect({ id: head.id, boards: [...new Set(head.sources.map(({ document }) => document))].sort() }).toEqual({ id: head.id, boards: [...head.boards].sort() });
    }
  });

  it('is a law, an authority, the city or the product for general information', () => {
    const general = entries.filter(({ head }) => head.kind === 'general');
    expect(general.filter(({ head }) => head.sources.every(({ document }) => nature(document) === 'boardAnswer'))).toEqual([]);
  });

  it('is never a board’s answer where somebody asks what to do now', () => {
    const advice = entries.filter(({ head }) => head.sources.some(({ heading }) => heading === 'Råd när något har hänt'));
    expect(advice.length).toBeGreaterThanOrEqual(20);
    expect(advice.filter(({ head }) => head.kind === 'proposal' || head.sources.some(({ document }) => nature(document) === 'boardAnswer'))).toEqual([]);
  });

  it('is law only in texts that say they are general information', () => {
    const legal = entries.filter(({ head }) => head.sources.some(({ document }) => nature(document) === 'law'));
    expect(legal.filter(({ head }) => head.kind !== 'general')).toEqual([]);
  });
});

describe('the source documents', () => {
  it('are compared with, or are not there at all', () => {
    if (seeds.kind === 'absent') expect(existsSync(SEED_FOLDER)).toBe(false);
    else for (const { file } of Object.values(documents)) if (file !== undefined) expect(seeds.texts.has(file)).toBe(true);
  });

  const compare = seeds.kind === 'present' ? it : it.skip;
  const texts = seeds.kind === 'present' ? seeds.texts : new Map<string, string>();
  const fromFiles = citations.flatMap((citation) => {
    const raw = citation.about?.file === undefined ? undefined : texts.get(citation.about.file);
    return raw === undefined ? [] : [{ ...citation, raw }];
  });

  compare('hold every quote verbatim', () => {
    const running = new Map([...texts.values()].map((raw) => [raw, runningText(raw)]));
    const quotes = fromFiles.flatMap(({ file, quote, raw }) => (quote === undefined ? [] : [{ file, quote, text: running.get(raw) ?? '' }]));
    expect(quotes.length).toBeGreaterThanOrEqual(80);
    expect(quotes.filter(({ quote, text }) => !standsVerbatim(quote, text)).map(({ file, quote }) => ({ file, quote }))).toEqual([]);
  });

  compare('hold every heading that is cited', () => {
    const headings = new Map([...texts.values()].map((raw) => [raw, possibleHeadings(raw)]));
    expect(fromFiles.length).toBeGreaterThan(0);
    expect(fromFiles.filter(({ heading, raw }) => headings.get(raw)?.has(lettersAndDigits(heading)) !== true).map(({ file, heading }) => ({ file, heading }))).toEqual([]);
  });

  compare('are signed by people whom no passage names', () => {
    const names = [...texts.values()].flatMap(signatories);
    expect(names).toHaveLength(2);
    const said = entries.map(({ head, body }) => JSON.stringify([head, body])).join('\n').toLowerCase();
    expect(names.filter((name) => said.includes(name.toLowerCase()))).toHaveLength(0);
  });
});

describe('the comparison with the source documents', () => {
  const raw = 'ett händelse-\n\nhanteringssystem och ILS-\n\nwebben, trygghets- \n\noch säkerhet\n \n\n                    \n1\n En not \nom noten. \n sedan åtgärder\n1\n som';
  const text = runningText(`${raw}\n\n Tjänsteutlåtande \nDnr 1 \n\nSida 4 (5) \n \n\nError! Use the Home tab to apply Rubrik 1 to \nthe text that you want to appear here. \n\n vidtas`);

  it.each(['ett händelsehanteringssystem och', 'och ILS-webben', 'trygghets- och säkerhet', 'säkerhet sedan åtgärder som vidtas', 'En not om noten.'])(
    'finds %s across line breaks, notes and page headers',
    (quote) => expect(standsVerbatim(quote, text)).toBe(true),
  );

  it.each(['ett händelse hanteringssystem', 'och ILS-weben', 'åtgärder som inte vidtas', 'Trygghets- och'])('does not find %s', (quote) => {
    expect(standsVerbatim(quote, text)).toBe(false);
  });

  it('says that a folder is absent only when there is none', () => {
    expect(readSeeds(join(GUIDANCE, 'no-such-folder'))).toEqual({ kind: 'absent', reason: 'no such folder' });
    expect(() => readSeeds(join(GUIDANCE, 'documents.yaml'))).toThrow();
  });
});

describe('the questions people ask', () => {
  const present = existsSync(QUESTIONS);
  const questionSchema = z.array(z.object({ id: z.string(), intent: z.string(), answer_source: z.string().nullable() }));

  (present ? it : it.skip)('each have a passage citing the document, heading and page that answer them', () => {
    const questions = questionSchema.parse(JSON.parse(readFileSync(QUESTIONS, 'utf8')));
    const answerable = questions.flatMap(({ id, intent, answer_source }) => (intent === 'question' && answer_source !== null ? [{ id, answer_source }] : []));
    expect(answerable.length).toBeGreaterThan(0);
    expect(answerable.filter(({ answer_source }) => !answer_source.split(' ; ').every(isCited))).toEqual([]);
  });
});

/** `wanted` reads `file — heading (s. 2-3)`. */
function isCited(wanted: string): boolean {
  const [, file, heading, page] = /^(\S+) — (.+) \(s\. (\d+(?:-\d+)?)\)$/u.exec(wanted) ?? [];
  if (file === undefined || heading === undefined || page === undefined) throw new Error(`unreadable answer_source: ${wanted}`);
  const [from = 0, to = from] = pageNumbers(page);
  return citations.some(({ about, heading: cited, page: at }) => {
    const [first = 0, last = first] = pageNumbers(at ?? '0');
    return about?.file === file && lettersAndDigits(cited) === lettersAndDigits(heading) && first <= to && last >= from;
  });
}
