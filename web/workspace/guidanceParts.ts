import { el } from './dom';
import type { FeedbackGiven, GuidanceStatus } from './guidanceModel';
import { icon } from './icons';
import type { CasePage, CaseRow } from './model';
import { caseHash, everything, listHash } from './router';
import { counted, day, textOf, texts, timeElement, type TextKey } from './texts';

/** All that the page shows of a board. */
export interface Shown {
  readonly board: string;
  readonly status: GuidanceStatus;
  readonly feedback: FeedbackGiven;
  readonly open: CasePage;
  readonly closed: CasePage;
}

/** Feedback that is read without unfolding. */
const UNFOLDED = 5;

const heading = (key: TextKey): HTMLElement => el('h2', {}, texts.t(key));
const none = (key: TextKey): HTMLElement => el('p', { class: 'detail' }, texts.t(key));

/** A long list under its heading, to be unfolded. */
function fold(key: string, title: TextKey, count: string, ...rows: readonly HTMLElement[]): HTMLElement {
  const summary = el('summary', {}, el('h2', {}, texts.t(title)), ' ', el('span', { class: 'detail' }, count));
  return el('details', { class: 'fold', 'data-key': key }, summary, el('ul', { class: 'rows' }, ...rows));
}

/** When what answers now was read, and how much it is. */
export function statePart({ status: { loadedAt, passages } }: Shown): readonly Node[] {
  return [el('p', {}, texts.t('guidance.intro')), el('p', { class: 'detail' }, texts.t('guidance.loaded'), ' ', timeElement(loadedAt), ' · ', counted('guidance.passage', 'guidance.passages', passages))];
}

/** Files that could not be used, or not wholly, in plain words; what the log says of them to be unfolded. */
export function problemsPart({ status: { problems } }: Shown): readonly Node[] {
  if (problems.length === 0) return [heading('guidance.problems'), el('p', { class: 'row-title is-fine' }, icon('check'), el('span', {}, texts.t('guidance.noProblems')))];
  const rows = problems.map(({ file, text, reason }) =>
    el(
      'li',
      { 'data-key': `${file}:${reason}` },
      el('p', { class: 'row-title overdue' }, icon('failed'), el('span', { class: 'file-name' }, file)),
      el('p', {}, text),
      el('details', { class: 'fingerprint', 'data-key': `why:${file}:${reason}` }, el('summary', {}, texts.t('guidance.reason')), el('code', { lang: 'en' }, reason)),
    ),
  );
  return [heading('guidance.problems'), el('p', {}, texts.t('guidance.problemsMore')), el('ul', { class: 'rows' }, ...rows)];
}

const isAnswered = ({ state }: CaseRow): boolean => state === 'answered';

/** What people have asked that the guidance does not say, and that nobody has answered yet. */
export function questionsPart({ board, open }: Shown): readonly Node[] {
  const waiting = open.items.filter((row) => !isAnswered(row));
  const more = open.nextCursor === undefined ? [] : [el('p', {}, el('a', { href: listHash(everything('question', board)) }, texts.t('guidance.allQuestions')))];
  if (waiting.length === 0) return [heading('guidance.questions'), none('guidance.noQuestions'), ...more];
  return [heading('guidance.questions'), el('p', { class: 'detail' }, texts.t('guidance.questionsMore')), el('ul', { class: 'rows' }, ...waiting.map(questionRow)), ...more];
}

/** Questions with an answer, which may become guidance. */
export function answeredPart({ open, closed }: Shown): readonly Node[] {
  const answered = [...open.items, ...closed.items].filter(isAnswered);
  if (answered.length === 0) return [heading('guidance.answered'), none('guidance.noAnswered')];
  return [heading('guidance.answered'), el('p', { class: 'detail' }, texts.t('guidance.answeredMore')), el('ul', { class: 'rows' }, ...answered.map(questionRow))];
}

function questionRow({ number, question, receivedAt, state, overdue }: CaseRow): HTMLElement {
  const late = overdue === true ? [' · ', el('span', { class: 'is-failed' }, texts.t('mark.overdue'))] : [];
  return el(
    'li',
    { 'data-key': number },
    el('p', {}, el('a', { class: 'question', href: caseHash(number) }, question ?? number)),
    el('p', { class: 'detail' }, el('span', { class: 'number' }, number), ' · ', timeElement(receivedAt), ' · ', textOf('questionState', state ?? '', 'questionState.waiting'), ...late),
  );
}

