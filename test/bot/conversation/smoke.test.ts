import { testApp, type House } from '../../helpers/app';
import { CHANNELS, caseOf, report, talk } from '../../helpers/people';
import { cardName, reading, textOf } from '../../helpers/talker';
let house: House;
beforeAll(async () => { house = await testApp(); });
afterAll(() => house.dispose());
test.each(CHANNELS)('%s', async (channel) => {
  const me = await talk(house, channel, 'employee-mhn');
  const t0 = Date.now();
  const { card } = await report(me, { story: { story: 'han hotade mig [kanariefågel](x)' } });
  console.log(Date.now() - t0, cardName(card), reading(card));
  console.log(JSON.stringify(await caseOf(house, 'coordinator-mhn', textOf(card, 'caseNumber')!), null, 1));
});
