import { expect, test } from 'vitest';
import { readLaunch, splitCommand } from './launch.ts';

/** A command line as a configuration would hold it, in parts. */
function launchOf(line: string) {
  const [command = '', ...args] = splitCommand(line);
  const launch = readLaunch(command, args);
  return Object.fromEntries(Object.entries(launch).filter(([key]) => key !== 'command'));
}

test.each([
  ['npx -y @scope/pkg@1.2', { package: 'npm:@scope/pkg', version: '1.2' }],
  ['npx --package=@scope/pkg@latest start', { package: 'npm:@scope/pkg', version: 'latest' }],
  ['npx -p pkg@2.0.0-beta.1 start', { package: 'npm:pkg', version: '2.0.0-beta.1' }],
  ['npx -y -- pkg run', { package: 'npm:pkg' }],
  ['npx --registry https://npm.example pkg', { package: 'npm:pkg' }],
  ['npx -y github:Owner/Name#main', { repository: 'github.com/Owner/Name' }],
  ['npm exec -y -- @scope/pkg', { package: 'npm:@scope/pkg' }],
  ['bunx pkg', { package: 'npm:pkg' }],
  ['bun x pkg', { package: 'npm:pkg' }],
  ['pnpm dlx pkg@3', { package: 'npm:pkg', version: '3' }],
  ['yarn dlx -q pkg', { package: 'npm:pkg' }],
  ['uvx Some_Server', { package: 'pypi:some-server' }],
  ['uvx --python 3.12 some-server==1.4.0 --flag', { package: 'pypi:some-server', version: '1.4.0' }],
  ['uvx --from some.pkg[extra]@0.3.1 start', { package: 'pypi:some-pkg', version: '0.3.1' }],
  ['uvx --from git+https://github.com/own/name@main start', { repository: 'github.com/own/name' }],
  ['uv tool run some-server', { package: 'pypi:some-server' }],
  ['uv --directory /x/y run server.py', {}],
  ['uv --directory /x/y run some-mcp', { module: 'some-mcp' }],
  ['uv run --with mcp python -m mcp_server_time', { module: 'mcp-server-time' }],
  ['pipx run --spec some-pkg==1.0 start', { package: 'pypi:some-pkg', version: '1.0' }],
  ['python3 -m mcp_server_git --repository /x', { module: 'mcp-server-git' }],
  [
    'docker run -i --rm -e TOKEN --mount type=bind,src=/a,dst=/b ghcr.io/own/name:1.2 x',
    { image: 'ghcr.io/own/name', version: '1.2' },
  ],
  ['docker run -it --network=host docker.io/mcp/time', { image: 'mcp/time' }],
  ['podman run --rm localhost:5000/own/name@sha256:0a', { image: 'localhost:5000/own/name' }],
  ['docker compose up', {}],
  ['node /home/me/app/node_modules/@scope/pkg/dist/index.js', { package: 'npm:@scope/pkg' }],
  ['node "C:\\apps\\node_modules\\pkg\\index.js"', { package: 'npm:pkg' }],
  ['node build/index.js', {}],
  ['cmd /c npx -y pkg', { package: 'npm:pkg' }],
  ['cmd.exe /C "npx -y pkg"', { package: 'npm:pkg' }],
  ['bash -lc "cd /x && FOO=bar npx -y pkg"', { package: 'npm:pkg' }],
  ['/usr/bin/env FOO=bar npx pkg', { package: 'npm:pkg' }],
  ['wsl npx pkg', { package: 'npm:pkg' }],
  ['deno run -A npm:@scope/pkg@1.0.0/cli', { package: 'npm:@scope/pkg', version: '1.0.0' }],
  [
    'npx -y mcp-remote@latest https://mcp.example/mcp?k=v --header "A: b"',
    { url: 'https://mcp.example/mcp', bridge: 'mcp-remote' },
  ],
  [
    'npx -y supergateway --sse=https://mcp.example/sse',
    { url: 'https://mcp.example/sse', bridge: 'supergateway' },
  ],
  ['npx -y supergateway --stdio "uvx some-server"', { package: 'pypi:some-server', bridge: 'supergateway' }],
  [
    '/home/me/.local/bin/mcp-proxy --transport streamablehttp https://mcp.example/mcp',
    { url: 'https://mcp.example/mcp', bridge: 'mcp-proxy' },
  ],
  ['uvx mcp-proxy https://mcp.example/sse', { url: 'https://mcp.example/sse', bridge: 'mcp-proxy' }],
  ['npx -y mcp-remote', { package: 'npm:mcp-remote' }],
  ['npx __proto__', {}],
  ['constructor run', {}],
] as const)('%s', (line, launch) => {
  expect(launchOf(line)).toEqual(launch);
});

test.each([
  ['/usr/local/bin/github-mcp-server', 'github-mcp-server'],
  ['C:\\Program Files\\nodejs\\npx.cmd', 'npx'],
  ['/opt/My Tools/run.sh', 'run.sh'],
  ['npx -y pkg', 'npx'],
  ['./sk-abcdefghijklmnop', undefined],
] as const)('of the program %s the name is kept', (program, name) => {
  expect(readLaunch(program, []).command).toBe(name);
});