/** Answers that did not help, and why, where it was said; the others are counted. */
export function feedbackPart({ feedback: { helpful, unhelpful, items } }: Shown): readonly Node[] {
  if (helpful + unhelpful === 0) return [heading('guidance.feedback'), none('guidance.noFeedback')];
  const rows = items
    .filter((one) => !one.helpful || one.words !== undefined)
    .map(({ at, helpful: isGood, reason, words, passages }, index) =>
      el(
        'li',
        { 'data-key': `${at}-${String(index)}` },
        el('p', { class: 'row-title' }, isGood ? texts.t('feedback.helpful') : textOf('feedback', reason ?? '', 'feedback.unhelpful')),
        ...(words === undefined ? [] : [el('p', { class: 'quoted' }, words)]),
        el('p', { class: 'detail' }, ...(passages.length === 0 ? [] : [texts.t('feedback.about', { titles: passages.join(' · ') }), ' · ']), timeElement(at)),
      ),
    );
  const [first, rest] = [rows.slice(0, UNFOLDED), rows.slice(UNFOLDED)];
  const more = rest.length === 0 ? [] : [el('details', { class: 'fingerprint', 'data-key': 'feedback-more' }, el('summary', {}, texts.t('feedback.more', { count: rest.length })), el('ul', { class: 'rows' }, ...rest))];
  const counts = el('p', {}, texts.t('feedback.counts', { helpful, unhelpful }));
  return [heading('guidance.feedback'), counts, el('p', { class: 'detail' }, texts.t('feedback.nobody')), ...(first.length === 0 ? [] : [el('ul', { class: 'rows' }, ...first)]), ...more];
}

/** The files that answers come from, with the one that was changed last. */
export function sourcesPart({ status: { sources } }: Shown): readonly Node[] {
  if (sources.length === 0) return [];
  const newest = [...sources].sort((one, other) => (one.changed < other.changed ? 1 : -1))[0];
  const rows = sources.map(({ file, title, format, passages, changed }) =>
    el('li', { 'data-key': file }, ...(title === undefined ? [] : [el('p', {}, title)]), el('p', { class: title === undefined ? 'file-name' : 'detail file-name' }, file), el('p', { class: 'detail' }, textOf('format', format, 'format.text'), ' · ', counted('guidance.passage', 'guidance.passages', passages), ' · ', timeElement(changed))),
  );
  const last = newest === undefined ? [] : [el('p', { class: 'detail' }, texts.t('guidance.changed'), ' ', timeElement(newest.changed), ' · ', el('span', { class: 'file-name' }, newest.file))];
  return [fold('sources', 'guidance.sources', counted('guidance.file', 'guidance.files', sources.length), ...rows), ...last];
}

/** What holds no longer as of today. It is answered with still, and said to have expired. */
export function expiredPart({ status: { expired } }: Shown): readonly Node[] {
  if (expired.length === 0) return [heading('guidance.expired'), none('guidance.noneExpired')];
  const rows = [...byDocument(expired)].map(([key, passages]) => expiredRow(key, passages));
  return [fold('expired', 'guidance.expired', counted('guidance.passage', 'guidance.passages', expired.length), ...rows), none('guidance.expiredMore')];
}

type Expired = GuidanceStatus['expired'];

/** A programme that ends takes many passages with it, whose headings tell little by themselves. */
function byDocument(expired: Expired): ReadonlyMap<string, Expired> {
  const groups = new Map<string, Expired[number][]>();
  for (const one of expired) {
    const key = `${one.document ?? one.id} ${one.validTo}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function expiredRow(key: string, passages: Expired): HTMLElement {
  const [first] = passages;
  const name = first?.document ?? first?.title ?? '';
  const titles = [...new Set(passages.map(({ title }) => title))];
  const which = el('details', { class: 'fingerprint', 'data-key': `which:${key}` }, el('summary', {}, texts.t('guidance.expiredTitles')), el('ul', { class: 'titles' }, ...titles.map((title) => el('li', {}, title))));
  const detail = el('p', { class: 'detail' }, texts.t('guidance.validTo', { date: day(first?.validTo ?? '') }), ' · ', counted('guidance.passage', 'guidance.passages', passages.length));
  return el('li', { 'data-key': key }, el('p', {}, name), detail, which);
}

/** Drafts that lie in the folder and that nothing is answered from. */
export function draftsPart({ status: { drafts } }: Shown): readonly Node[] {
  if (drafts.length === 0) return [heading('guidance.drafts'), none('guidance.noDrafts')];
  const rows = drafts.map(({ file, title }) => el('li', { 'data-key': file }, el('p', {}, title), el('p', { class: 'detail file-name' }, file)));
  return [heading('guidance.drafts'), none('guidance.draftsMore'), el('ul', { class: 'rows' }, ...rows)];
}
