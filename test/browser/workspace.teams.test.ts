import type { Browser, BrowserContext, Frame, Page, Route } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { stubCase, workspaceServer, type WorkspaceServer } from './workspaceServer';

const PAGE = 'https://trygg.example';

/** What Teams does for a tab, as far as ours asks: answers `initialize` and `getContext`, and tells of a new theme. */
const HOST = (address: string, theme: string, subPage: string): string => `<!doctype html><title>host</title>
<iframe src="${address}" width="900" height="600"></iframe>
<script>
  const frame = document.querySelector('iframe');
  const tell = (message) => frame.contentWindow.postMessage(message, '*');
  window.heard = [];
  window.changeTheme = (name) => tell({ func: 'themeChange', args: [name] });
  addEventListener('message', ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    window.heard.push(data.func);
    const answer = (...args) => tell({ id: data.id, uuidAsString: data.uuidAsString, args });
    if (data.func === 'initialize') answer('content', 'web', JSON.stringify({ apiVersion: 4, supports: { pages: {} } }), '2.0.0');
    if (data.func === 'getContext') answer({ theme: '${theme}', locale: 'sv-se', entityId: 'workspace', subEntityId: '${subPage}', sessionId: 's' });
  });
</script>`;

describe('the workspace as a Teams tab', () => {
  let browser: Browser;
  let server: WorkspaceServer;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), workspaceServer()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    server.reset();
    server.cases.push(stubCase('MHN-AAAA-0001'));
    context = await browser.newContext({ colorScheme: 'light', locale: 'sv-SE' });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
  });
  afterEach(async () => {
    // The page looks again for what it did not hear; what is under way when it goes is nobody's failure.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  });

  async function tab(theme: string, subPage = ''): Promise<Frame> {
    const html = HOST(`${PAGE}/workspace?host=teams`, theme, subPage);
    await page.route(`${PAGE}/**`, forward);
    await page.route('https://teams.microsoft.com/**', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto('https://teams.microsoft.com/tab');
    const frame = await page.waitForSelector('iframe');
    const content = await frame.contentFrame();
    if (!content) throw new Error('no frame');
    return content;
  }
  /** A page from the internet may not frame one from this machine, so the tab has a name of its own. It gets no live stream. */
  async function forward(route: Route): Promise<void> {
    const { pathname, search } = new URL(route.request().url());
    if (pathname === '/api/live') await route.abort();
    else await route.fulfill({ response: await route.fetch({ url: `${server.url}${pathname}${search}` }) });
  }
  const background = (frame: Frame): Promise<string> => frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const scripts = (): readonly string[] => server.requests.filter((request) => request.endsWith('.js'));

  it('follows Teams’ theme against the system’s own, and its changes', async () => {
    const frame = await tab('dark');
    await frame.locator('html[data-theme=dark]').waitFor();
    await frame.locator('#list > li').waitFor();
    const dark = await background(frame);
    await page.evaluate('changeTheme("default")');
    await frame.locator('html[data-theme=default]').waitFor();
    const light = await background(frame);
    expect(light).not.toBe(dark);
    await page.evaluate('changeTheme("contrast")');
    await frame.locator('html[data-theme=contrast]').waitFor();
    expect(await background(frame)).toBe('rgb(0, 0, 0)');
    expect(await page.evaluate('heard.includes("appInitialization.success")')).toBe(true);
  });

  it('has the theme that the address gives before Teams has answered', async () => {
    await page.goto(`${server.url}/workspace?host=teams&theme=contrast`);
    await page.locator('html[data-theme=contrast] #list > li').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(0, 0, 0)');
  });

  it('opens the case that a link in Teams names', async () => {
    const frame = await tab('default', 'MHN-AAAA-0001');
    await frame.getByRole('heading', { name: 'Ärende MHN-AAAA-0001' }).waitFor();
  });

  it('loads Teams’ library there alone', async () => {
    await page.goto(`${server.url}/workspace`);
    await page.locator('#list > li').waitFor();
    const plain = new Set(scripts());
    const frame = await tab('default');
    await frame.locator('html[data-theme]').waitFor();
    expect(scripts().filter((request) => !plain.has(request)).length).toBeGreaterThan(0);
  });
});
