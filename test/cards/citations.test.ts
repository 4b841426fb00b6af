import { answerCard, type AnswerView } from '../../cards/answer';
import { accordingTo, citationLine, type CitationView } from '../../cards/citations';
import { passageCard } from '../../cards/passage';
import { inQuotes, quotedShortly } from '../../cards/typography';
import { LOCALES, type Locale } from '../../domain/locale';
import { t } from '../../locales';
import { reading, textsOf, titlesOf } from '../helpers/talker';

const CITED: CitationView = { passage: 'p', in: 'sv', title: 'Rutin för besökare', heading: 'Rutin för besökare', kind: 'general', expired: false };
const OTHER: CitationView = { ...CITED, passage: 'q', title: 'Svar på förslaget', heading: 'Mål', page: '3-4' };

describe('a source in one line', () => {
  it('says once what a document and its only heading are called', () => {
    expect(citationLine('sv', CITED)).toBe('Rutin för besökare');
    expect(citationLine('en', { ...CITED, page: '2' })).toBe('Rutin för besökare, p.\u00a02');
  });

  it('says both where they differ', () => {
    expect(citationLine('sv', { ...CITED, heading: 'I receptionen' })).toBe('Rutin för besökare, I receptionen');
    expect(citationLine('sv', { ...CITED, title: 'Rutin för besökare, dnr 2024/1' })).toBe('Rutin för besökare, dnr 2024/1');
  });

  it('writes pages with a dash and keeps them in one line', () => {
    expect(citationLine('sv', OTHER)).toBe('Svar på förslaget, rubriken Mål, s.\u00a03–4');
    expect(citationLine('en', OTHER)).toBe('Svar på förslaget, heading Mål, pp.\u00a03–4');
    expect(accordingTo('sv', OTHER)).toBe('Enligt Svar på förslaget, s.\u00a03–4:');
    expect(accordingTo('en', OTHER)).toBe('From Svar på förslaget, pp.\u00a03–4:');
  });
});

describe('a quotation', () => {
  it('has the marks of the card’s language', () => {
    expect([inQuotes('sv', 'Så står det.'), inQuotes('en', 'Så står det.')]).toEqual(['”Så står det.”', '“Så står det.”']);
  });

  it('that is cut ends its marks where it ends', () => {
    expect(quotedShortly('en', 'ett två tre', 8)).toBe('“ett två”\u00a0…');
    expect(quotedShortly('en', 'ett två tre', 11)).toBe('“ett två tre”');
  });
});

const view = (locale: Locale, citations: readonly CitationView[], words = 'Så är det.'): AnswerView => ({
  locale,
  title: 'Svar',
  written: 'extract',
  statements: [{ text: words, quoted: false, cites: citations.map((_, at) => at) }],
  citations,
  sides: [],
  verbatim: false,
  updated: '2026-11-01',
  more: [],
});
const shown = (one: AnswerView): string => reading(JSON.parse(JSON.stringify(answerCard(one))));
const opened = (locale: Locale, citations: readonly CitationView[], words = 'Så är det.'): string =>
  reading(JSON.parse(JSON.stringify(passageCard({ locale, passage: 'p', in: locale, title: 'Svar', text: words, verbatim: false, path: [], citations, updated: '2026-11-01', part: 1 }))));
const count = (text: string, part: string): number => text.toLowerCase().split(part.toLowerCase()).length - 1;

describe.each(LOCALES)('the kind of text (%s)', (locale) => {
  const label = t(locale, 'answer.label.general');

  it('is said once where all sources are of one kind', () => {
    expect(count(shown(view(locale, [CITED, OTHER])), label)).toBe(1);
    expect(count(opened(locale, [CITED, OTHER]), label)).toBe(1);
  });

  it('is not said again above a text that ends with it', () => {
    const law = `Reglerna finns i en lag. ${t(locale, 'answer.kind.general')}`;
    expect(count(shown(view(locale, [CITED], law)), label)).toBe(1);
    expect(count(opened(locale, [CITED], law), label)).toBe(1);
  });

  it('is said of each source where they differ', () => {
    const lines = textsOf(JSON.parse(JSON.stringify(answerCard(view(locale, [CITED, { ...OTHER, kind: 'routine' }])))));
    expect(lines.filter((line) => [label, t(locale, 'answer.label.routine')].includes(line))).toEqual([label, t(locale, 'answer.label.routine')]);
  });

  it.each(['proposal', 'view'] as const)('is said of each source that is no more than a %s, and that it has expired', (kind) => {
    const old = { kind, validFrom: '2018-01-01', validTo: '2021-12-31', expired: true };
    const standing = `${t(locale, `answer.label.${kind}`)} · ${t(locale, 'answer.forGoneBoth', { from: '2018', to: '2021' })}`;
    // Two places of one passage as well.
    const citations = [{ ...CITED, ...old }, { ...OTHER, ...old }, { ...OTHER, ...old, heading: 'Medel' }];
    expect(count(shown(view(locale, citations)), standing)).toBe(3);
    expect(count(opened(locale, citations), standing)).toBe(3);
    expect(shown(view(locale, citations))).toContain(t(locale, 'answer.notLegal'));
  });

  it('says of each general source that it has expired', () => {
    const citations = [{ ...CITED, validTo: '2021-12-31', expired: true }, { ...OTHER, validFrom: '2018-01-01', validTo: '2021-12-31', expired: true }];
    const text = shown(view(locale, citations));
    expect([count(text, t(locale, 'answer.gone', { to: '2021-12-31' })), count(text, t(locale, 'answer.goneBoth', { from: '2018', to: '2021' })), count(text, label)]).toEqual([1, 1, 1]);
  });
});

describe('general information', () => {
  it('is led to by nothing, and stands off from its kind', () => {
    const { body } = answerCard(view('sv', [CITED]));
    expect(body[2]).toMatchObject({ type: 'RichTextBlock', spacing: 'default' });
    expect(opened('sv', [CITED])).not.toContain(t('sv', 'passage.own'));
    expect(opened('sv', [{ ...CITED, kind: 'routine' }])).toContain(t('sv', 'passage.own'));
  });
});

describe('further reading', () => {
  it('offers no two ways that look alike', () => {
    const more = ['Mål, s. 3', 'Medel, s. 3', 'Mål, s. 3'].map((title, at) => ({ passage: `p${at}`, in: 'sv' as const, title }));
    expect(titlesOf(JSON.parse(JSON.stringify(answerCard({ ...view('sv', [CITED]), more })))).filter((title) => title.includes('s. 3'))).toEqual(['Mål, s. 3', 'Medel, s. 3']);
  });
});

describe('what several boards think', () => {
  it('is not said to be one board’s', () => {
    const views = [{ ...CITED, kind: 'view' as const }, { ...OTHER, kind: 'view' as const }];
    expect(shown(view('sv', views))).toContain(t('sv', 'answer.views'));
    expect(shown(view('sv', views.slice(0, 1)))).toContain(t('sv', 'answer.kind.view'));
    expect(opened('sv', views)).toContain(t('sv', 'answer.views'));
  });
});

describe('when a text was last looked over', () => {
  it('is not said of a file that somebody only put there', () => {
    const verbatim = { ...view('sv', [CITED]), verbatim: true };
    expect(shown(verbatim)).toContain(t('sv', 'answer.documentUpdated', { date: '2026-11-01' }));
    expect(shown({ ...verbatim, fileDated: true })).toContain(t('sv', 'answer.fileChanged', { date: '2026-11-01' }));
    expect(shown({ ...verbatim, fileDated: true })).not.toContain(t('sv', 'answer.documentUpdated', { date: '2026-11-01' }));
  });
});
