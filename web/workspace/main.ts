import type { Locale } from '../shared/i18n';
import { caseApi } from './caseApi';
import { byId } from './dom';
import { accessOf, identify } from './identity';
import { listen } from './live';
import { createMessagePage } from './messagePage';
import { caseHash, guidanceHash, parseRoute } from './router';
import { followTeams, isHosted } from './teams';
import { refreshTimes, texts } from './texts';
import { createWorkspace, type Workspace } from './workspace';

/** "i dag" turns into "i går" while the page stands open. */
const TIMES_MS = 5 * 60_000;

async function main(): Promise<void> {
  let workspace: Workspace | undefined;
  const message = createMessagePage();

  setUpLanguage(() => {
    workspace?.relabel();
    message.relabel();
  });
  setUpSkipLink();
  setInterval(() => refreshTimes(document), TIMES_MS);
  if (isHosted()) void followTeams({ onDeepLink: openDeepLink });

  async function start(): Promise<void> {
    showSection('loading');
    try {
      const authorization = await identify(switchPerson);
      const access = await accessOf(authorization);
      workspace = createWorkspace({ api: caseApi(authorization), access, message, showSection });
      const opened = workspace;
      window.addEventListener('hashchange', () => opened.follow());
      opened.follow();
      // Who works cases, or has them as a manager, is told of changes; the other lists are looked at again when somebody comes back to them.
      if (access.report.length + access.referred.length > 0) listen({ authorization, onCase: opened.onLive, onGuidance: opened.onLiveGuidance, onState: opened.onLiveState });
    } catch (error) {
      message.failed(error, () => void start());
      showSection('message');
    }
  }

  await start();
}

/** Nothing of one person's page stays for the next: the page is loaded anew, at the list. */
function switchPerson(): void {
  history.replaceState(null, '', location.pathname + location.search);
  location.reload();
}

function setUpLanguage(onChange: () => void): void {
  const button = byId('language', HTMLButtonElement);
  const other = (): Locale => (texts.locale === 'sv' ? 'en' : 'sv');
  texts.onChange(() => {
    button.lang = other();
    onChange();
  });
  button.addEventListener('click', () => texts.set(other()));
  texts.set(texts.locale);
}

/** The address belongs to the router, so the skip link moves focus without changing it. */
function setUpSkipLink(): void {
  byId('skip', HTMLAnchorElement).addEventListener('click', (event) => {
    event.preventDefault();
    byId('main', HTMLElement).focus();
  });
}

/** A Teams link may name a case, or the guidance; an address that names something already goes before it. */
function openDeepLink(subPage: string): void {
  const route = parseRoute(subPage.includes('/') || subPage === 'guidance' ? subPage : `cases/${subPage}`);
  if (location.hash !== '') return;
  if (route.view === 'case') location.hash = caseHash(route.number);
  if (route.view === 'guidance') location.hash = guidanceHash(route.board);
}

const SECTIONS = ['loading', 'list', 'case', 'guidance', 'message'] as const;
export type Section = (typeof SECTIONS)[number];

function showSection(shown: Section): void {
  for (const section of SECTIONS) byId(`view-${section}`, HTMLElement).hidden = section !== shown;
  byId('subjects', HTMLElement).hidden = shown !== 'list' && shown !== 'guidance';
}

void main();
