import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { DESKTOP } from './chatPerson';
import { picture } from './pictures';
import { PNG } from './png';
import { realServer, type RealServer } from './realServer';
import { spoken, TYPED } from './words';

const BUNDLE = join(resolve(__dirname, '../..'), 'node_modules', 'botframework-webchat', 'dist', 'webchat.js');

/** The page of Microsoft's own instructions: `domain` and a token are all that tells it where the bot is. */
const pageFor = (domain: string): string => `<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>Web Chat</title><style>html, body, #webchat { height: 100%; margin: 0 }</style></head>
<body><div id="webchat" role="main"></div>
<script src="/webchat.js"></script>
<script type="module">
  const answer = await fetch('${domain}/tokens/generate', { method: 'POST', headers: { authorization: 'Bearer demo:employee-mhn' } });
  const { token } = await answer.json();
  const directLine = WebChat.createDirectLine({ domain: '${domain}', token });
  WebChat.renderWebChat({ directLine, locale: 'sv-SE' }, document.getElementById('webchat'));
</script></body></html>`;

describe('Microsoft’s Web Chat, unchanged', () => {
  let browser: Browser;
  let server: RealServer;
  let elsewhere: Server;
  let context: BrowserContext;
  let page: Page;
  let number: string;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer()]);
    elsewhere = createServer((request, response) => {
      if (request.url === '/webchat.js') createReadStream(BUNDLE).pipe(response.setHeader('content-type', 'text/javascript'));
      else response.setHeader('content-type', 'text/html').end(pageFor(`${server.url}/v3/directline`));
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    context = await browser.newContext({ viewport: DESKTOP, locale: 'sv-SE' });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    elsewhere.closeAllConnections();
    elsewhere.close();
    await server.dispose();
  });

  const said = (key: Parameters<typeof spoken>[1]): string => spoken('sv', key);
  const card = (heading: string): Locator => page.locator('.ac-adaptiveCard').filter({ has: page.getByRole('heading', { name: heading, exact: true }) }).last();
  const press = (on: Locator, name: string): Promise<void> => on.getByRole('button', { name, exact: true }).click();

  it('connects, is greeted, and takes a report to its receipt', async () => {
    await press(card(said('welcome.title')), said('welcome.report'));
    await press(card(said('safety.title')), said('safety.no'));
    await press(card(said('step.who')), said('report.next'));
    const story = card(said('step.story'));
    await story.getByRole('textbox', { name: said('field.story') }).fill(TYPED.sv.told);
    await press(story, said('report.send'));
    const receipt = card(said('receipt.title'));
    await receipt.waitFor();
    number = /MHN-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await receipt.innerText())?.[0] ?? '';
    const { items } = (await server.api('coordinator-mhn', '/api/cases?board=MHN')).body as { items: readonly { number: string }[] };
    expect(items.map((one) => one.number)).toEqual([number]);
    await picture(page, 'sv-webchat-1-receipt');
  }, 60_000);

  it('uploads a picture into the case', async () => {
    await page.locator('input[type="file"]').setInputFiles([{ name: 'skada.png', mimeType: 'image/png', buffer: PNG }]);
    await page.locator('.webchat__attachment-icon--checked').waitFor();
    await page.locator('.webchat__send-box-text-box__input').press('Enter');
    await page.locator('p', { hasText: /^skada\.png är sparad i ärende MHN-/ }).waitFor();
    const detail = (await server.api('coordinator-mhn', `/api/cases/${number}`)).body as { files: readonly { name: string; bytes: number }[] };
    expect(detail.files).toEqual([expect.objectContaining({ name: 'skada.png', bytes: PNG.length })]);
    await picture(page, 'sv-webchat-2-upload');
  }, 60_000);
});
