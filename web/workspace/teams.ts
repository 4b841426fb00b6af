/** How the host looks; the plain page follows the system's own light or dark. */
type HostTheme = 'default' | 'dark' | 'contrast';

export interface HostOptions {
  /** Called with the case number that a Teams link asked for. */
  onDeepLink(subPage: string): void;
}

/** True where the page is shown inside another, or says that Teams is its host. */
export function isHosted(): boolean {
  return window.parent !== window || new URLSearchParams(location.search).get('host') === 'teams';
}

/**
 * Tells Teams that the tab is there and follows its theme. The library is loaded only here, so that the plain page
 * never fetches it; where it is not Teams that frames the page, or nothing does, nothing changes.
 */
export async function followTeams(options: HostOptions): Promise<void> {
  // Teams fills the tab's address in (`theme={app.theme}`), so that the page has the right colours before it answers.
  const theme = new URLSearchParams(location.search).get('theme');
  if (theme !== null) applyTheme(theme);
  try {
    await greet(options);
  } catch {
    // The address said Teams, but no Teams answered: the page works all the same, in the system's own colours.
    return;
  }
}

async function greet({ onDeepLink }: HostOptions): Promise<void> {
  const { app } = await import('@microsoft/teams-js');
  await app.initialize();
  const context = await app.getContext();
  applyTheme(context.app.theme);
  app.registerOnThemeChangeHandler(applyTheme);
  if (context.page.subPageId !== undefined && context.page.subPageId !== '') onDeepLink(context.page.subPageId);
  app.notifyAppLoaded();
  await app.notifySuccess();
}

/** Shows the page in the host's theme whatever the system prefers; unknown themes look like the default one. */
export function applyTheme(name: string): void {
  const theme: HostTheme = name === 'dark' || name === 'contrast' ? name : 'default';
  const dark = theme !== 'default';
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule) overrule(rule, dark);
    }
  }
}

/** Conditions as they were written, for the rules that the host's theme has overruled. */
const written = new WeakMap<CSSMediaRule, string>();

function overrule(rule: CSSMediaRule, dark: boolean): void {
  const condition = written.get(rule) ?? rule.media.mediaText;
  if (!condition.includes('prefers-color-scheme: dark')) return;
  written.set(rule, condition);
  rule.media.mediaText = dark ? 'all' : 'not all';
}
