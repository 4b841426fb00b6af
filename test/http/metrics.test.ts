import { testApp, until, type House } from '../helpers/app';
import { reported, settled, inTeams } from '../bot/notices/scene';
import { CANARY } from '../helpers/cardRules';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

test('the metrics count notices as Prometheus reads them, and say nothing of anybody', async () => {
  await inTeams(house, 'coordinator-mhn');
  const { number } = await reported(house);
  await settled(house, number);
  const text = await until('the notice to be counted', async () => {
    const response = await fetch(`${house.url}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const lines = await response.text();
    return lines.includes('trygg_notices_total{outcome="sent"} 1') && lines;
  });
  for (const line of text.split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"\})? \d+(\.\d+)?|)$/);
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain(number);
});
