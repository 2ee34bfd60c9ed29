/**
 * Runs one task of the project: `node scripts/run.mjs <task> [arguments]` runs `scripts/<task>.ts`.
 *
 * This is the only file that an older Node (20.10) runs. It installs the dependencies when they are missing or are not
 * those of the lock file, and then hands over to the Node version that the lock file pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = path.join(root, 'package-lock.json');
const installedHash = path.join(root, 'node_modules', '.lock-hash');
const windows = process.platform === 'win32';
const nodeBinary = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

const [task, ...taskArguments] = process.argv.slice(2);
const script = path.join(root, 'scripts', `${task}.ts`);

if (task === undefined || !/^[a-z-]+$/.test(task) || !existsSync(script)) {
  fail(`There is no task ${JSON.stringify(task ?? '')}. Tasks: ${listTasks().join(', ')}.`);
}
installWhenNeeded();
runTask();

/** @returns {string[]} */
function listTasks() {
  return readdirSync(path.join(root, 'scripts'))
    .filter((name) => /^[a-z-]+\.ts$/.test(name))
    .map((name) => name.slice(0, -'.ts'.length));
}

function installWhenNeeded() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  const reason = findInstallReason(wanted);
  if (reason !== undefined) {
    // Standard output belongs to the task.
    console.error(`Installing dependencies with npm ci, because ${reason}. This can take a minute.`);
    install();
    writeFileSync(installedHash, wanted);
  }
  const works = spawnSync(nodeBinary, ['--version'], { stdio: 'ignore' });
  if (works.status !== 0) {
    fail(
      `The pinned Node is not at ${nodeBinary}, or does not run here. The package "node" puts it there with an install script.\n` +
        'Check that npm may run it ("ignore-scripts" is not set, "allowScripts" in package.json names "node"), ' +
        'then delete node_modules and try again.',
    );
  }
}

/**
 * @param {string} wanted
 * @returns {string | undefined}
 */
function findInstallReason(wanted) {
  if (!existsSync(path.join(root, 'node_modules'))) return 'they are not installed yet';
  if (!existsSync(installedHash)) return 'it is not known which versions are installed';
  if (readFileSync(installedHash, 'utf8').trim() !== wanted) return 'package-lock.json has changed';
  if (!existsSync(nodeBinary)) return 'the pinned Node is missing';
  return undefined;
}

function install() {
  // npm names its own program when it started this one; so the same npm is used, whatever the search path says.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const result =
    npm && /\.[cm]?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
  if (result.error !== undefined) {
    const missing = 'code' in result.error && result.error.code === 'ENOENT';
    fail(
      missing ? 'npm was not found. Install Node 20.10 or newer together with npm.' : String(result.error),
    );
  }
  if (result.status !== 0) {
    fail(
      'npm ci failed; its messages are above. Nothing was run. Check the network and free disk space, then try again.',
    );
  }
}

function runTask() {
  // Binaries that a task starts by name come from the project.
  const binaries = path.join(root, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(nodeBinary, [script, ...taskArguments], { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl+C to the task itself; this process only waits for it.
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(`The task could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
    process.exit();
  });
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
