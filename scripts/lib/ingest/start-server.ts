import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { type Connection, largestAnswer, limitsInWords } from './connection.ts';
import { endProcesses, listTree } from './process-tree.ts';

/**
 * Prepares to start a server and to talk to it over its standard input and output. It gets the few variables that every
 * program gets (PATH, HOME …), where certificates are kept, and `env`: our own environment may hold secrets.
 */
export function startServer(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  timeoutMs: number,
): Connection {
  const [command = '', ...args] = words;
  const transport = new StdioClientTransport({
    command,
    args,
    env: { ...readCertificatePaths(), ...env },
    stderr: 'pipe',
    maxBufferSize: largestAnswer,
  });
  const lastWords = collectTail(transport);
  // The transport forgets the process when it begins to close it.
  let pid: number | null = null;
  const start = transport.start.bind(transport);
  transport.start = async () => {
    await start();
    pid = transport.pid;
  };
  return {
    transport,
    stop: async (quickly) => {
      const tree = pid === null ? [] : listTree(pid);
      const closing = transport.close();
      // Closing asks, insists and kills in steps of two seconds; what is left after that ignores all of it.
      await endProcesses(tree, quickly ? 300 : 4500);
      await closing;
    },
    explain: (reason, kind) => {
      const said = lastWords() === '' ? 'It wrote nothing to its error output.' : `It wrote:\n${lastWords()}`;
      if (/\b(?:ENOENT|EACCES|EINVAL)\b/.test(reason)) {
        return `The server could not be started: there is no program ${JSON.stringify(command)} that may be run.\nCheck the command; it is run without a shell.`;
      }
      const texts = {
        time: `The server did not answer within ${timeoutMs / 1000} s. ${said}\nCheck the command and its --env values, or give it longer with --timeout <seconds>.`,
        size: `The server sent ${limitsInWords}. ${said}`,
        closed: `The server ended before it had listed its tools. ${said}\nCheck the command and its --env values.`,
        other: `The server did not list its tools: ${reason}. ${said}`,
      };
      return texts[kind];
    },
  };
}

function readCertificatePaths(): Record<string, string> {
  const names = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** The last part of what the server writes to its error output: its own explanation of a failure. The rest is read and dropped. */
function collectTail(transport: StdioClientTransport): () => string {
  let tail = '';
  transport.stderr?.on('data', (chunk: unknown) => {
    tail = `${tail}${String(chunk)}`.slice(-2000);
  });
  return () => tail.trim();
}
