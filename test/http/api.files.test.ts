import { request } from 'node:http';
import { testApp, until, type House } from '../helpers/app';
import { mp3, png } from '../helpers/files';
import { expectProblem, raw, reportBy } from './apiCases';

const SIZE = 8 * 1024 * 1024;

let house: House;
let path: string;
beforeAll(async () => {
  house = await testApp();
  const { number, person } = await reportBy(house, house.newcomer('employee-mhn'));
  await person.sendFiles([{ name: 'ljud.mp3', contentType: 'audio/mpeg', bytes: mp3('x'.repeat(SIZE - mp3().length)) }]);
  const id = (await house.services.cases.find(number))?.files[0]?.id ?? 'none';
  path = `/api/cases/${number}/files/${id}`;
}, 60_000);
afterAll(() => house.dispose());

/** Begins to load the file, and goes away with the first bytes. */
function goAway(): Promise<void> {
  const { hostname, port } = new URL(house.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: { authorization: 'Bearer demo:coordinator-mhn' } }, (response) => {
      response.once('data', () => response.destroy());
      response.on('error', () => undefined);
      response.on('close', () => resolve());
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('a large file comes whole', async () => {
  const { status, headers, text } = await raw(house, path, { as: 'coordinator-mhn' });
  expect([status, headers['content-length'], text.length]).toEqual([200, String(SIZE), SIZE]);
});

test('a download that is broken off leaves no file open', async () => {
  const opening = jest.spyOn(house.services.attachments, 'open');
  await Promise.all(Array.from({ length: 12 }, goAway));
  const opened = await Promise.all(opening.mock.results.map(({ value }) => value as ReturnType<typeof house.services.attachments.open>));
  expect(opened).toHaveLength(12);
  await until('the files to be closed', () => opened.every((stream) => stream?.closed === true), 5_000);
  expect((await raw(house, path, { as: 'coordinator-mhn' })).status).toBe(200);
});

test('a file that is gone from the disk is told as not there', async () => {
  const { number, person } = await reportBy(house, house.newcomer('employee-mhn'));
  await person.sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: png('bild') }]);
  const gone = (await house.services.cases.find(number))?.files[0]?.id ?? 'none';
  await house.services.attachments.remove(gone);
  expectProblem(await raw(house, `/api/cases/${number}/files/${gone}`, { as: 'coordinator-mhn' }), 404, 'file_not_found');
});
