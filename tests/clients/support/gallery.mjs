// A web server on loopback with the pictures, for requests that name an image by URL.
import { createServer } from 'node:http';
import { all } from './pictures.mjs';

export async function startGallery() {
  const visits = [];
  const server = createServer((request, response) => {
    visits.push(request.url);
    const picture = all.find((candidate) => request.url.split('?')[0] === `/${candidate.name}`);
    if (picture === undefined) {
      response.writeHead(404).end();
      return;
    }

    // The declared type is wrong on purpose: the bytes decide.
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(picture.bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${server.address().port}`;
  return {
    host,
    visits,
    urlOf: (picture) => `http://${host}/${picture.name}?size=full`,
    urlOfNothing: `http://${host}/missing.jpg?token=secret-in-a-query`,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
