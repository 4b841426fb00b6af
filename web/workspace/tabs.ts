import { byId } from './dom';
import { everything, guidanceHash, LISTS, listHash, type Access, type ListName } from './router';
import { texts, type TextKey } from './texts';

const HEADINGS: Readonly<Record<ListName, TextKey>> = {
  report: 'list.heading',
  question: 'list.questionsHeading',
  ia: 'list.iaHeading',
  referred: 'list.referredHeading',
  serious: 'list.seriousHeading',
  nameRequests: 'list.nameRequestsHeading',
};

/** The name of a list, as its heading and its tab have it. */
export const listName = (subject: ListName): string => texts.t(HEADINGS[subject]);

/** The ways between the person's lists and what answers rest on, and which of them is shown. */
export function showTabs(shown: ListName | 'guidance', board: string | undefined, access: Access): void {
  for (const one of LISTS) tab(`subject-${one}`, listName(one), listHash(everything(one, access[one].find((code) => code === board))), access[one].length > 0, one === shown);
  tab('subject-guidance', texts.t('guidance.heading'), guidanceHash(access.question.find((code) => code === board)), access.question.length > 0, shown === 'guidance');
}

function tab(id: string, name: string, href: string, isThere: boolean, isShown: boolean): void {
  const link = byId(id, HTMLAnchorElement);
  link.hidden = !isThere;
  link.textContent = name;
  link.href = href;
  if (isShown) link.setAttribute('aria-current', 'page');
  else link.removeAttribute('aria-current');
}
