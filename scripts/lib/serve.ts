import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import compression from 'compression';
import sirv from 'sirv';
import { securityHeaders } from '#site/security.ts';

/** What to serve, and where. */
export interface ServeOptions {
  /** A built site. */
  readonly directory: string;
  /** Port on the loopback address; 0 takes any free one. */
  readonly port: number;
  /** Path of the site on its host, with slashes at both ends. */
  readonly basePath: string;
}

/** A running server. */
export interface StaticServer {
  /** Address of the home page, base path included. */
  readonly url: string;
  /** Ends the server and its open connections. */
  readonly close: () => Promise<void>;
}

/** The types of the library are those of Express; it asks for nothing that Node's own do not have. */
type CompressedRequest = Parameters<ReturnType<typeof compression>>[0];
type CompressedResponse = Parameters<ReturnType<typeof compression>>[1];

const host = '127.0.0.1';

/**
 * Serves a built site as a static host does: below its base path, compressed, with its 404 page, its headers and a redirect to the
 * address with a slash. Files are looked up for each request, so a new build shows without a restart. Rejects when the port cannot be had, and says why.
 */
export function serveDirectory({ directory, port, basePath }: ServeOptions): Promise<StaticServer> {
  const serveFile = sirv(directory, {
    dev: true,
    etag: true,
    extensions: ['html'],
    setHeaders: setContentType,
  });
  const compress = compression();
  const server = createServer((request, response) => {
    compress(request as CompressedRequest, response as CompressedResponse, () => answer(request, response));
  });
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    if (`${request.url ?? ''}/` === basePath) {
      response.writeHead(301, { Location: basePath }).end();
      return;
    }
    const target = readTarget(request, basePath);
    if (target === undefined) {
      sendNotFound(response, directory);
      return;
    }
    if (!target.pathname.endsWith('/') && isDirectory(path.join(directory, target.pathname))) {
      response.writeHead(301, { Location: `${basePath}${target.pathname.slice(1)}/${target.search}` }).end();
      return;
    }
    request.url = encodeURI(target.pathname);
    serveFile(request, response, () => sendNotFound(response, directory));
  };
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(describeListenError(error, port), { cause: error })));
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `http://${host}:${actual}${basePath}`,
        close: () =>
          new Promise<void>((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** Reads `PORT`; 4321 when it is not set. Throws when it is no port number. */
export function readPort(given: string | undefined): number {
  if (given === undefined || given === '') return 4321;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new Error(`PORT is "${given}". Write a number from 0 to 65535; 0 takes any free port.`);
}

/** The path within the site; undefined when the request is for something outside of it or for a hidden file. */
function readTarget(
  request: IncomingMessage,
  basePath: string,
): { pathname: string; search: string } | undefined {
  const url = URL.parse(request.url ?? '/', `http://${host}`);
  if (url === null) return undefined;
  const pathname = decode(url.pathname);
  if (pathname === undefined || !pathname.startsWith(basePath)) return undefined;
  const within = `/${pathname.slice(basePath.length)}`;
  const hidden = within.split('/').some((segment) => segment.startsWith('.') && segment !== '.well-known');
  return hidden ? undefined : { pathname: within, search: url.search };
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

function isDirectory(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function sendNotFound(response: ServerResponse, directory: string): void {
  const page = path.join(directory, '404.html');
  response.statusCode = 404;
  if (existsSync(page)) {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(readFileSync(page));
  } else {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end('Not found');
  }
}

/** Text is UTF-8 and says so; what has no type of its own, such as parts of the search index, is bytes. */
function setContentType(response: ServerResponse, pathname: string): void {
  const type = contentTypes[path.extname(pathname)];
  if (type !== undefined) response.setHeader('Content-Type', type);
}

const contentTypes: Readonly<Record<string, string>> = {
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.toml': 'text/plain; charset=utf-8',
  '.yaml': 'text/plain; charset=utf-8',
  '.cedar': 'text/plain; charset=utf-8',
};

function describeListenError(error: Error, port: number): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. End that program, or choose another port: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose one above 1023: PORT=4321 npm start`;
  return `The server could not start on port ${port}: ${error.message}`;
}
