import type { Case } from '../domain/case';
import type { Promise as ReadingPromise } from '../domain/promise';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, container, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import { clock, day, dayAndClock } from './time';
import type { AdaptiveCard, Element } from './types';

export interface ReceiptView {
  readonly locale: Locale;
  readonly case: Pick<Case, 'number' | 'visibility' | 'severity' | 'status' | 'category'>;
  readonly reader: string;
  /** False when nobody knows who to call: then no contact is promised. */
  readonly reachable: boolean;
  readonly promise: ReadingPromise;
  /** The 16 digits, the one time they are shown. */
  readonly code?: string | undefined;
}

function whenRead(view: ReceiptView): string {
  const { locale, promise } = view;
  if (promise.staffedNow) return t(locale, 'receipt.staffedNow');
  if (!promise.staffedFrom) return t(locale, 'receipt.staffedUnknown');
  return t(locale, 'receipt.staffedFrom', { time: dayAndClock(locale, promise.staffedFrom) });
}

function whenContacted(view: ReceiptView): string {
  const { locale, promise } = view;
  if (!view.reachable) return t(locale, view.case.visibility === 'anonymous' ? 'receipt.anonymousContact' : 'receipt.hiddenContact');
  if (!promise.contact) return '';
  const { by, precision } = promise.contact;
  return precision === 'hour'
    ? t(locale, 'receipt.contactHour', { time: clock(locale, by) })
    : t(locale, 'receipt.contactDay', { time: day(locale, by) });
}

/** Whom to call until somebody reads: the duty phone where there is one, and what holds for everybody. */
function untilThen(view: ReceiptView): readonly Element[] {
  const { locale, promise } = view;
  const duty = promise.dutyPhone === undefined ? '' : t(locale, promise.urgent ? 'receipt.urgentDuty' : 'receipt.duty', { phone: promise.dutyPhone });
  const lines = [duty, t(locale, 'receipt.worried')].filter((line) => line.length > 0).map((line) => text(line, { spacing: 'small' }));
  return [text(t(locale, 'receipt.danger'), { weight: 'bolder' }), ...lines];
}

/** The way back for somebody whom nobody knows. `help`: what the code opens. */
export function codeElements(locale: Locale, code: string, help: 'receipt.codeHelp' | 'question.codeHelp' = 'receipt.codeHelp'): readonly Element[] {
  const grouped = code.replace(/(\d{4})(?=\d)/g, '$1 ');
  return [
    container(
      [
        text(t(locale, 'receipt.code'), { weight: 'bolder' }),
        text(grouped, { id: 'receiptCode', size: 'large', fontType: 'monospace', weight: 'bolder' }),
        text(t(locale, help), { spacing: 'small' }),
      ],
      { style: 'emphasis' },
    ),
  ];
}

/** What the reporter gets when the report is stored, never before: number, who reads it and when, whom to call. */
export function receiptCard(view: ReceiptView): AdaptiveCard {
  const { locale } = view;
  const { number, visibility } = view.case;
  const reader = t(locale, visibility === 'hidden' ? 'receipt.readerHidden' : 'receipt.reader', { reader: view.reader });
  const body = [
    title('receipt', t(locale, 'receipt.title')),
    text(t(locale, 'receipt.number'), { isSubtle: true, spacing: 'medium' }),
    text(number, { id: 'caseNumber', size: 'extraLarge', weight: 'bolder', spacing: 'none' }),
    ...(view.code === undefined ? [] : codeElements(locale, view.code)),
    text([reader, whenRead(view)].join(' '), { id: 'whenRead' }),
    ...[whenContacted(view)].filter((line) => line.length > 0).map((line) => text(line, { id: 'contact', spacing: 'small' })),
    container(untilThen(view), { id: 'untilThen', spacing: 'medium' }),
    text(t(locale, view.reachable ? 'receipt.addHelp' : 'receipt.addHelpAlone'), { spacing: 'medium' }),
    // Whether elected officials' events go to IA is not said in the documents, and nobody can be asked who cannot be reached.
    ...(view.case.category === 'elected' || !view.reachable ? [] : [quiet(t(locale, 'receipt.alsoIa'))]),
  ];
  const actions = [
    submit(t(locale, 'receipt.add'), pack('follow.start', { number }), 'positive'),
    submit(t(locale, 'receipt.withdraw'), pack('withdraw.ask', { number })),
  ];
  return card(locale, t(locale, 'receipt.title'), body, actions);
}
