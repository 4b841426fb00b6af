import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { png } from '../../helpers/files';
import { reportBy } from '../../http/apiCases';

let house: House;
beforeAll(async () => {
  house = await testApp();
}, 60_000);
afterAll(() => house.dispose());

test('the same file sent again is kept once, and said to be saved each time; another with its name is another', async () => {
  const { number, person } = await reportBy(house, house.newcomer('employee-mhn'));
  const file = { name: 'bild.png', contentType: 'image/png', bytes: png('bild') };
  const put = jest.spyOn(house.services.attachments, 'put');
  const remove = jest.spyOn(house.services.attachments, 'remove');
  for (const bytes of [file.bytes, file.bytes, png('en annan bild')]) {
    expect((await person.sendFiles([{ ...file, bytes }])).texts.join('\n')).toContain(t('sv', 'file.saved', { name: file.name, number }));
  }
  const stored = await Promise.all(put.mock.results.map(async ({ value }) => ((await value) as { readonly id: string }).id));
  expect((await house.services.cases.find(number))?.files.map(({ id }) => id)).toEqual([stored[0], stored[2]]);
  expect(remove.mock.calls).toEqual([[stored[1]]]);
});
