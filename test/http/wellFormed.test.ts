import { connect } from 'node:net';
import { createServer, type Server } from 'restify';
import { refuseMalformed, wellFormed } from '../../http/wellFormed';

describe('a request whose address is none', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer();
    refuseMalformed(server);
    server.get('/', (_request, response, next) => {
      response.send(200, 'here');
      next();
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    ({ port } = server.address());
  });
  afterAll(
    () =>
      new Promise<void>((done) => {
        server.close(done);
      }),
  );

  const statusOf = (target: string, host: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`));
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => resolve(text.split(' ')[1] ?? ''));
      socket.on('error', reject);
    });

  it.each([
    ['/', 'x; y z'],
    ['/', 'x"><'],
    ['http://[bad', 'localhost'],
    ['//', 'localhost'],
  ])('is refused: %s at host %s', async (target, host) => {
    expect(await statusOf(target, host)).toBe('400');
    expect(await statusOf('/', 'localhost')).toBe('200');
  });

  it.each(['localhost', '127.0.0.1:3978', '[::1]:3978', 'trygg.example'])('is no request to %s', async (host) => {
    expect(await statusOf('/?a=%C3%A5', host)).toBe('200');
  });

  it('has a Host or none', () => {
    expect(wellFormed({ url: '/', headers: {} })).toBe(true);
  });
});
