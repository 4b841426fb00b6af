import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import * as files from '../../helpers/files';
import { CHANNELS, caseOf, report, talk } from '../../helpers/people';
import { textOf, type FileToSend } from '../../helpers/talker';
import { work } from '../../helpers/working';

let house: House;
beforeAll(async () => {
  house = await testApp();
}, 60_000);
afterAll(() => house.dispose());

const file = (name: string, bytes: Uint8Array, contentType = 'application/octet-stream'): FileToSend => ({ name, contentType, bytes });
const COORDINATOR = 'coordinator-mhn';

describe.each(CHANNELS)('files in %s', (channel) => {
  async function reported() {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    return { person, number };
  }

  test('of every kind that is taken are known by what they hold, whatever they are called and said to be', async () => {
    const { person, number } = await reported();
    const sent: readonly (readonly [FileToSend, name: string, type: string])[] = [
      [file('a.png', files.png(), 'text/html'), 'a.png', 'image/png'],
      [file('b.png', files.jpeg()), 'b.jpg', 'image/jpeg'],
      [file('c.heic', files.heic()), 'c.heic', 'image/heic'],
      [file('d.exe', files.pdf()), 'd.exe.pdf', 'application/pdf'],
      [file('e.m4a', files.m4a('x', 'isom')), 'e.m4a', 'audio/mp4'],
      [file('f.ogg', files.ogg()), 'f.ogg', 'audio/ogg'],
      [file('g.msg', files.msg()), 'g.msg', 'application/vnd.ms-outlook'],
      [file('h.eml', files.eml()), 'h.eml', 'message/rfc822'],
      [file('i.txt', files.text()), 'i.txt', 'text/plain'],
    ];
    const { texts } = await person.sendFiles(sent.map(([one]) => one));
    expect(texts.join('\n').split('\n')).toEqual(sent.map(([, name]) => t('sv', 'file.saved', { name, number })));
    expect((await caseOf(house, COORDINATOR, number)).files.map(({ name, contentType }) => [name, contentType])).toEqual(sent.map(([, name, type]) => [name, type]));
  });

  test('of a forbidden, disguised or empty kind are refused one by one, kindly, and the others and the report are kept', async () => {
    const { person, number } = await reported();
    const refused: readonly FileToSend[] = [
      file('bild.png', files.exe(), 'image/png'),
      file('bild.svg', files.svg(), 'image/svg+xml'),
      file('sida.html', files.html(), 'text/html'),
      file('sida.txt', files.html(), 'text/plain'),
      file('mejl.msg', files.doc(), 'application/vnd.ms-outlook'),
      file('makro.docm', files.zip()),
      file('ljud.m4a', files.film('x'.repeat(70_000)), 'audio/mp4'),
      file('text.txt', Buffer.concat([files.text('a'.repeat(40_000)), Buffer.from([0, 1, 2])]), 'text/plain'),
    ];
    const { texts } = await person.sendFiles([...refused, file('bra.png', files.png())]);
    expect(texts.join('\n').split('\n')).toEqual([...refused.map(({ name }) => t('sv', 'file.type', { name })), t('sv', 'file.saved', { name: 'bra.png', number })]);
    expect((await person.sendFiles([file('tom.pdf', Buffer.alloc(0)), file('två.png', files.png('2'))])).texts.join('\n').split('\n')).toEqual([t('sv', 'file.empty', { name: 'tom.pdf' }), t('sv', 'file.saved', { name: 'två.png', number })]);
    const seen = await caseOf(house, COORDINATOR, number);
    expect([seen.files.map(({ name }) => name), seen.answers.length > 0]).toEqual([['bra.png', 'två.png'], true]);
    // Nothing of what was refused is left in the place for files.
    expect(await house.services.attachments.open((await house.services.cases.find(number))!.key, seen.files[0]!.id)).toBeDefined();
  });

  test('come in whatever is being done with the case, and once it is closed it is said how to be heard', async () => {
    const { person, number } = await reported();
    const next = async (name: string): Promise<void> => expect((await person.sendFiles([file(name, files.png(name))])).texts).toEqual([t('sv', 'file.saved', { name, number })]);
    await work(house, COORDINATOR, number, 'acknowledge');
    await next('bekräftat.png');
    await work(house, COORDINATOR, number, 'assess');
    await next('bedöms.png');
    await work(house, COORDINATOR, number, 'addMeasure', { what: 'Byta lås', who: 'Fastighet', due: '2026-12-01', prevention: 'situational' });
    await next('åtgärder.png');
    await person.forge({ a: 'follow.edit', number, step: 'more' });
    await person.press('follow.save', { more: 'Jag kom på en sak till.' });
    expect((await caseOf(house, COORDINATOR, number)).answers.find(({ id }) => id === 'more')?.value).toBe('Jag kom på en sak till.');
    await work(house, COORDINATOR, number, 'close', { outcome: 'measures', told: 'Låset är bytt.', learnt: 'Byt i tid.' });
    expect((await person.sendFiles([file('sent.png', files.png('sent'))])).texts).toEqual([t('sv', 'file.allClosed')]);
    expect((await caseOf(house, COORDINATOR, number)).files).toHaveLength(3);
  });
});

test('a file above 25 MB is refused in Teams while it comes, the rest kept', async () => {
  const person = await talk(house, 'teams', house.newcomer('employee-mhn'));
  const number = textOf((await report(person)).card, 'caseNumber') ?? '';
  const { texts } = await person.sendFiles([file('stor.mp3', Buffer.concat([files.mp3(), Buffer.alloc(25 * 1024 * 1024)])), file('liten.png', files.png())]);
  // A slow machine may say that it is still at it.
  expect(texts.join('\n').split('\n').filter((line) => line !== t('sv', 'wait.saving'))).toEqual([t('sv', 'file.tooLarge', { name: 'stor.mp3' }), t('sv', 'file.saved', { name: 'liten.png', number })]);
  expect((await house.services.cases.find(number))?.files.map(({ name }) => name)).toEqual(['liten.png']);
});
